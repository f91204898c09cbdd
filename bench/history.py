"""`history`: is anything acknowledged ever lost, doubled or put out of order, whatever dies meanwhile?

A portal of its own runs as under `make run`. Run by run, generated people write by web chat and by text message, a
counsellor answers, and between their words a web process, all of them, the job worker, Valkey or PostgreSQL is killed,
lines are cut or left half-open, and the gateway loses its answers. When all is quiet again `checker` compares what
every client sent, was told and saw with what is stored, and what the phones received with what was said to them.

`BENCH_RUNS` (200) and `BENCH_SEED` (1) choose how many and which. The value is the number of broken promises: 0.
"""

import os

from bench.promises.start import portal
from bench.promises.tell import tell
from bench.result import Result


def measure() -> Result:
    """Start a portal without demo data, harm it, count."""
    with portal() as system:
        told = tell(system, int(os.environ.get("BENCH_RUNS", "200")), int(os.environ.get("BENCH_SEED", "1")))
    found = told.pop("faults")
    return Result("history", len(found), "broken promises", told["runs"], told | {"first_faults": found[:5]})
