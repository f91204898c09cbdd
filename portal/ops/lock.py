"""`make lock`: resolve requirements*.in into requirements*.txt with hashes and without any index address."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPTIONS = [
    "--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header",
    "--no-config", "--quiet",
]  # fmt: skip


def main() -> None:
    """Keeps every version that still fits; `--upgrade` takes the newest."""
    uv = str(Path(sys.executable).with_name("uv"))
    for name in ("requirements", "requirements-dev"):
        command = [uv, "pip", "compile", *OPTIONS, *sys.argv[1:], "-o", f"{name}.txt", f"{name}.in"]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
