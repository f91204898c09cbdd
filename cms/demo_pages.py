"""Turns the files of demo_content/ into pages: our own small writing form → blocks of an article.

A file is one page in both languages (TOML, keys `vi` and `en`). In `text`, an empty line ends a paragraph and lines
that begin with "- " are a list.
"""

import html
import re
import tomllib
from pathlib import Path
from typing import Any

from .models import HomePage, LegalDocument

FOLDER = Path(__file__).parent / "demo_content"
Block = tuple[str, Any]


def read_all() -> list[dict[str, Any]]:
    """Every file, homes and sections first, then by their `order`."""
    pages = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    kinds = ["home", "section", "article"]
    return sorted(pages, key=lambda page: (kinds.index(page.get("kind", "article")), page.get("order", 0)))


def rich(text: str) -> str:
    """`text` as the HTML that Wagtail keeps for rich text; `<b>` may stand in it."""
    parts = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in chunk.strip().splitlines()]
        items = [line[2:] for line in lines if line.startswith("- ")]
        running = " ".join(line for line in lines if not line.startswith("- "))
        if running:
            parts.append(f"<p>{_inline(running)}</p>")
        if items:
            parts.append("<ul>" + "".join(f"<li>{_inline(item)}</li>" for item in items) + "</ul>")
    return "".join(parts)


def blocks(rows: list[dict[str, Any]], pages: dict[str, Any]) -> list[dict[str, Any]]:
    """The body of an article as raw StreamField data; `pages` finds a page by its key for links."""
    return [{"type": kind, "value": value} for kind, value in (_BLOCKS[row["type"]](row, pages) for row in rows)]


def links(rows: list[dict[str, Any]]) -> set[str]:
    """The keys of the pages that these rows link to."""
    return {row["page"] for row in rows if "page" in row}


def _inline(text: str) -> str:
    return html.escape(text, quote=False).replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>")


def _table(row: dict[str, Any], pages: dict[str, Any]) -> Block:
    columns = [{"type": "text", "heading": heading} for heading in row["header"]]
    rows = [{"values": cells} for cells in row["rows"]]
    return "table", {"caption": row["caption"], "table": {"columns": columns, "rows": rows, "caption": ""}}


def _cite(row: dict[str, Any], pages: dict[str, Any]) -> Block:
    document = LegalDocument.objects.get(number=row["number"])
    return "citation", {"document": document.pk, "article": row["article"], "text": row.get("text", "")}


def _call(row: dict[str, Any], pages: dict[str, Any]) -> Block:
    page = pages.get(row.get("page", ""))
    return "call", {
        "label": row["label"],
        "text": row.get("text", ""),
        "page": page.pk if page else None,
        "service": row.get("service", ""),
        "phone": row.get("phone", ""),
    }


def _advice(kind: str) -> Any:
    return lambda row, pages: (kind, {"heading": row.get("title", ""), "items": row["items"]})


def _steps(row: dict[str, Any], pages: dict[str, Any]) -> Block:
    return "steps", {"steps": [{"heading": item["title"], "text": item.get("text", "")} for item in row["items"]]}


def _care(row: dict[str, Any], pages: dict[str, Any]) -> Block:
    level = {"emergency": "now", "urgent": "soon"}.get(row["level"], "plan")
    return "care_card", {
        "level": level,
        "heading": row["title"],
        "body": rich(row["text"]),
        "phone": row.get("phone", "115" if level == "now" else ""),
    }


_BLOCKS: dict[str, Any] = {
    "heading": lambda row, pages: ("heading", row["text"]),
    "text": lambda row, pages: ("paragraph", rich(row["text"])),
    "care": _care,
    "do": _advice("do_list"),
    "dont": _advice("dont_list"),
    "steps": _steps,
    "details": lambda row, pages: ("details", {"summary": row["title"], "body": rich(row["text"])}),
    "inset": lambda row, pages: ("inset", {"text": rich(row["text"])}),
    "quote": lambda row, pages: ("quote", {"text": row["text"], "who": row.get("who", "")}),
    "table": _table,
    "cite": _cite,
    "call": _call,
    "numbers": lambda row, pages: ("numbers", None),
}

HOME_FIELDS = ("title", "discreet_title", "summary", "lead", "notice_title", "notice_text")


def fill_home(home: HomePage, words: dict[str, Any]) -> None:
    """Put the words of the demo home on `home` (not saved)."""
    for name in HOME_FIELDS:
        setattr(home, name, words[name])
