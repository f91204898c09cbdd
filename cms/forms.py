"""The filters of the legal library. A filter that makes no sense filters nothing: no list answers with an error."""

from typing import Any

from django import forms
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Kind, LegalDocument
from .models.legal import LegalDocumentQuerySet


class LibraryForm(forms.Form):
    """Words, kind, issuer, year, in force today."""

    q = forms.CharField(label=_("Words or number"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    issuer = forms.ChoiceField(label=pgettext_lazy("legal text", "Issued by"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    in_force = forms.BooleanField(label=_("Only what is in force today"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [("", _("all"))]
        rows = LegalDocument.objects.order_by().values_list("issuer", ExtractYear("issued_on")).distinct()
        issuers = sorted({issuer for issuer, _year in rows})
        years = sorted({year for _issuer, year in rows if year}, reverse=True)
        self.fields["kind"].choices = every + list(Kind.choices)  # type: ignore[attr-defined]
        self.fields["issuer"].choices = every + [(name, name) for name in issuers]  # type: ignore[attr-defined]
        self.fields["year"].choices = every + [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]

    def documents(self) -> LegalDocumentQuerySet:
        """What passes the filters, with its status of today, newest first."""
        self.is_valid()
        wanted = self.cleaned_data
        today = timezone.localdate()
        in_force = bool(wanted.get("in_force"))
        found = LegalDocument.objects.in_force(today) if in_force else LegalDocument.objects.with_status(today)
        if wanted.get("q"):
            found = found.matching(wanted["q"].replace("\x00", " "))
        if wanted.get("kind"):
            found = found.filter(kind=wanted["kind"])
        if wanted.get("issuer"):
            found = found.filter(issuer=wanted["issuer"])
        if wanted.get("year"):
            found = found.filter(issued_on__year=int(wanted["year"]))
        day = Coalesce("issued_on", "effective_on")
        return found.order_by(day.desc(nulls_last=True), "number")
