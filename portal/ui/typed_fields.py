"""Fields for what people type: one clean line, or words on several lines, or a kind sentence on what to change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.privacy import clean_text

TEXT_ERRORS = {
    "encoding": _("Some letters did not arrive in a form we can read. Please type this again."),
    "control": _("There are characters here that cannot be shown. We took them out: please check what is left."),
    "picture": _("Please use letters and numbers only here, without pictures or emoji."),
    "marks": _("There are too many marks on one letter. Please type this again."),
}


class Line(forms.CharField):
    """One clean line of text."""

    widget: type[forms.Widget] = forms.TextInput
    pictures = False

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off"}  # no maxlength: a browser would cut a pasted text without a word

    def clean_words(self, text: str) -> str:
        return clean_text.line(text, pictures=self.pictures)

    def to_python(self, value: Any) -> str:
        try:
            text = self.clean_words(str(value or ""))
        except clean_text.BadText as error:
            raise forms.ValidationError(TEXT_ERRORS[error.reason], code=error.reason) from error
        if len(text) > self.limit:
            raise forms.ValidationError(
                _("This is too long: at most %(limit)s characters, and you wrote %(count)s. Please shorten it."),
                code="too_long",
                params={"limit": self.limit, "count": len(text)},
            )
        return text

    def present(self, stored: Any) -> Any:
        return stored


class Words(Line):
    """Free words on several lines; pictures harm nobody here."""

    widget = forms.Textarea
    pictures = True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "rows": 4}

    def clean_words(self, text: str) -> str:
        return clean_text.lines(text, pictures=self.pictures)
