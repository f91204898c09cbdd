"""Before the end: who will be told what, by which channel. The same answers that the finish itself looks at."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.places.models import Ward
from portal.ui.formats import phone as phone_words
from registration.casework import notices
from registration.intake import requests
from registration.intake.receipt import desk_at
from registration.rules.ruleset import ruleset_for


@dataclass(frozen=True)
class Told:
    """One receiver: who, what they learn, and how."""

    who: str
    what: str
    how: str


def desk_of(answers: dict[str, Any], today: date, lang: str) -> str:
    """The desk that receives these answers: with its ward once that is known."""
    rules = ruleset_for(today)
    ward = Ward.objects.select_related("province").filter(code=answers.get("residence_ward") or "").first()
    return desk_at(rules, ward, lang) if ward else rules.receiving_body.name(lang)


def told(answers: dict[str, Any], *, body: str, files_now: bool, request: bool) -> list[Told]:
    """Everybody who learns something when this form is finished, and that nobody else does."""
    number = phone_words(answers.get("phone", ""))
    found = [_desk(body, files_now, request)]
    if request and requests.asks_by_sms(answers):
        found.append(
            Told(
                _("The person"),
                _("That a relative sent papers, with a code. No name, no subject."),
                _("One text message to %(phone)s") % {"phone": number},
            )
        )
    elif request:
        found.append(Told(_("The person"), _("Nothing from us: you tell them yourself."), _("With the code, by you")))
    elif notices.allowed_by(answers):
        found.append(
            Told(
                _("You"),
                _("The code and where to follow your file. No name, no subject."),
                _("Text messages to %(phone)s, now and when something changes") % {"phone": number},
            )
        )
    else:
        found.append(
            Told(_("You"), _("Everything, on this page and when you follow your file."), _("No text messages"))
        )
    found.append(
        Told(_("Family, work, school, neighbours"), _("Nothing. The portal tells nobody else."), _("Not at all"))
    )
    return found


def _desk(body: str, files_now: bool, request: bool) -> Told:
    if files_now:
        return Told(body, _("Everything that you wrote and the files."), _("At once, through the portal"))
    if request:
        return Told(
            body,
            _("Nothing, until the person says yes."),
            _("When the person files it, or shows the code at the desk"),
        )
    return Told(body, _("Nothing, until you come."), _("When you show the code at the desk"))
