"""Judges a history: nothing acknowledged is lost, nothing is doubled, the order is kept, both sides saw it all.

`faults` is pure: it knows neither sockets nor the database, so that a test can hand it histories that are wrong.
"""

from collections import Counter

from bench.promises.record import Frame, History, Row, Sender, Viewer


def faults(history: History, rows: list[Row]) -> list[str]:
    """Every broken promise of one conversation, in words; an empty list where it kept them all. `rows` by number."""
    found = _numbering(rows)
    for sender in history.senders:
        found += _sending(sender, rows)
    for viewer in history.viewers:
        found += _seeing(viewer, rows)
    found += _texts(history, rows)
    found += _strangers(history, rows)
    return [f"{history.channel} {history.conversation[:8]}: {fault}" for fault in found]


def delivered(sent: list[str], received: list[str], *, unsettled: int = 0) -> list[str]:
    """Faults of the texts to one phone: each of `sent` (in order) arrives once, in this order. At most `unsettled`
    may be missing: those of which the service itself says that it does not know."""
    counts = Counter(received)
    found = [f"a text arrived {times} times" for body, times in counts.items() if body in sent and times > 1]
    missing = [body for body in sent if body not in counts]
    if len(missing) > unsettled:
        found.append(f"{len(missing)} texts never arrived, {unsettled} are said to be unknown")
    ours = [body for body in received if body in sent]
    if ours != [body for body in sent if body in counts] and not found:
        found.append("texts arrived in another order")
    return found


def _numbering(rows: list[Row]) -> list[str]:
    wrong = [row.seq for row in rows] != list(range(1, len(rows) + 1))
    doubled = [key for key, times in Counter(row.client_id for row in rows).items() if times > 1]
    return (["the numbers have a gap"] if wrong else []) + [f"{key} is stored twice" for key in doubled]


def _sending(sender: Sender, rows: list[Row]) -> list[str]:
    found, by_key = [], {row.client_id: row for row in rows}
    for key, body in sender.sent:
        places, row = sender.acked.get(key, set()), by_key.get(key)
        if not places:
            found.append(f"{sender.author}: {key} was never acknowledged")
        elif row is None:
            found.append(f"{sender.author}: {key} was acknowledged and is lost")
        elif places != {row.seq}:
            found.append(f"{sender.author}: {key} was told {sorted(places)} and stands at {row.seq}")
        elif (row.body, row.author) != (body, sender.author):
            found.append(f"{sender.author}: {key} was stored as something else")
    order = [by_key[key].seq for key, _body in sender.sent if key in by_key]
    if order != sorted(order):
        found.append(f"{sender.author}: stored in another order than sent")
    return found


def _seeing(viewer: Viewer, rows: list[Row]) -> list[str]:
    truth = {row.seq: Frame(row.seq, row.author, row.body) for row in rows}
    found, seen = [], set()
    for after, frames in viewer.lines:
        for place, frame in enumerate(frames, after + 1):
            if frame.seq != place:
                found.append(f"{viewer.name} saw {frame.seq} where {place} belongs")
                break
        for frame in frames:
            seen.add(frame.seq)
            if truth.get(frame.seq) != frame:
                found.append(f"{viewer.name} saw {frame.seq} otherwise than it is stored")
    if missing := sorted(truth.keys() - seen):
        found.append(f"{viewer.name} never saw {missing}")
    return found


def _texts(history: History, rows: list[Row]) -> list[str]:
    stored = [row.body for row in rows if row.author == "visitor"]
    wanted = [body for _key, body in history.texts]
    if history.channel == "sms" and stored != wanted:
        return [f"of {len(wanted)} accepted texts {len(stored)} are stored, or in another order"]
    return []


def _strangers(history: History, rows: list[Row]) -> list[str]:
    known = {key for sender in history.senders for key, _body in sender.sent}
    texts = history.channel == "sms"
    strangers = [row for row in rows if row.author != "system" and row.client_id not in known]
    return [f"nobody sent number {row.seq}" for row in strangers if not (texts and row.author == "visitor")]
