"""Steps `y-kien`, `giay-to` and `cam-ket`: both voices of a minor, papers, and the promises and consents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.places.models import Ward
from portal.ui.typed_fields import Words
from registration.intake import requests
from registration.intake.form_fields import OneOf, Tick, YesNo
from registration.intake.forms.base import StepForm
from registration.intake.stops import asked_by_relative, may_file_now

CONSENT_VERSION = "2026-11"


class OpinionForm(StepForm):
    """`y-kien`: from 12 to under 18."""

    representative_opinion = Words(
        label=_("The parent or guardian: what do you think of this registration?"), limit=2000
    )
    person_own_wish = Words(
        label=_("The young person, in their own words: what do you want?"),
        help_text=_("Please let them write this themselves. It may differ from what the family thinks."),
        limit=2000,
    )
    home_is_safe = YesNo(
        label=_("Is home a safe place for the young person?"),
        help_text=_("If not, we show first who can help at once."),
    )


class ManyFiles(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PapersForm(StepForm):
    """`giay-to`: the files themselves are checked and kept by `papers`."""

    documents = forms.FileField(
        label=_("Add files"),
        help_text=_("PDF or photo (JPEG, PNG, HEIC), up to 10 MB each, five files in all."),
        widget=ManyFiles(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.heic,.heif"}),
        required=False,
    )

    def _clean_fields(self) -> None:
        self.cleaned_data = {}


class PromiseForm(StepForm):
    """`cam-ket`: one tick for each purpose, none ticked beforehand."""

    truthful = Tick(label=_("What I have written is true as far as I know."))
    consent_processing = Tick(
        label=_("I agree that the desk that receives my registration uses these data to handle it."),
        help_text=_("They include data about health, which the law calls sensitive. You can take this back."),
    )
    consent_sms = Tick(
        label=_("I agree to receive short, neutral text messages about my file."),
        help_text=_("No message names you, your health or the desk."),
        required=False,
    )
    file_now = OneOf(
        label=_("This ward accepts filing here. When should it be filed?"),
        help_text=_("Filing now is receipt: the desk begins at once, and the legal time for its answer runs."),
        choices=[("yes", _("File it now")), ("later", _("Not yet: I only prepare it and bring it myself"))],
    )

    ask_person = OneOf(
        label=_("How will the person say whether they want this?"),
        choices=[
            ("sms", _("Ask them now: one neutral text message to their phone")),
            ("desk", _("I tell them myself; they come to the desk with the code")),
        ],
        required=False,
    )

    def shape(self) -> None:
        asked = asked_by_relative(self.saved, self.today)
        if asked:  # whether messages may come is for the person to say
            del self.fields["consent_sms"]
        if self.at_desk or not (asked and requests.has_own_phone(self.saved)):
            del self.fields["ask_person"]
        self.fields["truthful"].required = self.fields["consent_processing"].required = True
        ward = Ward.objects.filter(code=self.saved.get("residence_ward") or "").first()
        if self.at_desk or ward is None or not ward.accepts_filings() or not may_file_now(self.saved, self.today):
            del self.fields["file_now"]

    def answers(self) -> dict[str, Any]:
        return super().answers() | {"consent_version": CONSENT_VERSION}
