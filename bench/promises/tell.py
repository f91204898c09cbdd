"""All the runs against one running portal, and what the phones received in the end."""

import asyncio
import sys
import time
from collections import Counter
from typing import Any

from django.db import close_old_connections
from django.utils import timezone

from bench.promises import checker, people
from bench.promises.run import Told, run
from bench.promises.system import System
from portal.sms.models import OutboundMessage
from portal.sms.outbox import to_index
from portal.sms.states import OPEN, State

SETTLED_S = 300


def tell(system: System, runs: int, seed: int) -> dict[str, Any]:
    """Do the runs against a running portal; figures and every fault found."""
    user, session = people.counsellor()
    all_told: list[Told] = []
    begin = time.monotonic()
    for number in range(runs):
        system.wait_until_healthy()
        system.gateway("knobs", {"duplicate_callbacks": False, "reorder_callbacks": False, "lose_next": 0})
        told = asyncio.run(run(system, number, seed, user, session))
        all_told.append(told)
        for fault in told.faults:
            print(f"run {number} ({', '.join(told.harmed)}): {fault}", file=sys.stderr, flush=True)  # noqa: T201
    system.wait_until_healthy()
    close_old_connections()
    found = [fault for told in all_told for fault in told.faults]
    phones = {phone: sent for told in all_told for phone, sent in told.texts_out.items()}
    found += _at_the_phones(system, phones)
    harmed = Counter(fault for told in all_told for fault in told.harmed)
    return {
        "faults": found,
        "runs": runs,
        "seed": seed,
        "acknowledged": sum(told.acknowledged for told in all_told),
        "texts_in": sum(told.texts_in for told in all_told),
        "texts_out": sum(len(sent) for sent in phones.values()),
        "harmed": dict(harmed.most_common()),
        "seconds": round(time.monotonic() - begin),
    }


def _at_the_phones(system: System, phones: dict[str, list[str]]) -> list[str]:
    """What the phones received, once every text is settled."""
    indexes = [to_index(phone, "hotline") for phone in phones]
    ours = OutboundMessage.objects.filter(to_index__in=indexes)
    end = time.monotonic() + SETTLED_S
    while (
        ours.filter(state__in=OPEN, next_attempt_at__lte=timezone.now()).exists()
        or ours.filter(state=State.QUEUED).exists()
    ):
        if time.monotonic() > end:
            break
        time.sleep(1)
    found = []
    for phone, sent in phones.items():
        kept = system.gateway(f"messages?number={phone.replace('+', '%2B')}")["messages"]
        received = [one["body"] for one in reversed(kept) if one["direction"].startswith("outbound")]
        unknown = ours.filter(to_index=to_index(phone, "hotline"), state=State.UNKNOWN).count()
        found += [f"phone: {fault}" for fault in checker.delivered(sent, received, unsettled=unknown)]
    return found
