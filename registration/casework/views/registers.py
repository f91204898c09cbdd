"""The registers of one's desks: choose ward, year and register; counts and list; take it out; print a signed paper."""

from datetime import datetime

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.permissions import role_view

from .. import official_forms, places_words, reading
from ..desks import DESK_ROLES, desks_of
from ..forms.registers import ExportForm, RegisterForm
from ..models import Decision, Registration
from ..registers.books import BOOKS, REGISTRATIONS, wards_for
from ..registers.counting import counts
from ..registers.entries import number_of, papers, receipts
from ..registers.export import PDF, TooMany, Wish, export, note_look
from .access import staff
from .downloads import attachment, changed

SHOWN = 50
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
@role_view(*DESK_ROLES)
def registers(request: HttpRequest) -> HttpResponse:
    """The page; without a choice it begins with this year's first register."""
    desks = desks_of(staff(request))
    form = RegisterForm(request.GET or None, desks=desks)
    if not form.books:
        raise Http404
    if not form.is_bound:
        form = RegisterForm(form.first(), desks=desks)
    if not form.is_valid():
        return render(request, "casework/registers.html", {"form": form}, status=422)
    wish = form.wish()
    note_look(wish, staff(request), desks.role_at(wish.ward.pk))
    out = ExportForm(initial=form.cleaned_data, desks=desks)
    return render(request, "casework/registers.html", {"form": form, "export": out, **_shown(wish)})


@never_cache
@require_POST
@role_view(*DESK_ROLES)
def take_out(request: HttpRequest) -> HttpResponse | FileResponse:
    """The register as PDF or XLSX, with its purpose noted first."""
    desks = desks_of(staff(request))
    form = ExportForm(request.POST, desks=desks)
    if form.is_valid():
        wish, kind = form.wish(), form.cleaned_data["format"]
        try:
            file = export(
                wish,
                staff(request),
                desks.role_at(wish.ward.pk),
                kind=kind,
                purpose=form.cleaned_data["purpose"],
                reference=form.cleaned_data["reference"],
            )
            name = f"so-{wish.book.key}-{wish.ward.pk}-{wish.year.number}.{kind}"
            if isinstance(file, bytes):
                return attachment(file, "application/pdf", name)
            return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
        except TooMany as error:
            form.add_error(
                "format", _("More than %(number)s rows: take it out as a sheet.") % {"number": error.most}
                if kind == PDF else _("More than %(number)s rows: ask the administrator.") % {"number": error.most}
            )  # fmt: skip
    choice = RegisterForm({name: request.POST.get(name, "") for name in RegisterForm.base_fields}, desks=desks)
    shown = _shown(choice.wish()) if choice.is_valid() else {}
    return render(request, "casework/registers.html", {"form": choice, "export": form, **shown}, status=422)


@never_cache
@require_safe
@role_view(*DESK_ROLES)
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A signed paper of one's own register, as it was signed; also where the file has moved on."""
    desks = desks_of(staff(request))
    found = Decision.objects.select_related("registration", "registration__ward", "signed_by").filter(pk=pk).first()
    book = next((book for book in BOOKS if found and book.register == found.register), None)
    if found is None or book is None or found.ward_id not in wards_for(book, desks) or found.registration.erased_at:
        raise Http404
    try:
        key = official_forms.form_of(found)
    except official_forms.NoSuchForm as error:
        raise Http404 from error
    reading.note(found.registration, staff(request), desks, reading.FORM, form=key)
    name = f"{found.registration.display_code}-{found.number:02d}-{found.year}.pdf"
    try:
        return attachment(official_forms.draw(found.registration, key, found), "application/pdf", name)
    except official_forms.SealBroken:
        return changed(request)


def _shown(wish: Wish) -> dict[str, object]:
    """Counts, and the newest rows by code: names stand only on what is taken out."""
    rows: list[tuple[datetime, Registration, Decision | None]]
    if wish.book.key == REGISTRATIONS:
        newest = receipts(wish.ward, wish.year).select_related("registration").defer("detail")
        rows = [(event.at, event.registration, None) for event in newest.order_by("-at", "-pk")[:SHOWN]]
        lines = counts(wish.ward, wish.year)
    else:
        signed = papers(wish.book, wish.ward, wish.year).select_related("registration").defer("detail", "printed")
        rows = [(one.signed_at, one.registration, one) for one in signed.order_by("-signed_at", "-pk")[:SHOWN]]
        lines = []
    return {
        "wish": wish,
        "number": number_of(wish.book, wish.ward, wish.year),
        "counts": [(_("Together") if line.key == "total" else places_words.label(line.key), line) for line in lines],
        "rows": [(at, registration, one, official_forms.mark(one) if one else "") for at, registration, one in rows],
    }
