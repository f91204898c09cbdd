"""What to do until help comes, in one act a line, by kind of danger (`data/first_steps.toml`)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "data" / "first_steps.toml"


@cache
def _all() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def first_steps(kind: str, language: str) -> dict[str, list[str]]:
    """`steps` to take and what `never` to do in the danger `kind`; an unknown kind gets the steps that always help."""
    texts = _all().get(kind) or _all()["any"]
    return {
        "steps": list(texts["do"].get(language) or texts["do"]["vi"]),
        "never": list(texts["never"].get(language) or texts["never"]["vi"]),
    }
