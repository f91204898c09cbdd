"""A person's own data as a ZIP: one file to read (PDF), one for machines (JSON), the papers sent, the own forms.

The same questions that the tracking page asks; a desk's names stay with the desk.
"""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.places.models import Ward
from portal.ui.fonts import pdf_font_dir
from portal.ui.formats import vn_datetime
from registration.aftercare import summary as aftercare
from registration.casework import lists, official_forms, papers, summary, tracking
from registration.casework.desks import POLICE
from registration.casework.models import Registration
from registration.rights.models import DataRequest
from registration.treatment.own_data import own_data as treatment_of
from registration.visits.models import Appointment

NAME = "du-lieu.zip"
TEMPLATE = Path(__file__).parent / "typst" / "own_data.typ"
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/heic": "heic"}


def build(registration: Registration, lang: str) -> bytes:
    """The ZIP in the words of `lang`. Everything stays in memory."""
    out = io.BytesIO()
    with translation.override(lang), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        data = as_data(registration, lang)
        archive.writestr("du-lieu.json", json.dumps(data, ensure_ascii=False, indent=2, default=str))
        archive.writestr("doc.pdf", as_pdf(registration, lang))
        for number, document in enumerate(registration.documents.all(), 1):
            archive.writestr(f"giay-to/{number}.{ENDINGS.get(document.content_type, 'bin')}", bytes(document.content))
        for paper in papers.of_the_person(registration):
            with suppress(official_forms.SealBroken):  # an altered paper is the desk's to explain; the rest is here
                archive.writestr(f"mau/{paper.key}.pdf", official_forms.draw(registration, paper.key))
    return out.getvalue()


def as_data(registration: Registration, lang: str) -> dict[str, Any]:
    """Everything as plain values: answers by their field names, times in ISO 8601 with offset."""
    return {
        "code": registration.display_code,
        "made_at": _iso(timezone.now()),
        "status": registration.status,
        "ward": registration.ward_id,
        "rules_version": registration.rules_version,
        "received_at": _iso(registration.received_at),
        "decided_at": _iso(registration.decided_at),
        "due_at": _iso(registration.due_at),
        "answers": registration.answers,
        "steps": [
            {"kind": step.kind, "at": _iso(step.at), "status": step.status, "title": step.title, "lines": step.lines}
            for step in tracking.timeline(registration, lang)
        ],
        "completion_requests": [
            {
                "at": _iso(one.requested_at),
                "parts": [own or lists.words("missing", key) for key, own in one.items.items()],
                "message": one.message,
                "answer": one.answer,
                "answers_by_part": one.item_answers,
            }
            for one in registration.completion_requests.all()
        ],
        "papers": [
            {"name": one.name, "kind": one.kind, "type": one.content_type, "size": one.size, "at": _iso(one.added_at)}
            for one in registration.documents.defer("content")
        ],
        "visits": [
            {"at": _iso(one.starts_at), "ward": one.ward_id, "state": one.state}
            for one in Appointment.objects.filter(registration=registration)
        ],
        "treatment": treatment_of(registration),
        "support": aftercare.own_data(registration),
        "data_requests": [
            {
                "right": one.kind,
                "text": one.text,
                "at": _iso(one.asked_at),
                "due_at": _iso(one.due_at),
                "state": one.state,
                "answer": one.answer or one.first_answer,
            }
            for one in DataRequest.objects.filter(registration=registration)
        ],
        "opened_by": [
            {"at": _iso(one.at), "role": one.role, "ward": one.ward, "what": one.what}
            for one in tracking.readers(registration, lang)
        ],
    }


def as_pdf(registration: Registration, lang: str) -> bytes:
    """The same to read: what was written, what happened, who looked."""
    sections = [
        {"title": group.title, "lines": [list(line) for line in group.lines]}
        for group in summary.groups(registration, POLICE)
    ]
    sections.append(
        {
            "title": _("The way so far"),
            "lines": [
                [vn_datetime(step.at), "\n".join([step.title, *step.lines])]
                for step in tracking.timeline(registration, lang)
            ],
        }
    )
    sections.append(
        {
            "title": _("Who has opened your file"),
            "lines": [
                [vn_datetime(one.at), ", ".join(filter(None, [one.role, one.ward, one.what]))]
                for one in tracking.readers(registration, lang)
            ],
        }
    )
    data = {
        "title": _("Your data"),
        "code": registration.display_code,
        "place": _place(registration.ward),
        "made": vn_datetime(timezone.now()),
        "status": str(registration.get_status_display()),
        "sections": [section for section in sections if section["lines"]],
        "lang": lang,
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


def _place(ward: Ward) -> str:
    return f"{ward}, {ward.province}"


def _iso(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
