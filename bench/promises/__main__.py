"""`python -m bench.promises PORT SUPERVISOR RUNS SEED`: the runs against a portal that works on `DATA_DIR`; JSON."""

import json
import os
import sys

import django

from portal.ops import instance

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
instance.prepare(create=False)
django.setup()

from bench.promises.system import System  # noqa: E402
from bench.promises.tell import tell  # noqa: E402

port, supervisor, runs, seed = (int(word) for word in sys.argv[1:])
print(json.dumps(tell(System(instance.data_dir(), port, supervisor), runs, seed)))  # noqa: T201
