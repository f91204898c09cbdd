"""An officer and an administrator, and the way of an attacker who owns the database."""

from contextlib import contextmanager

import pytest
from django.db import connection

from portal.accounts.models import Posting, Role, User


@pytest.fixture
def officer(db):
    return User.objects.create_user("can.bo@example.org", None, full_name="Trần Minh Khôi")


@pytest.fixture
def administrator(db):
    user = User.objects.create_user("quan.tri@example.org", None, full_name="Mai Xuân Sơn")
    Posting.objects.create(user=user, role=Role.ADMINISTRATOR)
    return user


@pytest.fixture
def as_owner_of_the_table():
    """Whoever rules the database can switch the triggers off; the chain is there to notice."""

    @contextmanager
    def bypass():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = 'replica'")
            yield cursor
            cursor.execute("SET LOCAL session_replication_role = 'origin'")

    return bypass
