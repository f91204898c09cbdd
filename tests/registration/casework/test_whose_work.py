"""Taking, giving, giving many at once and back; leave cover; the same person twice; break-glass."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Posting, Role
from portal.audit.models import Entry
from registration.casework import assignment, duplicates, tracking
from registration.casework.actions.move import move
from registration.casework.desks import desks_of
from registration.casework.models import BreakGlass, Cover, DuplicateMark, Registration
from tests.registration.casework.cast import MORNING, at, filed, signed_in
from tests.registration.casework.walk import to

ASSIGN = "/staff/registrations/assign/"
UNDO = "/staff/registrations/assign/undo/"
COVER = "/staff/registrations/cover/"
GLASS = "/staff/registrations/break-glass/"
HOUR = timedelta(hours=1)


def url(registration, page, **more):
    return reverse(f"casework:{page}", kwargs={"code": registration.code} | more)


def test_a_file_is_taken_given_and_given_back(cast):
    registration = filed(cast.ward)
    client = signed_in(cast.officer)
    for to_whom, owner in (("me", cast.officer), (str(cast.chief.pk), cast.chief), ("nobody", None)):
        assert client.post(url(registration, "assign_one"), {"to": to_whom}).status_code == 302
        assert Registration.objects.get().assigned_to == owner
    noted = [
        (e.detail["from"], e.detail["to"]) for e in Entry.objects.filter(action="registration.assign").order_by("pk")
    ]
    assert noted == [(None, cast.officer.pk), (cast.officer.pk, cast.chief.pk), (cast.chief.pk, None)]


@pytest.mark.parametrize("who", ["social", "officer_next_door", "helper", "coordinator"])
def test_work_goes_only_to_colleagues_of_the_same_desk(cast, who):
    registration = filed(cast.ward)
    outsider = getattr(cast, who)
    assert signed_in(cast.officer).post(url(registration, "assign_one"), {"to": outsider.pk}).status_code == 404
    result = assignment.assign(registration, cast.officer, desks_of(cast.officer), outsider)
    assert result.refused
    assert Registration.objects.get().assigned_to is None


def test_each_desk_has_its_own_assignee(cast):
    with at(MORNING + 2 * HOUR):
        registration = to("decided", cast)
        signed_in(cast.officer).post(url(registration, "assign_one"), {"to": "me"})
        signed_in(cast.social).post(url(registration, "assign_one"), {"to": "me"})
    found = Registration.objects.get()
    assert (found.assigned_to, found.assigned_social) == (cast.officer, cast.social)


def test_after_a_move_the_file_is_nobodys_at_the_new_desk(cast):
    registration = filed(cast.ward)
    assignment.assign(registration, cast.officer, desks_of(cast.officer), cast.officer)
    move(registration, cast.officer, ward=cast.next_door, reason="Chuyển nhà", now=MORNING + HOUR)
    assert Registration.objects.get().assigned_to is None


def test_many_are_given_after_a_look_and_taken_back_where_nobody_changed_them_since(cast):
    files = [filed(cast.ward) for _ in range(3)]
    outside = filed(cast.next_door, file_now=False)
    client = signed_in(cast.officer)
    form = {"code": [one.display_code for one in (*files, outside)] + ["DV-00000-00000", "x"], "to": cast.chief.pk}
    preview = client.post(ASSIGN, form)
    assert len(preview.context["rows"]) == 3
    assert not Registration.objects.exclude(assigned_to=None).exists()
    done = client.post(ASSIGN, form | {"confirm": "1"})
    assert done.context["done"] == 3
    assert Registration.objects.filter(assigned_to=cast.chief).count() == 3
    assignment.assign(files[0], cast.chief, desks_of(cast.chief), cast.second_chief)
    undone = client.post(UNDO, {"done": done.context["undo"]})
    assert [bool(one.refused) for one in undone.context["results"]] == [True, False, False]
    owners = set(Registration.objects.exclude(pk__in=[files[0].pk, outside.pk]).values_list("assigned_to", flat=True))
    assert owners == {None}
    assert Registration.objects.get(pk=files[0].pk).assigned_to == cast.second_chief


@pytest.mark.parametrize(
    "form", [{}, {"to": "me"}, {"code": ["x"], "to": "me"}, {"code": ["x"], "to": "99999999999999999999"}]
)
def test_giving_without_files_or_person_changes_nothing(cast, form):
    filed(cast.ward)
    assert signed_in(cast.officer).post(ASSIGN, form | {"confirm": "1"}).status_code == 302
    assert not Entry.objects.filter(action="registration.assign").exists()


def test_an_undo_of_somebody_else_or_made_up_is_refused(cast):
    client = signed_in(cast.officer)
    form = {"code": [filed(cast.ward).display_code], "to": "me", "confirm": "1"}
    undo = client.post(ASSIGN, form).context["undo"]
    for user, text in ((cast.chief, undo), (cast.officer, undo + "x"), (cast.officer, "")):
        assert signed_in(user).post(UNDO, {"done": text}).status_code == 302
    assert Registration.objects.get().assigned_to == cast.officer


def cover_form(cast, **changes):
    today = timezone.localdate()
    return {
        "ward": cast.ward.pk, "absent": cast.officer.pk, "cover": cast.chief.pk,
        "starts_on": today.isoformat(), "ends_on": (today + timedelta(days=7)).isoformat(),
    } | changes  # fmt: skip


def test_an_officer_sets_the_cover_of_their_own_leave_and_it_is_noted(cast):
    client = signed_in(cast.officer)
    assert client.post(COVER, cover_form(cast)).status_code == 302
    entry = Entry.objects.get(action="cover.set")
    assert entry.detail["cover"] == cast.chief.pk
    page = client.get(COVER).content.decode()
    assert "Chief" in page
    assert client.post(f"{COVER}{Cover.objects.get().pk}/end/").status_code == 302
    assert Cover.objects.get().ended_at


@pytest.mark.parametrize(
    ("who", "changes"),
    [("officer", {"absent": "chief", "cover": "officer"}), ("officer", {"cover": "social"}), ("officer", {"cover": "officer"}),
     ("officer", {"ends_on": "2020-01-01"}), ("officer", {"ends_on": "2999-01-01"}), ("officer", {"cover": "officer_next_door"}),
     ("officer", {"ward": "00082"}), ("officer", {"starts_on": "x"}), ("social", {})],
)  # fmt: skip
def test_no_cover_across_desks_for_others_or_without_end(cast, who, changes):
    people = {name: getattr(cast, str(value), value) for name, value in changes.items()}
    form = cover_form(cast, **{name: getattr(value, "pk", value) for name, value in people.items()})
    assert signed_in(getattr(cast, who)).post(COVER, form).status_code == 422
    assert not Cover.objects.exists()


def test_the_head_of_the_desk_sets_and_ends_cover_and_others_cannot_end_it(cast):
    assert signed_in(cast.chief).post(COVER, cover_form(cast, cover=cast.second_chief.pk)).status_code == 302
    end = f"{COVER}{Cover.objects.get().pk}/end/"
    assert signed_in(cast.social).post(end).status_code == 404
    assert signed_in(cast.officer_next_door).post(end).status_code == 404
    assert signed_in(cast.second_chief).post(end).status_code == 302


def test_nobody_covers_themselves_says_the_database(cast):
    day = MORNING.date()
    with pytest.raises(IntegrityError), transaction.atomic():
        Cover.objects.create(
            ward=cast.ward,
            desk="police",
            absent=cast.chief,
            cover=cast.chief,
            starts_on=day,
            ends_on=day,
            set_by=cast.chief,
        )


def test_the_same_person_twice_in_one_ward_is_shown_compared_and_marked(cast):
    one, two = filed(cast.ward), filed(cast.ward, phone="+84912345679", full_name="Trần Văn Khác")
    client = signed_in(cast.officer)
    found = client.get(url(one, "detail")).context["alike"]
    assert [like.registration for like in found.likenesses] == [two]
    page = url(one, "compare", other=two.code)
    words = client.get(page).content.decode()
    assert "Trần Mẫu Thử" in words
    assert "Trần Văn Khác" in words
    assert Entry.objects.filter(action="registration.read").count() == 3
    assert client.post(page, {"verdict": "different"}).status_code == 302
    client.post(page, {"verdict": "same"})
    mark = DuplicateMark.objects.get()
    assert mark.same is False
    client.post(page, {"verdict": "undo"})
    mark.refresh_from_db()
    assert mark.undone_by == cast.officer
    client.post(page, {"verdict": "same"})
    assert duplicates.standing(two, one).same is True
    assert set(Registration.objects.values_list("status", flat=True)) == {"received"}


def test_of_another_ward_only_that_an_open_registration_is_there(cast):
    elsewhere = filed(cast.next_door, file_now=False)
    here = filed(cast.ward)
    client = signed_in(cast.officer)
    assert client.get(url(here, "detail")).context["alike"].elsewhere is False
    Registration.objects.filter(pk=elsewhere.pk).update(ward=cast.ward)
    from registration.casework.actions.receive import receive

    received = receive(Registration.objects.get(pk=elsewhere.pk), cast.officer, identity_compared=True)
    move(received, cast.officer, ward=cast.next_door, reason="x")
    page = client.get(url(here, "detail"))
    found = page.context["alike"]
    assert (found.likenesses, found.elsewhere) == ([], True)
    assert elsewhere.display_code not in page.content.decode()
    assert Entry.objects.filter(action="registration.read").latest("pk").detail["elsewhere"] == "yes"
    assert client.get(url(here, "compare", other=elsewhere.code)).status_code == 404


def test_two_files_that_are_not_alike_are_not_compared(cast):
    one = filed(cast.ward)
    two = filed(cast.ward, full_name="Lê Hai", id_number="099090000999", phone="+84912345999")
    client = signed_in(cast.officer)
    assert client.get(url(one, "compare", other=two.code)).status_code == 404
    assert client.get(url(one, "compare", other=one.code)).status_code == 404
    assert signed_in(cast.social).get(url(one, "compare", other=two.code)).status_code == 403


REASON = "Người thân báo nguy hiểm đến tính mạng, bàn tiếp nhận không trả lời."


def test_break_glass_opens_one_file_for_an_hour_reading_only_and_tells_everybody(cast):
    registration = filed(cast.ward)
    other = filed(cast.ward)
    client = signed_in(cast.coordinator)
    assert client.get(url(registration, "detail")).status_code == 404
    answer = client.post(GLASS, {"code": registration.display_code, "reason": REASON})
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "Trần Mẫu Thử" in page.content.decode()
    assert client.get(url(other, "detail")).status_code == 404
    assert client.post(url(registration, "move", name="withdraw")).status_code == 403
    assert client.post(url(registration, "note"), {"text": "x"}).status_code == 403
    assert Entry.objects.get(action="registration.break_glass").detail["ward"] == "00070"
    ward = signed_in(cast.officer)
    assert registration.display_code in ward.get("/staff/registrations/").content.decode()
    assert REASON in ward.get(url(registration, "detail")).content.decode()
    assert any(reader.ward for reader in tracking.readers(registration, "vi"))
    broken = BreakGlass.objects.get()
    assert broken.until - broken.opened_at == HOUR
    with at(timezone.now() + timedelta(minutes=61)):
        assert Registration.objects.visible_to(cast.coordinator).count() == 0


def test_the_chief_takes_note_of_a_break_glass_and_the_officer_cannot(cast):
    registration = filed(cast.ward)
    signed_in(cast.coordinator).post(GLASS, {"code": registration.display_code, "reason": REASON})
    noted = f"{GLASS}{BreakGlass.objects.get().pk}/noted/"
    for user, seen in ((cast.officer, None), (cast.chief_next_door, None), (cast.chief, cast.chief)):
        signed_in(user).post(noted)
        assert BreakGlass.objects.get().seen_by == seen


@pytest.mark.parametrize(
    "form",
    [{"code": "", "reason": REASON}, {"code": "DV-00000-00000", "reason": REASON}, {"code": "SAME", "reason": "ngắn"},
     {"code": "SAME", "reason": ""}, {"code": "\x00", "reason": REASON}, {"code": "PREPARED", "reason": REASON},
     {"code": "ELSEWHERE", "reason": REASON}],
)  # fmt: skip
def test_break_glass_needs_a_received_file_of_the_province_and_a_real_reason(cast, form):
    codes = {"SAME": filed(cast.ward), "PREPARED": filed(cast.ward, file_now=False), "ELSEWHERE": filed(cast.ward)}
    if form["code"] == "ELSEWHERE":
        cast.coordinator.postings.all().delete()
        from portal.places.models import Province

        far = Province.objects.create(code="79", name="Khác", folded="khac")
        Posting.objects.create(user=cast.coordinator, role=Role.COORDINATOR, province=far, starts_on=MORNING.date())
        Posting.objects.update(starts_on=MORNING.date().replace(year=2025))
    code = codes[form["code"]].display_code if form["code"] in codes else form["code"]
    assert signed_in(cast.coordinator).post(GLASS, form | {"code": code}).status_code == 422
    assert not BreakGlass.objects.exists()


def test_nobody_but_a_coordinator_breaks_glass(cast):
    for user in (cast.officer, cast.chief, cast.administrator, cast.helper):
        assert signed_in(user).post(GLASS, {"code": "x", "reason": REASON}).status_code == 403


def test_pages_of_the_work_hold_no_inline_style_or_script(cast):
    registration = filed(cast.ward)
    client = signed_in(cast.officer)
    for address in ("/staff/registrations/", url(registration, "detail"), url(registration, "correct"), COVER):
        page = client.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*src=)|\sstyle=|\son\w+=", page)
