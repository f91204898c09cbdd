"""Labels of the answers and words of their keys, for the desk. Field names and keys: contract §4."""

from django.utils.translation import gettext_lazy as _

LABELS = {
    "full_name": _("Full name"),
    "other_name": _("Other name"),
    "date_of_birth": _("Date of birth"),
    "sex": _("Sex, as on the paper"),
    "id_kind": _("Identity paper"),
    "id_number": _("Number of the paper"),
    "id_issued_on": _("Issued on"),
    "id_issued_by": _("Issued by"),
    "residence_ward": _("Ward of residence"),
    "residence_address": _("Address"),
    "residence_stable": _("Stable residence"),
    "permanent_ward": _("Ward of permanent registration"),
    "permanent_address": _("Permanent address"),
    "phone": _("Phone"),
    "phone_shared": _("Others see this phone"),
    "contact_consent": _("May be contacted by"),
    "safe_contact": _("Safe contact"),
    "email": _("E-mail"),
    "writer": _("Written by"),
    "request_unconfirmed": _("Confirmed by the person"),
    "writer_name": _("Name of the writer"),
    "writer_date_of_birth": _("Writer's date of birth"),
    "writer_id_number": _("Writer's personal number"),
    "writer_phone": _("Writer's phone"),
    "writer_address": _("Writer's address"),
    "determination_result": _("Determination result"),
    "determination_facility": _("Determined at"),
    "determination_date": _("Date of the result"),
    "substances": _("Substances"),
    "routes": _("Ways of use"),
    "first_used_year": _("Since the year"),
    "substitution_status": _("Substitution treatment"),
    "earlier_voluntary_count": _("Earlier voluntary treatments"),
    "health_notes": _("Health"),
    "urgent_needs": _("Urgent needs"),
    "intended_place": _("Wished place"),
    "preferred_facility": _("Preferred facility"),
    "home_plan": _("Plan at home"),
    "support_needs": _("Support needs"),
    "note": _("Note of the person"),
    "representative_opinion": _("Opinion of the representative"),
    "person_own_wish": _("The young person's own wish"),
    "home_is_safe": _("Home is a safe place"),
    "education": _("Education"),
    "occupation": _("Occupation"),
    "workplace_or_school": _("Workplace or school"),
}
# A relative of an adult writes a request; the person themself confirms it at the desk.
UNCONFIRMED = {"yes": _("Not yet: ask the person whether they want this")}
YES_NO = {"yes": _("Yes"), "no": _("No")}
VALUES = {
    "sex": {"male": _("Male"), "female": _("Female")},
    "id_kind": {"personal_number": _("Personal number"), "passport": _("Passport"), "none": _("None at hand")},
    "residence_stable": YES_NO,
    "request_unconfirmed": UNCONFIRMED,
    "phone_shared": YES_NO,
    "home_is_safe": YES_NO,
    "determination_result": YES_NO | {"waiting": _("Waiting for the result")},
    "contact_consent": {"sms": _("SMS"), "call": _("Phone call"), "both": _("SMS and call"), "none": _("Not at all")},
    "writer": {
        "self": _("The person"),
        "father": _("Father"),
        "mother": _("Mother"),
        "wife": _("Wife"),
        "husband": _("Husband"),
        "child": _("Own child"),
        "guardian": _("Guardian"),
    },
    "substances": {
        "heroin": _("Heroin"),
        "opium": _("Opium, morphine"),
        "methamphetamine": _("Methamphetamine"),
        "amphetamine": _("Amphetamine"),
        "mdma": _("Ecstasy (MDMA)"),
        "ketamine": _("Ketamine"),
        "cannabis": _("Cannabis"),
        "synthetic": _("New synthetic substances"),
        "cocaine": _("Cocaine"),
        "sedatives": _("Sedatives, sleeping pills"),
        "other": _("Another substance"),
    },
    "routes": {
        "swallow": _("Swallowed"),
        "smoke": _("Smoked"),
        "inhale": _("Sniffed or inhaled"),
        "inject": _("Injected"),
        "other": _("Another way"),
    },
    "substitution_status": {
        "none": _("Never had such treatment"),
        "now": _("In such treatment now"),
        "stopped": _("Stopped such treatment"),
    },
    "intended_place": {
        "home_community": _("At home or in the community"),
        "public_facility": _("Public rehabilitation facility"),
        "reformatory_school": _("Reformatory school"),
        "private_facility": _("Private rehabilitation facility"),
        "undecided": _("Not decided yet"),
    },
    "document": {
        "determination_result": _("Determination result"),
        "substitution_letter": _("Letter of the substitution clinic"),
        "other": _("Another paper"),
    },
    "support_needs": {
        "vocational": _("Vocational training"),
        "job": _("A job"),
        "loan": _("Loan"),
        "legal": _("Legal aid"),
        "health": _("Health"),
        "psychology": _("Psychological support"),
        "family": _("Family"),
        "livelihood": _("Livelihood"),
        "papers": _("Papers"),
    },
}


def label(name: str) -> str:
    return str(LABELS.get(name, name))


def value(name: str, key: str) -> str:
    """A key in words; free text and unknown keys as they are."""
    return str(VALUES.get(name, {}).get(key, key))
