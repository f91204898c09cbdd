"""Nobody passes into `/staff/` or `/cms/` with a password alone, by whatever door."""

import time

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.urls import URLPattern, URLResolver, get_resolver

from portal.accounts.models import Posting, Role

pytestmark = pytest.mark.django_db
OPEN = {"staff:sign_in", "staff:second_factor", "staff:enrol", "staff:set_password", "staff:sign_out"}
SAMPLE = {"int": "1", "str": "x", "uuid": "6b1f4f0e-0000-4000-8000-000000000000", "slug": "x", "path": "x"}


def routes(resolver, prefix="", namespace=""):
    """Every route of the portal: path with sample values, and its full name."""
    for entry in resolver.url_patterns:
        part = prefix + _sample(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            yield from routes(entry, part, inner)
        elif isinstance(entry, URLPattern):
            yield "/" + part, ":".join(filter(None, [namespace, entry.name or ""]))


def _sample(pattern) -> str:
    text = str(pattern)
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            text = text.replace(written, SAMPLE.get(kind, "x"))
    return text.replace("^", "").replace("$", "").replace("\\Z", "")


def guarded_routes():
    found = [(path, name) for path, name in routes(get_resolver()) if path.startswith(("/staff/", "/cms/"))]
    return [(path, name) for path, name in found if name not in OPEN and "(" not in path]


def test_the_walk_finds_the_staff_pages_and_the_cms():
    paths = {path for path, _ in guarded_routes()}
    assert len(paths) > 100
    assert {"/staff/", "/staff/account/", "/staff/audit/", "/cms/"} <= paths


def with_password_only(client, user):
    """A session that Django takes for signed in, without any second factor (we never make one)."""
    client.force_login(user)
    return client


def refuses(answer) -> bool:
    return answer.status_code in {404, 405} or (
        answer.status_code == 302 and answer["Location"].startswith("/staff/sign-in/")
    )


def test_every_staff_url_refuses_a_session_with_password_only(client, administrator):
    administrator.is_superuser = True
    administrator.save()
    with_password_only(client, administrator)
    let_in = [path for path, _ in guarded_routes() if not refuses(client.get(path))]
    assert let_in == []


def test_every_staff_url_refuses_a_post_without_a_session(client):
    let_in = [path for path, _ in guarded_routes() if not refuses(client.post(path))]
    assert let_in == []


def test_every_staff_url_refuses_the_half_signed_in(client, administrator, first_step):
    first_step(client, administrator)
    let_in = [path for path, _ in guarded_routes() if not refuses(client.get(path))]
    assert let_in == []


@pytest.mark.parametrize("path", ["/cms/login/", "/cms/password_reset/", "/_util/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_doors_lead_to_ours(client, officer, password, path, method):
    answer = getattr(client, method)(path, {"username": officer.email, "password": password})
    assert answer.status_code in {302, 404}
    assert answer.get("Location", "/staff/sign-in/") == "/staff/sign-in/"
    assert SESSION_KEY not in client.session


def test_wagtails_sign_out_is_ours(client, officer, signed_in):
    signed_in(client, officer)
    assert client.post("/cms/logout/").url == "/staff/sign-in/"
    assert SESSION_KEY not in client.session


def test_the_django_admin_is_not_there(client, administrator, signed_in):
    signed_in(client, administrator)
    assert client.get("/admin/").status_code == 404
    assert client.get("/django-admin/").status_code == 404


def test_a_session_of_another_account_does_not_carry_over_its_second_factor(client, officer, administrator, signed_in):
    signed_in(client, officer)
    session = client.session
    session[SESSION_KEY] = str(administrator.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = administrator.get_session_auth_hash()
    session.save()
    assert refuses(client.get("/staff/"))


def test_the_cms_is_for_editors_and_publishers_only(client, officer, signed_in):
    signed_in(client, officer)
    assert client.get("/cms/").status_code == 403


def test_an_editor_of_today_reaches_the_cms_and_one_of_yesterday_does_not(client, enrol, signed_in):
    editor = enrol("bien.tap@example.org", "Phan Khánh Linh", Role.EDITOR)
    Group.objects.get(name="Editors").permissions.add(Permission.objects.get(codename="access_admin"))
    signed_in(client, editor)
    assert client.get("/cms/").status_code == 200
    Posting.objects.filter(user=editor).update(starts_on="2020-01-01", ends_on="2020-01-02")
    assert client.get("/cms/").status_code == 403


def test_a_page_part_asked_by_script_tells_the_browser_where_to_go(client):
    answer = client.get("/staff/audit/", HTTP_HX_REQUEST="true")
    assert answer.status_code == 401
    assert answer["HX-Redirect"].startswith("/staff/sign-in/")


def test_an_open_editing_tab_does_not_keep_a_session_awake(client, enrol, signed_in, time_machine):
    editor = enrol("bien.tap@example.org", "Phan Khánh Linh", Role.EDITOR)
    Group.objects.get(name="Editors").permissions.add(Permission.objects.get(codename="access_admin"))
    signed_in(client, editor)
    start = time.time()
    for minutes in (20, 29, 31):
        time_machine.move_to(start + minutes * 60)
        answer = client.post("/cms/editing-sessions/ping/wagtailcore/page/1/1/")
    assert answer["Location"].startswith("/staff/sign-in/")
