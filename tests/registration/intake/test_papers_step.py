"""The step of the papers: what each is, the sixth file, the one that is too big; nothing else is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.privacy.uploads import checking
from registration.casework.erasure import erase
from registration.casework.models import Document
from registration.intake import papers
from tests.portal.privacy.sample_files import picture
from tests.registration.casework.cast import filed, make_cast

from .conftest import ADULT

STEP = "/dang-ky/giay-to/"


@pytest.fixture
def sender(person):
    """Somebody who has reached the papers."""
    person.fill_all(ADULT, until="nguyen-vong")
    return person


def send(sender, *files, **fields):
    named = [SimpleUploadedFile(f"tệp{n}.jpg", content) for n, content in enumerate(files)]
    return sender.post(STEP, {"documents": named, "go": "stay", **fields})


def test_the_person_says_what_a_paper_is(sender):
    send(sender, picture(), document_kind="determination_result")
    assert Document.objects.get().kind == "determination_result"


def test_what_a_paper_is_can_be_corrected_with_any_button(sender):
    send(sender, picture(), document_kind="other")
    sender.post(STEP, {f"kind_{Document.objects.get().pk}": "substitution_letter"})
    assert Document.objects.get().kind == "substitution_letter"


@pytest.mark.parametrize("kind", ["", "x", "other\x00", "passport"])
def test_an_unknown_kind_is_another_paper(sender, kind):
    send(sender, picture(), document_kind=kind)
    assert Document.objects.get().kind == "other"


def test_the_sixth_file_is_told_and_five_stay(sender):
    page = send(sender, *[picture()] * 6)
    assert "“tệp5.jpg”" in page.content.decode()
    assert Document.objects.count() == checking.MAX_FILES


def test_an_empty_and_a_too_big_file_are_told_and_the_good_one_stays(sender):
    page = send(sender, b"", picture() + b"0" * (checking.MAX_BYTES + 1), picture()).content.decode()
    assert "“tệp1.jpg”" in page
    assert Document.objects.count() == 1


def test_the_camera_is_offered_without_script(sender):
    page = sender.get(STEP).content.decode()
    assert 'capture="environment"' in page


def test_without_an_answer_of_the_scanner_the_step_says_so_and_goes_on_without_losing_a_word(person, settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    person.fill_all(ADULT, until="nguyen-vong")
    page = person.post("/dang-ky/giay-to/", {"documents": SimpleUploadedFile("phiếu.jpg", picture())})
    assert "chưa kiểm tra được" in page.content.decode()
    assert not Document.objects.exists()
    assert person.post("/dang-ky/giay-to/", {}).status_code == 302


def test_files_of_an_answer_that_was_never_sent_go_with_the_registration(db):
    registration = filed(make_cast().ward)
    papers.keep(checking.checked("a.jpg", picture()), registration.pk)
    erase(registration, timezone.now())
    assert not Document.objects.exists()
