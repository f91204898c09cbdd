"""Administrators keep settings beside the pages: the calendar, the wards' filing modes, the directory."""

import pytest
from django.urls import reverse

from cms import foundation
from cms.models import HomePage
from portal.accounts.groups import sync_groups
from portal.accounts.models import Posting, Role, User


@pytest.fixture
def administrator(home):
    user = User.objects.create_user("quan.tri@example.org", "mat-khau-rat-dai", full_name="Mai Thử")
    Posting.objects.create(user=user, role=Role.ADMINISTRATOR)
    foundation.lay_groups()
    sync_groups(user)
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("right", ["calendar.add_dayoff", "places.change_ward", "places.add_facility"])
def test_an_administrator_keeps_the_settings(administrator, right):
    assert administrator.has_perm(right)


def test_an_administrator_writes_and_publishes_nothing(administrator):
    rights = HomePage.objects.get(locale__language_code="vi").permissions_for_user(administrator)
    assert not any((rights.can_edit(), rights.can_publish(), rights.can_add_subpage()))
    assert not administrator.has_perm("cms.change_legaldocument")


def test_the_right_ends_with_the_posting(administrator):
    administrator.postings.update(ends_on="2026-01-31", starts_on="2026-01-01")
    sync_groups(administrator)
    assert not User.objects.get(pk=administrator.pk).has_perm("calendar.add_dayoff")
    assert reverse("wagtailsnippets_calendar_dayoff:list")
