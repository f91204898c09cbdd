"""`make check`: the house rules that a machine can hold; prints every step, fails if one does."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from packaging.requirements import Requirement

from portal.ops import instance

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
ROOMS = ("portal", "cms", "registration", "hotline")
SOURCES = [*ROOMS, "tests", "bench", "manage.py"]
# What `check --deploy` judges: a production instance, with keys that exist only for this check.
PRODUCTION = {
    "PUBLIC_URL": "https://portal.example",
    "SECRET_KEY": "a-key-that-exists-only-for-make-check-and-is-long-enough-to-pass-0123456789",
    "FIELD_KEYS": "check:" + "A" * 43 + "=",
    "INDEX_KEY": "an-index-key-that-exists-only-for-make-check",
    "DEMO": "false",
}


def _run(*command: str, **env: str) -> bool:
    return subprocess.run(command, cwd=ROOT, env=os.environ | env, check=False).returncode == 0


def locks_in_step() -> bool:
    """Every package of requirements*.in is pinned at a version that fits, with hashes; no lock names a host."""
    troubles: list[str] = []
    for name in ("requirements", "requirements-dev"):
        locked = (ROOT / f"{name}.txt").read_text()
        pins = dict(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^]]*\])?==([^ ;\\]+)", locked, re.M))
        pins = {pin.lower().replace("_", "-"): version for pin, version in pins.items()}
        for line in (ROOT / f"{name}.in").read_text().splitlines():
            if not line.strip() or line.startswith(("#", "-")):
                continue
            wanted = Requirement(line)
            version = pins.get(wanted.name.lower().replace("_", "-"))
            if version is None or not wanted.specifier.contains(version, prereleases=True):
                troubles.append(f"{name}.txt does not fit {line!r}: run make lock")
        if "--hash=" not in locked or "://" in locked:
            troubles.append(f"{name}.txt must hold hashes and no address")
    package, lock = (json.loads((ROOT / file).read_text()) for file in ("package.json", "package-lock.json"))
    for kind in ("dependencies", "devDependencies"):
        if package.get(kind, {}) != lock["packages"][""].get(kind, {}):
            troubles.append("package-lock.json is out of step with package.json")
    if "resolved" in json.dumps(lock):
        troubles.append("package-lock.json must name no address")
    print("\n".join(troubles) or "The lock files are in step.")  # noqa: T201
    return not troubles


STEPS: dict[str, Callable[[], bool]] = {
    "style": lambda: _run(f"{BIN}/ruff", "check", "."),
    "format": lambda: _run(f"{BIN}/ruff", "format", "--check", "--quiet", "."),
    "types": lambda: _run(f"{BIN}/mypy", *ROOMS),
    "templates": lambda: _run(f"{BIN}/djlint", *ROOMS, "--lint", "--quiet"),
    "layers": lambda: _run(f"{BIN}/lint-imports", "--no-cache"),
    "migrations": lambda: _run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
    "deployment": lambda: _run(
        sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION
    ),
    "catalogues": lambda: _run(sys.executable, "-m", "portal.ops.messages", "--check"),
    "locks": locks_in_step,
}  # fmt: skip


def main() -> int:
    """Every step, even after a failed one."""
    os.environ["DATA_DIR"] = str(instance.data_dir() / "check")
    instance.prepare(create=True)  # the type checker reads the settings, which need an instance
    wanted = sys.argv[1:] or list(STEPS)
    failed = []
    for name in wanted:
        print(f"— {name}", flush=True)  # noqa: T201
        if not STEPS[name]():
            failed.append(name)
    print(f"Failed: {', '.join(failed)}" if failed else "All checks passed.")  # noqa: T201
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
