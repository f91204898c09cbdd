"""What a person types to be called or texted, and what a member of staff types about a task."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.callbacks.promise import by_day, slots
from hotline.callbacks.services.wish import Wish
from hotline.callbacks.states import Kind, Outcome
from hotline.conversations.text import LIMIT
from portal.sms.phones import BadPhone, normalise
from portal.ui.formats import vn_date

SOON = "soon"
MESSAGE = "message"
AHEAD = timedelta(days=90)


class AskForm(forms.Form):
    """The way, the number, a time that is safe, what may be said. Nobody needs a name."""

    use_required_attribute = False
    way = forms.ChoiceField(
        label=_("How shall we answer?"),
        choices=[
            (Kind.CALL_BACK.value, _("Call me")),
            (Kind.TEXT_BACK.value, _("Text me")),
            (MESSAGE, _("I only leave a message; I read the answer here with a code")),
        ],
        widget=forms.RadioSelect,
    )
    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("Only for a call or a text. It is kept sealed, and destroyed when it is no longer needed."),
        max_length=20,
        required=False,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}
        ),
    )
    when = forms.ChoiceField(
        label=_("When is it safe to call?"),
        help_text=_("We call only in this time. The times are the hours of the line."),
        required=False,
    )
    say_who = forms.ChoiceField(
        label=_("If someone else answers, may we say who we are?"),
        choices=[
            ("no", _("No, say nothing and hang up kindly")),
            ("yes", _("Yes, you may say that the counselling line calls")),
        ],
        initial="no",
        required=False,
        widget=forms.RadioSelect,
    )
    safe = forms.CharField(
        label=_("Anything else to heed when calling?"),
        help_text=_("For example: ring twice only, ask for Mây, not after six."),
        max_length=200,
        required=False,
    )
    may_text = forms.BooleanField(
        label=_("You may send a short neutral text that my wish is kept (no name, no service)"), required=False
    )
    nickname = forms.CharField(
        label=_("What may we call you?"),
        help_text=_("Any name you like. Please not your real full name."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-20"}),
    )
    words = forms.CharField(
        label=_("What is it about?"),
        max_length=LIMIT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, now: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {slot.key: slot for slot in slots(now or timezone.now())}
        days = by_day(list(self.slots.values()))
        groups = [(vn_date(day), [(slot.key, slot.words) for slot in found]) for day, found in days]
        choices = [(SOON, pgettext_lazy("call back", "As soon as you can")), *groups]
        self.fields["when"].choices = choices  # type: ignore[attr-defined]
        self.fields["when"].error_messages["invalid_choice"] = _("This time is no longer free. Please choose another.")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        way, phone = given.get("way"), given.get("phone", "")
        if way == MESSAGE:
            if not given.get("words") and "words" not in self.errors:
                self.add_error("words", _("Please write your message."))
        elif way and "phone" not in self.errors:
            try:
                given["phone"] = normalise(phone, mobile=way == Kind.TEXT_BACK)
            except BadPhone:
                self.add_error("phone", _("This is not a phone number that we can reach. Try 0912 345 678."))
        return given

    def wish(self, language: str) -> Wish:
        """The checked answers; only for a call or a text."""
        given = self.cleaned_data
        return Wish(
            kind=Kind(given["way"]),
            phone=given["phone"],
            slot=self.slots.get(given["when"]),
            say_who=given["say_who"] == "yes",
            may_text=given["may_text"],
            nickname=given["nickname"],
            words=given["words"],
            safe=given["safe"],
            language=language,
        )


class TakeBackForm(forms.Form):
    """The code of a wish."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code of your wish"),
        help_text=_("Eight letters and digits. Spaces do not matter."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-10"}),
    )


class OutcomeForm(forms.Form):
    """What came of a task."""

    use_required_attribute = False
    outcome = forms.ChoiceField(
        label=pgettext_lazy("task", "What came of it?"),
        choices=[
            (value, Outcome(value).label)
            for value in (Outcome.REACHED, Outcome.NOT_REACHED, Outcome.WRONG_NUMBER, Outcome.NOT_NEEDED)
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("A few words for colleagues"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(forms.Form):
    """The words that wait on the web for somebody who asked for a text."""

    use_required_attribute = False
    body = forms.CharField(
        label=_("Your answer"),
        help_text=_("It waits on the web. The phone gets only a neutral text with a code."),
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReminderForm(forms.Form):
    """When to be reminded of a conversation, and of what."""

    use_required_attribute = False
    due = forms.DateTimeField(
        label=_("Remind me at"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Please write day and time, for example 1/12/2026 14:30.")},
    )
    words = forms.CharField(label=_("Of what?"), max_length=200, required=False)

    def clean_due(self) -> datetime:
        """Ahead, and not beyond what words are kept."""
        due: datetime = self.cleaned_data["due"]
        if not timezone.now() < due < timezone.now() + AHEAD:
            raise forms.ValidationError(_("Choose a time within the next 90 days."))
        return due
