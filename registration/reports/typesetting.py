"""A stored report as PDF (`data/report.typ`): the same report gives the same pages. Nothing is fetched."""

import json
from dataclasses import asdict
from pathlib import Path

import typst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from portal.ui.fonts import pdf_font_dir

from . import content
from .areas import Area
from .figures import ORIGINS
from .models import Report, State
from .periods import Period

TEMPLATE = Path(__file__).resolve().parent / "data" / "report.typ"


def typeset(report: Report, area: Area, period: Period, facts: list[tuple[str, str]]) -> bytes:
    """The PDF; `facts` are the lines under the title. Raises FontsNotBuilt before the front end is built."""
    data = {
        "lang": "en" if (get_language() or "").startswith("en") else "vi",
        "title": _("Report on voluntary treatment"),
        "state": str(report.get_state_display()).upper(),
        "draft": report.state != State.SENT,
        "footer": f"{area.name} · {period.label} · v{report.version}",
        "facts": [list(one) for one in facts],
        "groups": [
            {"title": title, "lines": [_line(line) for line in lines]} for title, lines in content.lines(report.figures)
        ],
        "breakdowns": [
            asdict(one) | {"title": _("By %(what)s") % {"what": one.title}}
            for one in content.breakdowns(report.figures)
        ],
        "differences": [
            asdict(one)
            for one in (content.differences(report.corrects.figures, report.figures) if report.corrects else [])
        ],
        "note": report.note,
        "drafted_by": report.drafted_by.full_name,
        "checked_by": report.checked_by.full_name if report.checked_by else "",
        "words": _words(),
    }
    pdf: bytes = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=[str(pdf_font_dir())],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return pdf


def _line(line: content.Line) -> dict[str, str]:
    origin = str(ORIGINS[line.origin]) + (f" ({line.note})" if line.note else "")
    if line.police_data:
        origin += ", " + _("data of the police")
    fields = {
        name: getattr(line, name) for name in ("label", "definition", "source", "value", "before", "target", "behind")
    }
    return fields | {"origin": origin}


def _words() -> dict[str, str]:
    return {
        "page": pgettext("page of a paper", "Page"),
        "figure": pgettext("report", "Figure"),
        "value": pgettext("report", "Value"),
        "before": pgettext("report", "A year before"),
        "target": pgettext("report", "Target"),
        "origin": pgettext("report", "Where it comes from"),
        "was": pgettext("report", "Before the correction"),
        "is_now": pgettext("report", "Corrected"),
        "differences": _("What this version corrects"),
        "note": _("Assessment, difficulties, proposals"),
        "definitions": pgettext("sheet of a workbook", "Definitions"),
        "drafted_by": _("Drafted by"),
        "checked_by": _("Checked by"),
    }
