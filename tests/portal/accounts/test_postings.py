"""Rights come from postings of today; the database refuses a posting that does not fit its role."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import Posting, Role, User
from portal.accounts.roles import PLACE_OF_ROLE, place_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
days = st.integers(-400, 400).map(lambda shift: DAY + timedelta(days=shift))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(starts=days, length=st.none() | st.integers(0, 300), asked=days)
def test_a_posting_is_in_force_from_its_first_to_its_last_day(newcomer, ward, starts, length, asked):
    ends = None if length is None else starts + timedelta(days=length)
    Posting.objects.all().delete()
    Posting.objects.create(user=newcomer, role=Role.HELPER, ward=ward, starts_on=starts, ends_on=ends)
    in_force = Posting.objects.valid_on(asked).exists()
    assert in_force == (starts <= asked and (ends is None or asked <= ends))


def test_roles_and_wards_follow_the_calendar_of_vietnam(newcomer, ward, time_machine):
    Posting.objects.create(user=newcomer, role=Role.HELPER, ward=ward, starts_on=DAY, ends_on=DAY)
    time_machine.move_to("2026-11-23T16:59:00+00:00")  # 23:59 the day before, in Hà Nội
    assert newcomer.roles_today() == set()
    time_machine.move_to("2026-11-23T17:01:00+00:00")
    assert newcomer.roles_today() == {"helper"}
    assert list(newcomer.wards_today(Role.HELPER)) == [ward]
    time_machine.move_to("2026-11-24T17:01:00+00:00")
    assert not newcomer.wards_today(Role.HELPER).exists()


def test_a_deactivated_person_holds_no_role_anywhere(officer, ward):
    officer.is_active = False
    assert officer.roles_today() == set()
    assert not officer.wards_today().exists()


def test_wards_are_those_of_the_asked_role_only(officer, ward):
    assert list(officer.wards_today(Role.POLICE_OFFICER)) == [ward]
    assert not officer.wards_today(Role.POLICE_CHIEF).exists()


def test_teams_and_provinces_are_answered_too(newcomer, ward, team):
    Posting.objects.create(user=newcomer, role=Role.COUNSELLOR, team=team)
    Posting.objects.create(user=newcomer, role=Role.COORDINATOR, province=ward.province)
    assert list(newcomer.teams_today()) == [team]
    assert list(newcomer.provinces_today()) == [ward.province]
    assert not newcomer.facilities_today().exists()


@pytest.mark.parametrize("role", list(Role))
def test_the_database_refuses_a_posting_without_or_beside_its_place(newcomer, ward, team, role):
    places = {"ward": ward, "province": ward.province, "team": team}
    needed = place_of(role)
    wrong = [{}] if needed else [{name: place} for name, place in places.items()]
    wrong += [{name: place} for name, place in places.items() if name != needed]
    for place in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Posting.objects.create(user=newcomer, role=role, **place)
    if needed in places:
        Posting.objects.create(user=newcomer, role=role, **{needed: places[needed]})


def test_the_same_refusal_comes_in_words(newcomer, ward):
    with pytest.raises(ValidationError, match=r"place|nơi"):
        Posting(user=newcomer, role=Role.HELPER).full_clean()
    with pytest.raises(ValidationError):
        Posting(user=newcomer, role=Role.EDITOR, ward=ward).full_clean()


def test_a_posting_cannot_end_before_it_starts(newcomer, ward):
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(
            user=newcomer, role=Role.HELPER, ward=ward, starts_on=DAY, ends_on=DAY - timedelta(days=1)
        )


def test_every_role_belongs_to_at_most_one_kind_of_place():
    named = [role for roles in PLACE_OF_ROLE.values() for role in roles]
    assert len(named) == len(set(named))


def test_wagtails_groups_follow_the_postings(newcomer):
    posting = Posting.objects.create(user=newcomer, role=Role.EDITOR)
    assert names(newcomer) == {"Editors"}
    Posting.objects.create(user=newcomer, role=Role.PUBLISHER)
    assert names(newcomer) == {"Editors", "Publishers"}
    posting.starts_on, posting.ends_on = date(2020, 1, 1), date(2020, 1, 2)
    posting.save()
    assert names(newcomer) == {"Publishers"}


def test_groups_are_renewed_at_sign_in_when_a_posting_ran_out_by_itself(client, enrol, signed_in):
    editor = enrol("bien.tap@example.org", "Phan Khánh Linh", Role.EDITOR)
    Posting.objects.filter(user=editor).update(starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2))
    assert names(editor) == {"Editors"}
    signed_in(client, editor)
    assert names(editor) == set()


def test_other_groups_are_left_alone(newcomer):
    other = Group.objects.create(name="Khác")
    newcomer.groups.add(other)
    Posting.objects.create(user=newcomer, role=Role.EDITOR).delete()
    assert names(newcomer) == {"Khác"}


def names(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))
