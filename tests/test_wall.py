"""One wall: after the same person has chatted, texted, followed a counsellor's link and registered, nothing that we
keep joins the one to the other: no row of any table, no job, no cache entry, no line of a log, directly or by way of
others."""

import json
import logging
import re
from collections import defaultdict
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from hotline.console.services.handing_over import hand_over
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.close import close
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from registration.casework.models import Registration
from tests.hotline.conftest import counsellor
from tests.registration.intake.conftest import ADULT, Browser, changed, last_code, wards

__all__ = ["counsellor", "last_code", "wards"]  # fixtures of the two wings, used here side by side

PHONE = "+84900000123"
SECRETIVE = re.compile(r"(?=[\w\-+/=.@:]*\d)[\w\-+/=.@:]{10,}")
"""What can name something alone: ten signs or more, one of them a digit. Dates and times are no such names."""
A_TIME = re.compile(r"\d{4}-\d\d-\d\d[T \d:.+\-]*Z?$")

CHAIN = {("audit_entry", "digest"), ("audit_entry", "previous")}
"""The audit log chains every entry to the one before it, whoever it concerns: an order, not a tie."""


class Joined:
    """Groups of names that stand together somewhere (union-find over everything that is kept)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self.where: dict[str, set[str]] = defaultdict(set)

    def top(self, name: str) -> str:
        """The name that stands for the whole group of `name`."""
        while self._above.setdefault(name, name) != name:
            self._above[name] = self._above[self._above[name]]
            name = self._above[name]
        return name

    def row(self, place: str, values: list[Any]) -> None:
        """One kept thing: all the names in it belong together."""
        names = [name for value in values for name in names_in(value)]
        for name in names:
            self.where[name].add(place)
            self._above[self.top(name)] = self.top(names[0])


def names_in(value: Any) -> list[str]:
    """The names in a stored value, whatever its kind."""
    if value is None or hasattr(value, "isoformat") or isinstance(value, bool | int | float):
        return []
    text = value.decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
    return [name for name in SECRETIVE.findall(text) if not A_TIME.match(name)]


def everything_kept(log_lines: list[str]) -> Joined:
    """Every row of every table (jobs are among them), every cache entry, every line of the logs."""
    joined = Joined()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column.name for column in cursor.description]
            for row in cursor.fetchall():
                joined.row(table, [part for name, part in zip(columns, row, strict=True) if (table, name) not in CHAIN])
    valkey = cache._cache.get_client()
    for key in valkey.scan_iter(f"*{settings.CACHES['default']['KEY_PREFIX']}*"):
        if valkey.type(key) == b"string":
            joined.row("cache", [key.split(b":", 1)[-1], valkey.get(key)])
    for line in log_lines:
        joined.row("log", [line])
    return joined


@pytest.fixture
def lived(wards, counsellor, last_code, monkeypatch, caplog):
    """The whole evening of one person; answers the conversation, the one by SMS and the registration."""
    caplog.set_level(logging.DEBUG)
    browser = Browser()
    browser.post("/tro-chuyen/bat-dau/", {"topic": "family", "nickname": "Ẩn", "province": "01"})
    browser.post("/tro-chuyen/tin", {"client_id": str(uuid4()), "body": "Em trai tôi muốn đăng ký, làm thế nào?"})
    chat = Conversation.objects.get()
    take(chat.pk, counsellor)
    hand_over(chat.pk, counsellor, {"residence_ward": "00070", "full_name": "Nguyễn Văn Ẩn", "writer": "self"})
    link = Message.objects.filter(conversation=chat, author=Author.COUNSELLOR).latest("seq").card["url"]
    texted = receive_sms(PHONE, "Toi muon hoi them", external_id="twilio:SM1").conversation
    take(texted.pk, counsellor)
    post_message(texted.pk, Author.COUNSELLOR, str(uuid4()), "Vâng, bạn hỏi đi.", sender=counsellor)
    prepared = browser.get(link)
    assert browser.get(prepared["Location"]).status_code in {200, 302}
    browser.fill_all(changed(ADULT, lien_he={"phone": PHONE}))
    assert browser.finish().status_code == 302
    close(chat.pk, counsellor, {"outcome": "informed"})
    return chat, texted, Registration.objects.get(), [record.getMessage() for record in caplog.records]


def test_nothing_kept_joins_a_conversation_to_a_registration(lived):
    chat, texted, registration, lines = lived
    joined = everything_kept(lines)
    conversations = {joined.top(str(one.pk)) for one in (chat, texted)}
    registrations = {joined.top(name) for name in (str(registration.pk), registration.code) if name in joined.where}
    assert registrations, "the search must see the registration"
    assert all(joined.where[str(one.pk)] for one in (chat, texted)), "the search must see the conversations"
    assert conversations.isdisjoint(registrations)


def test_the_search_would_find_a_join(lived):
    """The test of the test: one row that names both sides is found, also by way of a third."""
    chat, _texted, registration, lines = lived
    joined = everything_kept([*lines, f"khách {chat.pk} phiên 1234567890ab", f"phiên 1234567890ab {registration.pk}"])
    assert joined.top(str(chat.pk)) == joined.top(str(registration.pk))


def test_no_plain_word_of_the_person_is_kept_or_logged(lived):
    chat, _texted, _registration, lines = lived
    kept = json.dumps(lines, ensure_ascii=False)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT t::text FROM {connection.ops.quote_name(table)} t")
            kept += "\n".join(row[0] for row in cursor.fetchall())
    for word in ("Nguyễn Văn Ẩn", PHONE, "900000123", "Em trai tôi", "Toi muon hoi them", "099090000001"):
        assert word not in kept
    assert Message.objects.filter(conversation=chat, at__lte=timezone.now()).exists()
