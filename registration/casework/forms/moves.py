"""The forms of the moves. Field names are public (contract §3); what is allowed is said by the actions."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Posting, Role, User
from portal.places import search as places_search
from portal.places.models import Ward
from registration.rules.ruleset import ruleset_for

from .. import lists, placement, places_words
from ..actions.draft_decision import pending_draft
from ..models import Registration

DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
WORDS_LIMIT = 2000
MOST_DIGITS = 12  # of a person's number; longer ones overflow the database's


def words_field(label: Any, help_text: Any = "", limit: int = WORDS_LIMIT, *, required: bool = True) -> forms.CharField:
    """Free words of an officer."""
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=help_text, max_length=limit, widget=widget, required=required)


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """A day, by the browser's calendar or typed as people write it here."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class Reason(forms.ChoiceField):
    """One entry of a list of reasons, as radio buttons; an officer's own words are taken as well."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(MaxLengthValidator(lists.OWN_WORDS_LIMIT))

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())

    def valid_value(self, value: Any) -> bool:
        ProhibitNullCharactersValidator()(value)
        return True


class Parts(forms.MultipleChoiceField):
    """Several entries of a list, as checkboxes; own words are taken as well."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        return [words for one in super().to_python(value) if (words := " ".join(one.split()))]

    def valid_value(self, value: Any) -> bool:
        ProhibitNullCharactersValidator()(value)
        MaxLengthValidator(lists.OWN_WORDS_LIMIT)(value)
        return True


class MoveForm(forms.Form):
    """A move without fields. Knows the registration that it is about, for choices."""

    use_required_attribute = False

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        self.registration = registration
        super().__init__(*args, **kwargs)
        self.shape()

    def shape(self) -> None:
        """Fill in choices that depend on the registration."""


class ReceiveForm(MoveForm):
    identity_compared = forms.BooleanField(
        label=_("I have compared the person with the original identity paper or VNeID, and seen the originals"),
        error_messages={"required": _("Compare the person with the original papers or VNeID first.")},
    )


class RequestCompletionForm(MoveForm):
    missing = Parts(label=_("What is missing?"))
    message = words_field(
        _("Message to the person"),
        _("In plain and kind words: what to bring, where, until when. The person reads exactly this."),
    )

    def shape(self) -> None:
        self.fields["missing"].choices = lists.choices("missing")  # type: ignore[attr-defined]


class NotEligibleForm(MoveForm):
    reason = Reason(label=_("Why can it not be settled here?"))
    next_step = words_field(
        _("Next step for the person"),
        _("Where to go and how; the person reads this. Left empty, the usual words for the reason are taken."),
        required=False,
    )

    def shape(self) -> None:
        self.fields["reason"].choices = lists.choices("not_eligible")  # type: ignore[attr-defined]


class StepUpForm(MoveForm):
    """A move that is confirmed with a fresh code of the second factor."""

    otp_token = forms.CharField(
        label=_("Code of your second factor"),
        help_text=_("A fresh code from your app: this step is a signature."),
        max_length=32,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class DecideForm(StepUpForm):
    place = forms.ChoiceField(label=_("Where does the treatment take place?"), widget=forms.RadioSelect)
    starts_on = day_field(_("From which day?"))
    field_order = ["place", "starts_on", "otp_token"]

    def shape(self) -> None:
        answers, today = self.registration.answers, timezone.localdate()
        places = [place.key for place in placement.open_places(answers, ruleset_for(today), today)]
        self.fields["place"].choices = [(key, places_words.label(key)) for key in places]  # type: ignore[attr-defined]
        if answers.get("intended_place") in places:
            self.fields["place"].initial = answers["intended_place"]
        self.fields["starts_on"].initial = timezone.localdate()
        if draft := pending_draft(self.registration):
            self.fields["place"].initial, self.fields["starts_on"].initial = draft.place, draft.starts_on


class StartForm(MoveForm):
    started_on = day_field(_("On which day did treatment begin?"), _("The day of the receiving record."))

    def shape(self) -> None:
        self.fields["started_on"].initial = timezone.localdate()


class StopForm(MoveForm):
    reason = Reason(label=_("Why did treatment stop?"))

    def shape(self) -> None:
        self.fields["reason"].choices = lists.choices("stopped")  # type: ignore[attr-defined]


class Helper(forms.ModelChoiceField):
    """A member of staff, by e-mail or by number."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip().lower()
        if self.queryset is not None and text.isascii() and text.isdigit() and len(text) < MOST_DIGITS:
            text = self.queryset.filter(pk=int(text)).values_list("email", flat=True).first() or text
        return super().to_python(text)


class BeginAftercareForm(StepUpForm):
    helper = Helper(
        label=_("Helper"),
        help_text=_("A person posted as helper in this ward."),
        queryset=User.objects.none(),
        to_field_name="email",
        empty_label=_("Choose a person"),
    )
    organisation = forms.CharField(label=_("Organisation that supports the person"), max_length=200)
    field_order = ["helper", "organisation", "otp_token"]

    def shape(self) -> None:
        posted = Posting.objects.valid_on(timezone.localdate()).filter(role=Role.HELPER, ward=self.registration.ward_id)
        self.fields["helper"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            is_active=True, pk__in=posted.values("user")
        ).order_by("full_name")


class MoveToWardForm(MoveForm):
    ward = forms.CharField(
        label=_("New ward"),
        help_text=_("Its five-digit code, or its name with the province."),
        max_length=120,
    )
    reason = words_field(_("Why does the file move?"), _("For example: the person moved on 12 November."), 500)

    def clean_ward(self) -> Ward:
        text = self.cleaned_data["ward"].strip()
        ward = Ward.objects.select_related("province").filter(code=text, valid_to=None).first()
        if ward:
            return ward
        found = find_wards(text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("No ward has this code or name."))
        several = "; ".join(f"{ward.code} {ward}, {ward.province}" for ward in found)
        raise forms.ValidationError(_("Several wards match. Type the code: %(wards)s") % {"wards": several})


class PostponeForm(MoveForm):
    reason = Reason(label=_("Why is the start postponed?"))
    until = day_field(_("Until which day?"))

    def shape(self) -> None:
        self.fields["reason"].choices = lists.choices("postponed")  # type: ignore[attr-defined]


def find_wards(text: str) -> list[Ward]:
    """Wards of today by name as typed; several where the name repeats."""
    return [match.ward for match in places_search.find_wards(text, limit=6)]
