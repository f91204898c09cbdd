"""Forms in another encoding than UTF-8 get a page, not a crash."""

import pytest
from django.test import Client

FORM = "application/x-www-form-urlencoded; charset="


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["latin-1", "utf-16", "windows-1258", "shift_jis"])
def test_a_form_in_another_encoding_is_answered_with_the_page_for_bad_requests(charset):
    response = Client(enforce_csrf_checks=True).post("/thoat/", "a=x", content_type=FORM + charset)
    assert response.status_code == 400
    assert "<h1" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF8"])
def test_other_spellings_of_utf_8_are_understood(charset):
    assert Client(enforce_csrf_checks=True).post("/thoat/", "a=x", content_type=FORM + charset).status_code == 303
