"""A few runs of the history checker against the running portal (`bench.history` does two hundred)."""

import json
import os
import subprocess
import sys

import pytest

from tests.e2e.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.xdist_group("e2e")]  # one portal for all

RUNS, SEED = 4, 5


@pytest.mark.skipif("E2E_DATA_DIR" in os.environ, reason="needs the process that started the portal")
def test_nothing_acknowledged_is_lost_doubled_or_out_of_order_whatever_dies(portal):
    assert portal.process is not None
    command = [sys.executable, "-m", "bench.promises", str(portal.port), str(portal.process.pid), str(RUNS), str(SEED)]
    done = subprocess.run(command, cwd=ROOT, env=portal.env, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert told["runs"] == RUNS
    assert told["acknowledged"] > RUNS * 20
