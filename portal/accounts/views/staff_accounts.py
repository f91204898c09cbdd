"""`/staff/accounts/`: administrators create accounts and postings, end them, and help the locked-out."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import second_factor
from portal.accounts.actions.add_posting import add_posting
from portal.accounts.actions.create_account import create_account
from portal.accounts.actions.deactivate import deactivate, reactivate
from portal.accounts.actions.end_posting import end_posting
from portal.accounts.actions.make_link import make_link
from portal.accounts.actions.reset_second_factor import reset_second_factor
from portal.accounts.admin_forms import EndPostingForm, GraveForm, NewAccountForm, PostingForm, ReasonForm
from portal.accounts.grave_steps import is_confirmed
from portal.accounts.models import Posting, Role, User
from portal.accounts.permissions import View, confirmed_recently, role_view

PAGE_SIZE = 50
administrators = role_view(Role.ADMINISTRATOR)


def _form(kind: type[GraveForm], request: HttpRequest) -> GraveForm:
    return kind(request.POST or None, ask_code=not confirmed_recently(request))


@administrators
def accounts(request: HttpRequest) -> HttpResponse:
    """The list, searchable by name or e-mail."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:100]
    people = User.objects.prefetch_related(
        "postings__ward", "postings__facility", "postings__province", "postings__team"
    ).order_by("-is_active", "full_name", "pk")
    if query:
        people = people.filter(Q(full_name__icontains=query) | Q(email__icontains=query))
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "accounts/staff_accounts.html", {"page": page, "query": query})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new account with its first posting; then its one-time link is shown."""
    form = cast(NewAccountForm, _form(NewAccountForm, request))
    if is_confirmed(request, form):
        actor, data = cast(User, request.user), form.cleaned_data
        try:
            user = create_account(actor, email=data["email"], full_name=data["full_name"], posting=form.posting())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _link_page(request, user)
    return render(request, "accounts/staff_account_form.html", {"form": form, "heading": _("New account")})


@administrators
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: state, factors, postings, and what can be done."""
    person = get_object_or_404(User, pk=pk)
    context = {
        "person": person,
        "postings": person.postings.select_related("ward", "facility", "province", "team").order_by("-starts_on"),
        "is_enrolled": second_factor.is_enrolled(person),
        "codes_left": second_factor.codes_left(person),
    }
    return render(request, "accounts/staff_account.html", context)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_posting(request: HttpRequest, pk: int) -> HttpResponse:
    """One more posting."""
    person = get_object_or_404(User, pk=pk)
    form = cast(PostingForm, _form(PostingForm, request))
    if is_confirmed(request, form):
        try:
            add_posting(cast(User, request.user), person, form.posting())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The posting is added."))
            return redirect("staff:account_detail", pk)
    context = {"form": form, "person": person, "heading": _("New posting")}
    return render(request, "accounts/staff_account_form.html", context)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def end_one_posting(request: HttpRequest, pk: int, posting: int) -> HttpResponse:
    """Set the last day of a posting."""
    found = get_object_or_404(Posting.objects.select_related("user"), pk=posting, user=pk)
    form = _form(EndPostingForm, request)
    if is_confirmed(request, form):
        try:
            end_posting(cast(User, request.user), found.pk, form.cleaned_data["last_day"])
        except ValidationError as error:
            form.add_error("last_day", error.messages)
        else:
            messages.success(request, _("The last day is set."))
            return redirect("staff:account_detail", pk)
    context = {"form": form, "person": found.user, "heading": _("End a posting"), "posting": found}
    return render(request, "accounts/staff_account_form.html", context)


def _with_reason(action: Callable[..., User], heading: Any, done: Any) -> View:
    @administrators
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        person = get_object_or_404(User, pk=pk)
        form = _form(ReasonForm, request)
        if is_confirmed(request, form):
            try:
                action(cast(User, request.user), pk, form.cleaned_data["reason"])
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, done)
                return redirect("staff:account_detail", pk)
        return render(request, "accounts/staff_account_form.html", {"form": form, "person": person, "heading": heading})

    return view


deactivate_account = _with_reason(
    deactivate, gettext_lazy("Deactivate the account"), gettext_lazy("The account is deactivated; its sessions ended.")
)
reset_factors = _with_reason(
    reset_second_factor,
    gettext_lazy("Reset the second factor"),
    gettext_lazy("Done. At the next sign-in the person sets up an authenticator."),
)


@administrators
@require_POST
def reactivate_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a deactivated account into use again."""
    reactivate(cast(User, request.user), get_object_or_404(User, pk=pk).pk)
    messages.success(request, _("The account is active again."))
    return redirect("staff:account_detail", pk)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def password_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh one-time link by which the person sets a password."""
    person = get_object_or_404(User, pk=pk, is_active=True)
    form = _form(GraveForm, request)
    if request.method == "POST" and "otp_token" not in form.fields:
        return _link_page(request, person)
    if is_confirmed(request, form):
        return _link_page(request, person)
    context = {"form": form, "person": person, "heading": _("One-time link for a password")}
    return render(request, "accounts/staff_account_form.html", context)


def _link_page(request: HttpRequest, person: User) -> HttpResponse:
    link = settings.PUBLIC_URL + make_link(cast(User, request.user), person)
    return render(request, "accounts/staff_account_link.html", {"person": person, "link": link})
