"""Fixtures of the reports' tests: the cast of casework."""

import pytest

from tests.registration.casework.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
