"""The ground holds: database, cache and user model work together."""

import os

import pytest
from django.core.cache import cache

from portal.accounts.models import User


@pytest.mark.django_db
def test_a_user_signs_in_by_lower_case_email():
    User.objects.create_user("An@Example.org", "mat-khau-rat-dai")
    assert User.objects.get_by_natural_key("AN@example.org").check_password("mat-khau-rat-dai")


def test_the_cache_is_a_real_valkey():
    cache.set("a", 1, 5)
    assert cache.incr("a") == 2


def test_the_tests_of_one_file_stay_with_one_worker(request):
    """Without the groups each worker would start the whole portal for itself (pytest and xdist must fit together)."""
    grouped = request.node.get_closest_marker("xdist_group").args == ("tests/portal/test_skeleton.py",)
    in_parallel = "PYTEST_XDIST_WORKER" in os.environ
    assert grouped
    assert not in_parallel or request.node.nodeid.endswith("@tests/portal/test_skeleton.py")
