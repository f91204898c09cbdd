"""Choosing a register, and saying why it is taken out."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.places.models import Ward

from .. import lists
from ..desks import Desks
from ..registers import year as years
from ..registers.books import BY_KEY, kept_by, wards_for
from ..registers.export import PDF, XLSX, Wish


class RegisterForm(forms.Form):
    """Ward, year and register: only those that the person's desks keep today."""

    use_required_attribute = False
    ward = forms.ChoiceField(label=pgettext_lazy("register", "Ward"))
    year = forms.TypedChoiceField(label=_("Reporting year"), coerce=int)
    book = forms.ChoiceField(label=pgettext_lazy("register", "Register"))

    def __init__(self, *args: Any, desks: Desks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks, self.books = desks, kept_by(desks)
        codes = frozenset().union(*(wards_for(book, desks) for book in self.books))
        self.wards = {ward.pk: ward for ward in Ward.objects.select_related("province").filter(pk__in=codes)}
        self.today = timezone.localdate()
        self.fields["ward"].choices = [(code, str(ward)) for code, ward in self.wards.items()]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(number, str(number)) for number in years.numbers(self.today)]  # type: ignore[attr-defined]
        self.fields["book"].choices = [(book.key, book.label) for book in self.books]  # type: ignore[attr-defined]

    def first(self) -> dict[str, Any]:
        """The choice that the page begins with."""
        book = self.books[0]
        return {"ward": min(wards_for(book, self.desks)), "year": years.current(self.today), "book": book.key}

    def clean(self) -> dict[str, Any]:
        """A register is asked for at a ward whose desk keeps it."""
        cleaned = super().clean() or {}
        book, ward = BY_KEY.get(cleaned.get("book", "")), cleaned.get("ward")
        if book and ward and ward not in wards_for(book, self.desks):
            self.add_error("book", _("Your desk at this ward does not keep this register."))
        return cleaned

    def wish(self) -> Wish:
        """What a valid form asks for."""
        asked = self.cleaned_data
        return Wish(BY_KEY[asked["book"]], self.wards[asked["ward"]], years.year(asked["year"], self.today))


class ExportForm(RegisterForm):
    """The same choice, with format and purpose."""

    format = forms.ChoiceField(
        label=_("As"), choices=[(PDF, _("Printable list (PDF)")), (XLSX, _("Sheet (XLSX)"))], widget=forms.RadioSelect,
        error_messages={"required": _("Choose a list or a sheet.")},
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=_("What do you need it for?"),
        help_text=_("The purpose, your name and the time stand on the file and in the audit log."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you need it for.")},
    )
    reference = forms.CharField(
        label=_("Number of the letter, if there is one"),
        max_length=40,
        required=False,
        validators=[RegexValidator(r"\A[\w/.\- ]*\Z", _("Letters, digits, dashes and strokes only; no names."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = lists.choices("export_purpose")  # type: ignore[attr-defined]
        for name in ("ward", "year", "book"):
            self.fields[name].widget = forms.HiddenInput()
