"""Every answer carries its security headers; the routes are walked, not listed by hand."""

import pytest
from csp.constants import HEADER
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.privacy.headers import DENIED, FOR_CMS, STRICT, ContentSecurityPolicy

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/",
    "/en/",
    "/dang-ky/",
    "/tra-cuu/",
    "/tro-chuyen/",
    "/sang-loc/",
    "/co-so/",
    "/quyen-rieng-tu/",
    "/healthz",
]
STAFF = ["/staff/", "/staff/sign-in/", "/staff/account/", "/staff/audit/", "/staff/set-password/x/"]
OTHER = [
    "/cms/",
    "/cms/login/",
    "/no-such-page/",
    "/en/no-such-page/",
    "/staff/no-such-page/",
    "/thoat/",
    "/static/x.css",
]
ALL = [*PUBLIC, *STAFF, *OTHER]


@pytest.fixture
def answers():
    client = Client(raise_request_exception=False)
    return {path: client.get(path) for path in ALL}


def policy(answer) -> dict[str, list[str]]:
    parts = [part.split() for part in answer["Content-Security-Policy"].split(";") if part.strip()]
    return {name: sources for name, *sources in parts}


def test_every_route_has_the_headers_that_protect_a_reader(answers):
    for path, answer in answers.items():
        assert answer["X-Content-Type-Options"] == "nosniff", path
        wanted = "no-referrer" if path == "/thoat/" else "same-origin"  # the exit must not say whence
        assert answer["Referrer-Policy"] == wanted, path
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert answer["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}, path
        assert "microphone=()" in answer["Permissions-Policy"], path


def test_every_route_but_the_cms_starts_from_nothing_and_allows_no_inline_code(answers):
    for path, answer in answers.items():
        if path.startswith("/cms/"):
            continue
        found = policy(answer)
        assert found["default-src"] == ["'none'"], path
        assert found["frame-ancestors"] == ["'none'"], path
        assert found["base-uri"] == ["'none'"], path
        assert found["form-action"] == ["'self'"], path
        assert found["style-src"] == ["'self'"], path
        assert not [source for source in found["script-src"] if "unsafe" in source], path


def test_no_policy_names_another_host(answers):
    for path, answer in answers.items():
        for sources in policy(answer).values():
            for source in sources:
                assert source.startswith("'") or source in {"data:", "blob:"}, (path, source)


def test_the_weaker_policy_is_only_for_the_cms_and_only_where_it_must():
    assert set(FOR_CMS) - set(STRICT) == {"frame-src"}
    differing = {name for name in STRICT if STRICT[name] != FOR_CMS[name]}
    assert differing == {"script-src", "style-src", "img-src", "frame-ancestors"}


def test_a_public_page_in_the_editors_preview_keeps_its_policy_but_may_be_framed_by_us():
    request = RequestFactory().get("/cms/pages/3/edit/preview/")
    inner = HttpResponse(headers={HEADER: "default-src 'none'; frame-ancestors 'none'"})
    answer = ContentSecurityPolicy(lambda request: inner)(request)
    assert answer[HEADER] == "default-src 'none'; frame-ancestors 'self'"


def test_a_nonce_is_new_on_every_page():
    pages = [Client().get("/staff/sign-in/") for _ in range(2)]
    nonces = [policy(page)["script-src"] for page in pages]
    assert nonces[0] != nonces[1] or all(source == "'self'" for source in nonces[0])


def test_staff_pages_and_forms_are_never_stored_and_never_indexed(answers):
    for path in [*STAFF, "/cms/", "/staff/no-such-page/"]:
        assert "no-store" in answers[path]["Cache-Control"], path
        assert "noindex" in answers[path]["X-Robots-Tag"], path
    for path in ("/dang-ky/", "/tra-cuu/", "/tro-chuyen/"):
        assert "no-store" in answers[path]["Cache-Control"], path


def test_only_the_directory_may_ask_where_one_is(answers):
    for path, answer in answers.items():
        expected = "geolocation=(self)" if path == "/co-so/" else "geolocation=()"
        assert expected in answer["Permissions-Policy"], path
    assert {"camera", "microphone"} <= set(DENIED)


def test_no_visitor_gets_a_session_cookie(answers):
    for path, answer in answers.items():
        for name, morsel in answer.cookies.items():
            if morsel["max-age"] == 0:
                continue  # the exit takes cookies away
            assert name != "dv_staff", path
            assert morsel["samesite"] in {"Lax", "Strict"}, (path, name)
            assert morsel["httponly"] or "language" in name, (path, name)
