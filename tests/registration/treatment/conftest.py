"""Fixtures of the treatment tests."""

import pytest

from tests.registration.treatment.scene import Scene, make_scene


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()
