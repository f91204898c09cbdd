"""What `make run` started and died is started again: at once at first, then with rests, and never given up."""

import itertools
import time

from portal.ops import run


def test_a_process_that_dies_often_rests_between_its_starts_and_is_not_given_up(monkeypatch, capsys):
    monkeypatch.setattr(run, "MOST_DEATHS_A_MINUTE", 2)
    monkeypatch.setattr(run, "REST_S", 0.4)
    children = run.Children()
    children.start("worker", "-c", "raise SystemExit(1)")
    starts, end = [], time.monotonic() + 20
    while len(starts) < 4 and time.monotonic() < end:
        children.revive()
        if "started again" in capsys.readouterr().out:
            starts.append(time.monotonic())
    children.stop()
    waits = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert len(waits) == 3
    assert waits[-1] > 0.4


def test_what_lives_is_left_alone():
    children = run.Children()
    children.start("worker", "-c", "import time; time.sleep(60)")
    before = children.running["worker"].pid
    children.revive()
    assert children.running["worker"].pid == before
    children.stop()
