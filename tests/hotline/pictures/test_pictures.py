"""A picture: written anew, sealed, blurred until a counsellor decides to look, gone with the words."""

import io
import json
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.take import take
from hotline.pictures.models import Look, Picture
from hotline.pictures.services.send import MOST, send_picture
from portal.audit.models import Entry
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db


def photo(kind="JPEG", size=(400, 300), **options):
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def upload(content=None, name="IMG_0001.jpg"):
    return SimpleUploadedFile(name, photo() if content is None else content, "image/jpeg")


@pytest.fixture
def inside(client):
    client.post("/tro-chuyen/bat-dau/", {"topic": "self"})
    return client


def send(client, file=None, **fields):
    fields = {"client_id": str(uuid4()), "picture": file or upload()} | fields
    return client.post("/tro-chuyen/anh/", fields)


def desk_of(user):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user)
    return client


@pytest.fixture
def desk(counsellor, inside):
    """The desk of the counsellor who holds a conversation with one picture."""
    send(inside)
    take(Conversation.objects.get().pk, counsellor)
    return desk_of(counsellor)


def test_by_the_form_the_picture_stands_in_the_room(inside):
    assert send(inside, page="1")["Location"] == "/tro-chuyen/"
    page = inside.get("/tro-chuyen/").content.decode()
    assert f'src="/tro-chuyen/anh/{Picture.objects.get().pk}/"' in page
    assert Message.objects.get(seq=2).card["kind"] == "picture"


def test_by_the_script_it_is_acknowledged_and_a_repeat_is_the_same_picture(inside):
    key = str(uuid4())
    first, again = send(inside, client_id=key).json(), send(inside, client_id=key).json()
    assert first == again
    assert (first["type"], first["seq"]) == ("ack", 2)
    assert Picture.objects.count() == 1


def test_place_and_device_leave_the_picture_and_it_is_made_smaller(inside):
    exif = Image.Exif()
    exif[0x010F] = "Secretphone"
    exif.get_ifd(0x8825)[1] = "N"
    send(inside, upload(photo(size=(3000, 200), exif=exif)))
    content = bytes(Picture.objects.get().content)
    assert b"Secretphone" not in content
    assert not Image.open(io.BytesIO(content)).getexif()
    assert Image.open(io.BytesIO(content)).width == 2400


def test_the_picture_and_its_blur_are_sealed_at_rest(inside):
    send(inside)
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, blurred FROM pictures_picture")
        for stored in cursor.fetchone():
            assert b"JFIF" not in bytes(stored)


def test_the_blur_has_no_detail(inside):
    send(inside)
    assert max(Image.open(io.BytesIO(bytes(Picture.objects.get().blurred))).size) <= 28


@pytest.mark.parametrize(
    "file",
    [
        upload(b"", "a.jpg"),
        upload(b"not a picture", "a.jpg"),
        upload(photo()[:300], "a.jpg"),
        upload(b"%PDF-1.7\n", "a.pdf"),
        upload(b"<svg onload=alert(1)>", "a.svg"),
        upload(b"\xff\xd8\xff" + b"\x00" * (11 * 1024 * 1024), "a.jpg"),
    ],
    ids=["empty", "text", "cut", "pdf", "svg", "too-big"],
)
def test_what_is_no_picture_is_refused_in_words_and_nothing_is_kept(inside, file):
    answer = send(inside, file)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_picture")
    file.seek(0)
    page = send(inside, file, page="1")
    assert answer.json()["detail"] in page.content.decode()
    assert not Picture.objects.exists()
    assert Message.objects.count() == 1


def test_without_a_file_or_a_good_id_it_is_refused(inside):
    assert inside.post("/tro-chuyen/anh/", {"client_id": str(uuid4())}).status_code == 400
    assert send(inside, client_id="x").status_code == 400
    assert Client().post("/tro-chuyen/anh/", {}).status_code == 401
    assert inside.post("/tro-chuyen/anh/", {}, HTTP_ORIGIN="https://evil.example").status_code == 403


def test_more_than_eight_are_refused_and_leave_no_message(inside):
    conversation = Conversation.objects.get()
    content = photo(size=(20, 20))
    for _number in range(MOST):
        send_picture(conversation.pk, str(uuid4()), "a.jpg", content)
    before = Message.objects.count()
    assert send(inside).status_code == 400
    assert (Picture.objects.count(), Message.objects.count()) == (MOST, before)


def test_an_ended_conversation_takes_none(inside):
    inside.post("/tro-chuyen/roi-di/", {"how": "end"})
    assert send(inside).status_code == 409
    assert not Picture.objects.exists()


def test_only_the_sender_sees_it_in_the_chat(inside):
    send(inside)
    path = f"/tro-chuyen/anh/{Picture.objects.get().pk}/"
    shown = inside.get(path)
    assert (shown["Content-Type"], shown.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert "no-store" in shown["Cache-Control"]
    other = Client()
    other.post("/tro-chuyen/bat-dau/", {"topic": "self"})
    assert other.get(path).status_code == Client().get(path).status_code == 404


def test_the_counsellor_sees_a_blur_and_decides_to_look_which_is_audited(desk):
    picture = Picture.objects.get()
    base = f"/staff/hotline/pictures/{picture.pk}/"
    panel = desk.get(f"/staff/hotline/c/{picture.conversation_id}/panels/").content.decode()
    assert f"{base}blurred/" in panel
    assert desk.get(f"{base}blurred/").status_code == 200
    assert desk.get(base).status_code == 404
    answer = desk.post(f"{base}look/")
    assert answer["Location"] == f"/staff/hotline/c/{picture.conversation_id}/panels/"
    entry = Entry.objects.get(action="picture.look")
    assert str(picture.pk) in json.dumps(entry.detail)
    assert desk.get(base).content == bytes(picture.content)
    desk.post(f"{base}look/", {"how": "cover"})
    assert desk.get(base).status_code == 404


def test_a_look_ends_by_itself(desk):
    picture = Picture.objects.get()
    base = f"/staff/hotline/pictures/{picture.pk}/"
    desk.post(f"{base}look/")
    look = Look.objects.get()
    Look.objects.update(at=look.at - Look.LASTS)
    assert desk.get(base).status_code == 404


def test_a_colleague_who_may_not_read_the_conversation_finds_no_picture(desk, colleague):
    base = f"/staff/hotline/pictures/{Picture.objects.get().pk}/"
    other = desk_of(colleague)
    assert [other.get(base).status_code, other.get(f"{base}blurred/").status_code] == [404, 404]
    assert other.post(f"{base}look/").status_code == 404
    assert not Look.objects.exists()


def test_erasing_forgets_the_picture(inside):
    send(inside)
    inside.post("/tro-chuyen/roi-di/", {"how": "erase"})
    assert not Picture.objects.exists()
