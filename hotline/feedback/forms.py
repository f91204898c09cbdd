"""Forms of feedback: the person's, a colleague's difficulty, the code of a ticket, and the desk's answers."""

import uuid
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.feedback import places
from hotline.feedback.settings_file import OFFICER, PERSON, topics
from portal.privacy import clean_text
from portal.sms.phone_field import Phone
from portal.ui.typed_fields import Line, Words

LONGEST = 5000


class PlainForm(forms.Form):
    """What all share: no browser bubbles, ids like the rest of the portal, and words that can be shown again."""

    use_required_attribute = False

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **{"auto_id": "id_%s"} | kwargs)

    def full_clean(self) -> None:
        """After errors: what was typed, without what a browser cannot show."""
        super().full_clean()
        if self.is_bound and self.errors:
            shown = QueryDict(mutable=True)
            for name in self.data:
                values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data[name]]
                shown.setlist(name, clean_text.showable(values))
            self.data = shown


class PlaceForm(PlainForm):
    """`place` as typed and `about`, one of what was found for it. Without script: "find" shows what there is."""

    place = Line(
        label=_("Which place is it about?"),
        help_text=_("A commune or ward, or the name of a facility. Old names work too. You may leave it empty."),
        limit=100,
        required=False,
    )
    about = forms.ChoiceField(label=_("Please choose the place"), widget=forms.RadioSelect, required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.found = places.found(str(self.data.get("place") or "")) if self.is_bound else []
        choices = [(one.key, one.label) for one in self.found]
        chosen = str(self.data.get("about") or "")
        if chosen and chosen not in dict(choices) and (label := places.label_of(chosen)):
            choices.insert(0, (chosen, label))
        about = cast(forms.ChoiceField, self.fields["about"])
        about.choices = [*choices, (places.NONE, _("None of these"))]
        about.required = bool(self.found)
        about.error_messages = about.error_messages | {
            "required": _("Please choose the place, or “None of these”."),
            "invalid_choice": _("Please choose one of the places shown."),
        }
        if not choices:
            about.widget = forms.HiddenInput()

    @property
    def offers_places(self) -> bool:
        """Whether there is something to choose."""
        return not self.fields["about"].widget.is_hidden


class ReportForm(PlaceForm):
    """What a person reports. Everything about who they are is optional."""

    topic = forms.ChoiceField(
        label=pgettext_lazy("feedback", "What is it about?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what it is about."),
            "invalid_choice": _("Please choose one of the answers shown."),
        },
    )
    words = Words(
        label=_("What would you like to tell us?"),
        help_text=_("What happened, when and where, and what you wish for. Please do not name people who use drugs."),
        limit=LONGEST,
        error_messages={"required": _("Please write a few words.")},
    )
    name = Line(label=_("Your name"), help_text=_("Leave it empty to stay anonymous."), limit=100, required=False)
    phone = Phone(
        label=_("Phone number"),
        help_text=_("Only to send you a short, neutral text message when there is an answer."),
        required=False,
    )
    contact_consent = forms.BooleanField(
        label=_("I agree that the name and phone number above are kept to answer me, as long as this report is kept."),
        required=False,
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("topic", "place", "about", "words", "name", "phone", "contact_consent", "sent_key")
    writer = PERSON

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kinds = topics(self.writer)
        cast(forms.ChoiceField, self.fields["topic"]).choices = [(key, str(topic)) for key, topic in kinds.items()]
        self.fields["sent_key"].initial = uuid.uuid4

    def clean(self) -> None:
        given = self.cleaned_data.get("name") or self.cleaned_data.get("phone")
        if given and not self.cleaned_data.get("contact_consent"):
            self.add_error("contact_consent", _("To keep your name or number we need your yes. Or leave both empty."))

    @property
    def key(self) -> uuid.UUID:
        """The form's own key; a form without one is a new one."""
        return self.cleaned_data.get("sent_key") or uuid.uuid4()


class ForPersonForm(ReportForm):
    """Staff write down what a person says, at the desk or on the phone."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["words"].label = _("What the person says")
        self.fields["name"].label = _("The person's name")
        self.fields["contact_consent"].label = _("The person agrees that name and phone number are kept to answer.")


class DifficultyForm(PlaceForm):
    """A member of staff reports a difficulty of their own work."""

    topic = ReportForm.base_fields["topic"]
    words = Words(
        label=_("What is difficult?"),
        help_text=_("What happened, and what would help. Please name no person and no registration code."),
        limit=LONGEST,
        error_messages={"required": _("Please write a few words.")},
    )
    sent_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("topic", "place", "about", "words", "sent_key")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        kinds = topics(OFFICER)
        cast(forms.ChoiceField, self.fields["topic"]).choices = [(key, str(topic)) for key, topic in kinds.items()]
        self.fields["sent_key"].initial = uuid.uuid4

    @property
    def key(self) -> uuid.UUID:
        """The form's own key."""
        return self.cleaned_data.get("sent_key") or uuid.uuid4()


class CodeForm(PlainForm):
    """The code of a ticket."""

    code = Line(
        label=pgettext_lazy("feedback", "Code"),
        help_text=_("Ten letters and digits, as you got it after sending."),
        limit=40,
        error_messages={"required": _("Please write the code.")},
    )


class WordsForm(PlainForm):
    """Words for the person, for a desk, or among staff; the label comes with the use."""

    words = Words(label="", limit=LONGEST, error_messages={"required": _("Please write a few words.")})

    def __init__(self, data: Any = None, *, label: Any, hint: Any = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint


class ForwardForm(PlaceForm):
    """To which desk, with which words; the place may be corrected."""

    desk = forms.ChoiceField(
        label=_("To which desk?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a desk."),
            "invalid_choice": _("Nobody serves at that desk for this place. Please choose another."),
        },
    )
    words = Words(
        label=_("Words for that desk"),
        help_text=_("Why it is theirs. The person does not see these words."),
        limit=2000,
        error_messages={"required": _("Please write a few words.")},
    )
    field_order = ("place", "about", "desk", "words")

    def __init__(self, data: Any = None, *, desks: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        cast(forms.ChoiceField, self.fields["desk"]).choices = desks
        self.fields["place"].label = _("Correct the place it is about")
