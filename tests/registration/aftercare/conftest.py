"""Fixtures of the aftercare tests."""

import pytest

from tests.registration.aftercare.scene import Scene, make_scene
from tests.registration.casework.cast import Cast, make_cast


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
