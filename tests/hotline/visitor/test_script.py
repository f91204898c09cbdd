"""The visitor's script in bytes: a cheap phone on a slow network loads all of it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = {"visitor": ROOT / "hotline/visitor/static", "ui": ROOT / "portal/ui/static"}
MOST = 30_000
_IMPORT = re.compile(r'^import .* from "(\./[^"]+)"', re.MULTILINE)


def with_imports(path: Path) -> set[Path]:
    """A module and all that it imports."""
    found = {path}
    for name in _IMPORT.findall(path.read_text(encoding="utf-8")):
        found |= with_imports(path.parent / name)
    return found


@pytest.mark.django_db
def test_all_scripts_of_the_room_together_are_at_most_30_kilobytes(client):
    client.post("/tro-chuyen/bat-dau/", {"topic": "self"})
    page = client.get("/tro-chuyen/").content.decode()
    sources = re.findall(r'<script[^>]+src="/static/(\w+)/([^"?]+)"', page)
    modules = {module for app, name in sources for module in with_imports(FOLDERS[app] / app / name)}
    assert {"chat.mjs", "line.mjs", "picture.mjs", "exit.mjs"} <= {module.name for module in modules}
    assert sum(module.stat().st_size for module in modules) <= MOST
