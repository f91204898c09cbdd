"""The blocks refuse what would mislead a reader."""

import io
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image as Picture
from wagtail.images import get_image_model

from cms import migrations
from cms.blocks import CallBlock, PictureBlock

pytestmark = pytest.mark.django_db


def call(**changes) -> object:
    block = CallBlock()
    return block.clean(block.to_python({"label": "Đi tiếp", "text": "", "service": "", "phone": ""} | changes))


@pytest.mark.parametrize("changes", [{"service": "chat"}, {"phone": "115"}])
def test_a_button_with_one_target_is_accepted(changes):
    assert call(**changes)["label"] == "Đi tiếp"


@pytest.mark.parametrize("changes", [{}, {"service": "chat", "phone": "115"}, {"phone": "gọi ngay"}])
def test_a_button_with_none_two_or_a_wrong_target_is_refused(changes):
    with pytest.raises(ValidationError):
        call(**changes)


@pytest.fixture
def picture():
    data = io.BytesIO()
    Picture.new("RGB", (8, 8)).save(data, "PNG")
    return get_image_model().objects.create(title="Con đường", file=ContentFile(data.getvalue(), "duong.png"))


def test_a_picture_without_words_must_be_marked_as_decorative(picture):
    block = PictureBlock()
    value = {"image": picture.pk, "alt_text": "", "decorative": False}
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))
    assert block.clean(block.to_python(value | {"decorative": True})).pk == picture.pk
    assert block.clean(block.to_python(value | {"alt_text": "Một con đường"})).pk == picture.pk


def test_a_changed_block_needs_no_migration():
    call_command("makemigrations", "cms", check=True, dry_run=True, verbosity=0, skip_checks=True)
    first = Path(migrations.__path__[0]) / "0001_initial.py"
    assert "block_lookup" not in first.read_text("utf-8")
