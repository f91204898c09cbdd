"""The whole official list, loaded once a module and taken away after it.

Not once a package: to pytest a folder without `__init__` is none, and the list would stay for every later test.
"""

import pytest

from portal.places.loader import load
from portal.places.models import Edition, FormerUnit, Province, Ward


@pytest.fixture(scope="module")
def _loaded_places(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load()
    yield
    with django_db_blocker.unblock():
        for model in (Ward, Province, FormerUnit, Edition):
            model.objects.all().delete()


@pytest.fixture
def places(_loaded_places, db):
    """34 provinces, 3,321 wards and all former names are in the database."""
