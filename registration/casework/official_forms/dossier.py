"""The person's dossier in one PDF: a cover that hides what lies behind it, what to bring, application and history."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter

from portal.places.models import Ward
from registration.rules.ruleset import ruleset

from ..models import Registration
from .bodies import at_ward
from .drawing import draw, qr
from .editions import is_there, words
from .typesetting import typeset

KEYS = ("application", "personal_history")


def dossier(registration: Registration, lang: str = "vi") -> bytes:
    """The PDF; cover and list in `lang` ("vi" or "en"), the official forms always in Vietnamese."""
    rules = ruleset(registration.rules_version)
    forms = [rules.official_forms[key] for key in KEYS if key in rules.official_forms and is_there(key)]
    writer = PdfWriter()
    for pdf in (_front(registration, lang), *(draw(registration, form.key) for form in forms)):
        writer.append(PdfReader(BytesIO(pdf)), import_outline=False)
    # The title is all that a viewer's window shows: the code, no name.
    writer.add_metadata({"/Title": registration.display_code, "/Producer": "", "/Creator": ""})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _front(registration: Registration, lang: str) -> bytes:
    rules = ruleset(registration.rules_version)
    ward = Ward.objects.select_related("province").get(pk=registration.ward_id)
    forms = [rules.official_forms[key] for key in KEYS if key in rules.official_forms]
    body = at_ward(rules.receiving_body.vi, ward) if lang == "vi" else f"{rules.receiving_body.en}: {ward}"
    return typeset(
        "dossier",
        {
            "lang": lang,
            "said": words()["dossier"].get(lang, words()["dossier"]["vi"]),
            "labels": words()["labels"],
            "code": registration.display_code,
            "mark": "",
            "qr": qr(registration.display_code),
            "bring": [line.text for line in rules.what_to_bring(registration.answers, lang)],
            "body": f"{body}, {ward.province.official_name if lang == 'vi' else ward.province}",
            "papers": [f"{form.label(lang)}: {form.name(lang)}" for form in forms],
        },
    )
