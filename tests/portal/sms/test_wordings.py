"""Staff give a registered text another wording; nothing that they write can stop a room that sends."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.accounts.models import Role, User
from portal.audit.models import Entry
from portal.sms import outbox, segments, templates, wording_actions, wordings
from portal.sms.models import TextVersion
from portal.sms.purposes import PURPOSES
from portal.sms.states import TextState
from portal.sms.wording_actions import NotNow
from portal.sms.wording_rules import Unfit, check

from .conftest import LINK, PHONE
from .test_staff import signed_in

pytestmark = pytest.mark.django_db
NAME = "registration_update"
GOOD = {"vi": "Co viec moi cho ban, ma {code}. Doc tai: {link}", "en": "Something new, code {code}. Read at: {link}"}
LIST, PAGE = "/staff/sms/templates/", f"/staff/sms/templates/{NAME}/"
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _asked_each_time(settings):
    settings.SMS_TEMPLATES_FRESH_S = 1e-9
    wordings.forget()
    yield
    wordings.forget()


@pytest.fixture
def by():
    return User.objects.create_user("thu@demo.example", full_name="Thu")


def in_use(by, texts=GOOD):
    version = wording_actions.write(NAME, texts, by)
    wording_actions.register(version.pk, "Nha mang A", TODAY, by)
    return wording_actions.use(version.pk, by)


def sent():
    return outbox.send(PHONE, NAME, {"code": "DV-AAAAA-AAAAA", "link": LINK}).body


def test_a_wording_is_sent_only_once_it_is_in_use(by):
    version = wording_actions.write(NAME, GOOD, by)
    before = sent()
    wording_actions.register(version.pk, "Nha mang A", TODAY, by)
    assert sent() == before
    wording_actions.use(version.pk, by)
    assert sent() == f"Co viec moi cho ban, ma DV-AAAAA-AAAAA. Doc tai: {LINK}"


def test_the_wording_before_is_retired_and_the_portals_own_goes_on_in_the_end(by):
    first, before = in_use(by), sent()
    second = in_use(by, {**GOOD, "vi": "Tin moi, ma {code}. Doc: {link}"})
    first.refresh_from_db()
    assert (first.state, sent() != before) == (TextState.RETIRED, True)
    wording_actions.retire(second.pk, by)
    assert sent().startswith("Co tin moi ve giay to cua ban")


@pytest.mark.parametrize(
    ("step", "state"),
    [
        ("use", TextState.DRAFT),
        ("use", TextState.RETIRED),
        ("register", TextState.IN_USE),
        ("retire", TextState.RETIRED),
    ],
)
def test_a_step_that_does_not_lead_on_changes_nothing(by, step, state):
    version = wording_actions.write(NAME, GOOD, by)
    TextVersion.objects.update(state=state)
    steps = {
        "use": lambda: wording_actions.use(version.pk, by),
        "register": lambda: wording_actions.register(version.pk, "A", TODAY, by),
        "retire": lambda: wording_actions.retire(version.pk, by),
    }
    with pytest.raises(NotNow):
        steps[step]()
    assert TextVersion.objects.get().state == state


@pytest.mark.parametrize(
    "vi",
    [
        "",
        "Co tin, ma {code}.",
        "Co tin {code} {link} {name}",
        "Co tin {code} {link} {",
        "Có tin mới {code} {link}",
        "Ket qua dieu tri {code} {link}",
        "Cai nghien {code} {link}",
        "x" * 160 + " {code} {link}",
    ],
    ids=["empty", "a place missing", "a place too many", "a brace", "marks", "telling", "telling too", "long"],
)
def test_a_wording_that_would_not_do_is_refused(vi):
    with pytest.raises(Unfit) as refused:
        check(templates.registered()[NAME], {**GOOD, "vi": vi})
    assert [bool(refused.value.faults[language]) for language in ("vi", "en")] == [True, False]


@pytest.mark.parametrize("name", sorted(templates.registered()))
def test_the_portals_own_wordings_pass_the_same_check_and_have_a_purpose(name):
    template = templates.registered()[name]
    check(template, template.texts)
    assert name in PURPOSES


def test_a_wording_that_no_longer_fits_is_passed_over(by):
    before = sent()
    in_use(by)
    TextVersion.objects.update(vi="Chi con ma {code}")
    assert sent() == before


def test_every_step_is_in_the_audit_chain(by):
    in_use(by)
    actions = ["sms_wording.write", "sms_wording.register", "sms_wording.use"]
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == actions


def test_from_a_draft_into_use_on_the_page():
    browser = signed_in(Role.SUPERVISOR)
    assert browser.post(PAGE, GOOD).status_code == 302
    day = {"registered_with": "Nha mang A", "registered_on": TODAY.isoformat()}
    assert browser.post(f"{PAGE}1/register/", day).status_code == 302
    assert browser.post(f"{PAGE}1/use/").status_code == 302
    assert GOOD["vi"] in browser.get(LIST).content.decode()
    assert TextVersion.objects.get().state == TextState.IN_USE


def test_a_wording_refused_on_the_page_is_not_lost():
    page = signed_in(Role.SUPERVISOR).post(PAGE, {"vi": "Có dấu {code} {link}", "en": GOOD["en"]})
    assert page.status_code == 422
    assert "Có dấu {code} {link}" in page.content.decode()
    assert not TextVersion.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"registered_with": "A", "registered_on": "hôm qua"}, {"registered_with": "A", "registered_on": "x"}]
)
def test_a_registration_needs_who_and_when(data, by):
    wording_actions.write(NAME, GOOD, by)
    assert signed_in(Role.SUPERVISOR).post(f"{PAGE}1/register/", data).status_code == 422


def test_a_day_still_to_come_is_no_registration(by):
    wording_actions.write(NAME, GOOD, by)
    day = {"registered_with": "A", "registered_on": (date.today() + timedelta(days=2)).isoformat()}
    assert signed_in(Role.SUPERVISOR).post(f"{PAGE}1/register/", day).status_code == 422


def test_wrong_steps_and_names_are_not_found_and_late_ones_a_conflict(by):
    browser = signed_in(Role.SUPERVISOR)
    wording_actions.write(NAME, GOOD, by)
    found = [
        browser.get("/staff/sms/templates/nothing/"),
        browser.post(f"{PAGE}9/use/"),
        browser.post(f"{PAGE}1/burn/"),
        browser.post(f"{PAGE}1/use/"),
        browser.get(f"{PAGE}1/use/"),
    ]
    assert [answer.status_code for answer in found] == [404, 404, 404, 409, 405]


@pytest.mark.parametrize("page", [LIST, PAGE])
def test_counsellors_have_no_such_page(page):
    assert signed_in(Role.COUNSELLOR).get(page).status_code == 403


def test_the_list_asks_a_constant_number_of_queries(by, django_assert_max_num_queries):
    browser = signed_in(Role.SUPERVISOR)
    for name in ("draft_saved", "appointment", "registration_received"):
        wording_actions.write(name, GOOD, by)
    with django_assert_max_num_queries(14):
        assert segments.count(browser.get(LIST).content.decode()) > 1
