"""Steps `tinh-trang` and `nguyen-vong`: the person's health as they wish to tell it, and where they want treatment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.typed_fields import Line, Words
from registration.intake.form_fields import Count, OneOf, Several, Year
from registration.intake.forms.base import StepForm
from registration.intake.stops import is_minor, places_open_to

SUBSTANCES = [
    ("heroin", _("Heroin")),
    ("opium", _("Opium, morphine")),
    ("methamphetamine", _("Methamphetamine (“ice”, “crystal”)")),
    ("amphetamine", _("Amphetamine")),
    ("mdma", _("Ecstasy (MDMA)")),
    ("ketamine", _("Ketamine")),
    ("cannabis", _("Cannabis, “grass”")),
    ("synthetic", _("New synthetic substances")),
    ("cocaine", _("Cocaine")),
    ("sedatives", _("Sedatives, sleeping pills")),
    ("other", _("Another substance")),
]
ROUTES = [
    ("swallow", _("Swallowed")),
    ("smoke", _("Smoked")),
    ("inhale", _("Sniffed or inhaled")),
    ("inject", _("Injected")),
    ("other", _("Another way")),
]
PLACES = [
    ("home_community", _("At home, in the community")),
    ("public_facility", _("A public facility")),
    ("reformatory_school", _("A reformatory school (under 18)")),
    ("private_facility", _("A private facility")),
    ("undecided", _("I have not decided; I would like advice")),
]
NEEDS = [
    ("vocational", _("Learning a trade")),
    ("job", _("Finding work")),
    ("loan", _("A loan")),
    ("legal", _("Legal aid")),
    ("health", _("Health care")),
    ("psychology", _("Psychological support")),
    ("family", _("Help with the family")),
    ("livelihood", _("Making a living")),
    ("papers", _("Identity papers")),
]


class ConditionForm(StepForm):
    """`tinh-trang`: every question may be left for the desk."""

    substances = Several(
        label=_("What have you been using?"),
        help_text=_("You may leave every question on this page for the desk."),
        choices=SUBSTANCES,
        own_words=True,
        required=False,
    )
    routes = Several(label=_("In which way?"), choices=ROUTES, own_words=True, required=False)
    first_used_year = Year(label=_("In which year for the first time?"), required=False)
    substitution_status = OneOf(
        label=_("Are you in treatment with methadone or buprenorphine?"),
        choices=[("none", _("No")), ("now", _("Yes, now")), ("stopped", _("I was, and stopped"))],
        required=False,
    )
    earlier_voluntary_count = Count(
        label=_("How many times have you registered for voluntary treatment before?"),
        help_text=_("The number decides how long the treatment lasts. Write 0 for the first time."),
        most=50,
        required=False,
    )
    health_notes = Words(
        label=_("Is there anything about your health that the people who receive you should know?"),
        help_text=_("For example: heart, asthma, pregnancy, medicines you take."),
        limit=2000,
        required=False,
    )
    urgent_needs = Words(label=_("Is there something you need at once?"), limit=1000, required=False)


class WishForm(StepForm):
    """`nguyen-vong`."""

    intended_place = OneOf(label=_("Where would you like to be treated?"), choices=PLACES)
    preferred_facility = Line(label=_("Do you have a certain facility in mind?"), limit=200, required=False)
    home_plan = Words(
        label=_("If at home: who is with you, and who could help?"),
        help_text=_("Who lives with you, which service would treat you, what should be known about your health."),
        limit=2000,
        required=False,
    )
    support_needs = Several(label=_("What support would help you?"), choices=NEEDS, required=False)
    note = Words(label=_("Anything else you wish to say"), limit=2000, required=False)

    def clean_intended_place(self) -> str:
        place: str = self.cleaned_data["intended_place"]
        if place not in places_open_to(self.saved, self.today):
            message = (
                _("This place is not open to a person under 18.")
                if is_minor(self.saved, self.today)
                else _("Without a steady place to live, please choose a facility.")
                if place == "home_community"
                else _("This place is only for a person from 12 to under 18.")
            )
            raise forms.ValidationError(message, code="place")
        return place
