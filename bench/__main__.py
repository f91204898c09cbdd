"""`python -m bench [NAME …]`: run the measurements; each prints one JSON line.

They have an instance of their own, `DATA_DIR/bench`, with its own servers and keys; nobody's data is touched.
"""

import os
import signal
import sys
from importlib import import_module
from pathlib import Path

NAMES = (
    "finish",
    "message",
    "field",
    "page",
    "echo",
    "inbox",
    "search",
    "reports",
    "sockets",
    "crowd",
    "board",
    "history",
)


def main(wanted: list[str]) -> int:
    """Run `wanted`, or all."""
    if unknown := sorted(set(wanted) - set(NAMES)):
        print(f"no such measurement: {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)  # noqa: T201
        return 2
    own = {"DATABASE_URL", "VALKEY_URL", "DEMO", "PUBLIC_URL", "SECRET_KEY", "FIELD_KEYS", "INDEX_KEY"}
    for name in own & set(os.environ):
        del os.environ[name]
    root = Path(__file__).resolve().parent.parent
    os.environ["DATA_DIR"] = str(root / os.environ.get("DATA_DIR", "var") / "bench")
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    from portal.ops import instance

    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))  # stop what was started, then leave
    instance.prepare(create=True)
    with instance.servers():
        _set_up()
        for name in wanted or NAMES:
            print(import_module(f"bench.{name}").measure().line(), flush=True)  # noqa: T201
    return 0


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    print("Preparing the instance of the measurements …", file=sys.stderr, flush=True)  # noqa: T201
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
