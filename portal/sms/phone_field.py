"""The form field of a phone number: what people type, as E.164 or with a kind sentence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.privacy import clean_text
from portal.sms.phones import BadPhone, normalise
from portal.ui.typed_fields import Line


def shown_phone(stored: str) -> str:
    """A Vietnamese number as people write it: 0912 345 678; others unchanged."""
    if not stored.startswith("+84"):
        return stored
    local = "0" + stored[3:]
    return f"{local[:4]} {local[4:7]} {local[7:]}"


class Phone(Line):
    """A phone number; stored as E.164."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=40, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "inputmode": "tel"}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return normalise(clean_text.plain_digits(text))
        except BadPhone as error:
            raise forms.ValidationError(
                _("This does not look like a phone number. Example: 0912 345 678."), code="phone"
            ) from error

    def present(self, stored: Any) -> Any:
        return shown_phone(stored or "")
