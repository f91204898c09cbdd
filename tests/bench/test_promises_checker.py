"""The judge of the history runs finds what is wrong: each kind of broken promise, by a history that has it."""

import pytest

from bench.promises import checker
from bench.promises.record import Frame, History, Row, Sender, Viewer

ROWS = [Row(1, "system", "s", "chào"), Row(2, "visitor", "a", "một"), Row(3, "visitor", "b", "hai")]
SEEN = [Frame(row.seq, row.author, row.body) for row in ROWS]


def history(acked=None, lines=None, sent=(("a", "một"), ("b", "hai"))):
    sender = Sender("visitor", list(sent), {"a": {2}, "b": {3}} if acked is None else acked)
    return History("0" * 8, senders=[sender], viewers=[Viewer("the visitor", [(0, SEEN)] if lines is None else lines)])


def test_a_good_history_has_no_fault():
    assert checker.faults(history(), ROWS) == []
    assert checker.faults(history(lines=[(0, SEEN[:1]), (1, []), (1, SEEN[1:])]), ROWS) == []


@pytest.mark.parametrize(
    ("told", "rows", "fault"),
    [
        (history(), ROWS[:2], "was acknowledged and is lost"),
        (history(acked={"a": {2}}), ROWS, "was never acknowledged"),
        (history(acked={"a": {2, 4}, "b": {3}}), ROWS, "was told [2, 4]"),
        (history(), [ROWS[0], Row(2, "visitor", "b", "hai"), Row(3, "visitor", "a", "một")], "another order"),
        (history(), [*ROWS, Row(4, "visitor", "b", "hai")], "is stored twice"),
        (history(), [ROWS[0], *[Row(row.seq + 1, row.author, row.client_id, row.body) for row in ROWS[1:]]], "gap"),
        (history(), [*ROWS[:2], Row(3, "visitor", "b", "ba")], "stored as something else"),
        (history(), [*ROWS, Row(4, "visitor", "z", "ai đó")], "nobody sent number 4"),
        (history(lines=[(0, [SEEN[0], SEEN[2]])]), ROWS, "saw 3 where 2 belongs"),
        (history(lines=[(0, [*SEEN, SEEN[2]])]), ROWS, "saw 3 where 4 belongs"),
        (history(lines=[(0, SEEN[:2])]), ROWS, "never saw [3]"),
        (history(lines=[(0, [*SEEN[:2], Frame(3, "visitor", "khác")])]), ROWS, "otherwise than it is stored"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_broken_promise_is_found(told, rows, fault):
    assert any(fault in found for found in checker.faults(told, rows))


def test_accepted_texts_are_stored_once_and_in_order():
    told = History("0" * 8, channel="sms", texts=[("1", "một"), ("2", "hai")])
    good = [Row(1, "visitor", "x", "một"), Row(2, "visitor", "y", "hai")]
    assert checker.faults(told, good) == []
    assert checker.faults(told, good[:1])
    assert checker.faults(told, [Row(1, "visitor", "x", "hai"), Row(2, "visitor", "y", "một")])


def test_texts_at_the_phone_come_once_and_in_order():
    assert checker.delivered(["a", "b"], ["lời chào", "a", "b"]) == []
    assert checker.delivered(["a", "b"], ["a"], unsettled=1) == []
    assert "never arrived" in checker.delivered(["a", "b"], ["a"])[0]
    assert "2 times" in checker.delivered(["a", "b"], ["a", "a", "b"])[0]
    assert "another order" in checker.delivered(["a", "b"], ["b", "a"])[0]
