"""Two databases of generated registrations, a small one and a large one, and an officer who asks both for a page.

The small one holds 10,000; the large one as many as BENCH_REGISTRATIONS says (60,000 unless set; the promise is about
1,000,000). Both are made once, by the generator of `manage.py demo`, and stay in the measurements' own instance.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponseBase
from django.test import RequestFactory

from portal.accounts import demo as accounts
from portal.accounts.models import User
from portal.places import demo as places
from registration.casework import demo as casework
from registration.casework.models import Registration
from registration.casework.views.inbox import inbox

SMALL = 10_000
MOST_RATIO = 1.5
_ready: set[int] = set()
OFFICER = "police.officer@demo.example"


def large() -> int:
    """How many registrations the large database holds."""
    return int(os.environ.get("BENCH_REGISTRATIONS", "60000"))


def compare(make: Callable[[], Callable[[], None]], *, rounds: int = 7, count: int = 12) -> tuple[float, float]:
    """Milliseconds of one call at the large and at the small size, medians, turn and turn about.

    `make` is called once in each database and answers what is measured there.
    """
    found: dict[int, list[float]] = {large(): [], SMALL: []}
    for one in range(-1, rounds):  # the first round warms up and does not count
        for size, times in found.items():
            with database_of(size):
                work = make()
                work()
                for _each in range(count):
                    begin = time.perf_counter()
                    work()
                    if one >= 0:
                        times.append((time.perf_counter() - begin) * 1000)
    return median(found[large()]), median(found[SMALL])


@contextmanager
def database_of(size: int) -> Iterator[None]:
    """Within the block Django speaks to the database of `size` registrations, made where it is missing."""
    before, name = connection.settings_dict["NAME"], f"desk_{size}"
    _create(name)
    try:
        _switch(name)
        if size not in _ready:
            _fill(size)
            _ready.add(size)
        yield
    finally:
        _switch(before)


def ask(**given: Any) -> HttpResponseBase:
    """The inbox as the officer sees it; `q` is a search."""
    user: Any = User.objects.get(email=OFFICER)
    user.otp_device, user.is_verified = object(), lambda: True
    address = "/staff/registrations/"
    request: Any = RequestFactory().post(address, given) if given else RequestFactory().get(address)
    request.user, request.session = user, {}
    request._messages = FallbackStorage(request)
    answer = inbox(request)
    assert answer.status_code == 200
    return answer


def _fill(size: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if Registration.objects.count() >= size:
        return
    print(f"Making {size} registrations; once …", file=sys.stderr, flush=True)  # noqa: T201
    places.load(0, sys.stderr)
    accounts.load(0, sys.stderr)
    casework.load(size / 1000, sys.stderr)


def _create(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f'CREATE DATABASE "{name}"')


def _switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
