"""One's own data hold also what was written down later: the treatment and the support; the desks' notes stay there."""

import json

import pytest

from registration.casework.actions.write_note import write_note
from registration.casework.desks import desks_of
from registration.intake import own_archive
from registration.treatment.models import Plan
from tests.registration.aftercare.scene import make_scene, visit

pytestmark = pytest.mark.django_db


def test_treatment_and_support_are_in_it_and_the_desks_notes_are_not():
    scene = make_scene()
    chief, person = scene.cast.chief, scene.person
    visit(scene, scene.plan()[0], scene.noon(10), how="Đang học nghề mộc.")
    Plan.objects.create(
        registration=person, provider="Trạm y tế mẫu", words={"medical": "Khám hằng tuần"}, changed_at=scene.noon()
    )
    write_note(person, chief, desks_of(chief), "Chỉ bàn tiếp nhận đọc.")
    data = own_archive.as_data(person, "vi")
    assert data["support"]["contacts"][0]["how"] == "Đang học nghề mộc."
    assert len(data["support"]["needs"]) == 2
    assert data["treatment"]["plan"] == {"provider": "Trạm y tế mẫu", "parts": {"medical": "Khám hằng tuần"}}
    written = json.dumps(data, ensure_ascii=False, default=str)
    assert "Chỉ bàn tiếp nhận đọc." not in written
    assert scene.cast.officer.full_name not in written
