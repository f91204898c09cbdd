"""What every step's form shares: stored answers in, clean answers out, nothing typed ever lost."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portal.privacy import clean_text


class StepForm(forms.Form):
    """One step. `saved` are the draft's answers so far; `today` decides ages and rules; `at_desk`: an officer asks."""

    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        saved: dict[str, Any],
        today: date,
        lang: str = "vi",
        at_desk: bool = False,
    ) -> None:
        self.saved, self.today, self.lang, self.at_desk = saved, today, lang, at_desk
        super().__init__(data, files, auto_id="id_%s")
        self.shape()
        for name, field in self.fields.items():
            field.error_messages["required"] = _("Please answer this: %(label)s") % {"label": field.label or name}
            if self.saved.get(name) not in (None, ""):
                field.initial = field.present(self.saved[name]) if hasattr(field, "present") else self.saved[name]

    def shape(self) -> None:
        """Adapt the questions to earlier answers: drop fields, narrow choices."""

    def answers(self) -> dict[str, Any]:
        """Valid answers as stored; a field left empty is not stored."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, [])}

    def need(self, name: str, message: Any) -> None:
        """Ask for `name`, which an other answer made necessary, unless it already has an error."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, forms.ValidationError(message, code="required"))

    def forgive(self, *names: str) -> None:
        """Fields that do not apply: neither their words nor their faults count."""
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""

    def show_again(self) -> None:
        """After errors: what was typed, without what a browser cannot show."""
        shown = QueryDict(mutable=True)
        for name in self.data:
            values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data[name]]
            shown.setlist(name, clean_text.showable(values))
        self.data = shown
