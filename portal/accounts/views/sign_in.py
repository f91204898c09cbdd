"""Signing in: password, second factor, enrolment of a new authenticator; signing out."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import invitations, pending, second_factor, sessions
from portal.accounts.forms import FirstCodeForm, NewPasswordForm, SecondFactorForm, SignInForm
from portal.accounts.permissions import before_sign_in, is_verified
from portal.accounts.refusals import NEXT, safe_path
from portal.accounts.second_factor import WaitFirst
from portal.accounts.sign_in import check_password
from portal.privacy.tokens import BadToken

TOO_MANY = 429


def wait_words(seconds: int) -> str:
    """Too many tries: how long to wait, in the person's language."""
    if seconds < 60:
        return ngettext(
            "Too many tries. Please try again in %(n)s second.",
            "Too many tries. Please try again in %(n)s seconds.",
            seconds,
        ) % {"n": seconds}
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many tries. Please try again in %(n)s minute.",
        "Too many tries. Please try again in %(n)s minutes.",
        minutes,
    ) % {"n": minutes}


@before_sign_in
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Step one: e-mail and password."""
    next_path = safe_path(request.POST.get(NEXT, request.GET.get(NEXT, "")))
    if request.method != "POST":
        if is_verified(request):
            return redirect(next_path or "staff:home")
        return _sign_in_page(request, SignInForm(), next_path)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, next_path)
    try:
        user = check_password(request, form.cleaned_data["email"], form.cleaned_data["password"])
    except WaitFirst as wait:
        form.add_error(None, wait_words(wait.seconds))
        return _sign_in_page(request, form, next_path, status=TOO_MANY)
    if user is None:
        form.add_error(None, _("The e-mail or the password is not right."))
        return _sign_in_page(request, form, next_path)
    pending.begin(request, user, next_path)
    return redirect("staff:second_factor")


def _sign_in_page(request: HttpRequest, form: SignInForm, next_path: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "next_path": next_path, "ended": "ended" in request.GET, "demo": settings.DEMO}
    return render(request, "accounts/sign_in.html", context, status=status)


@before_sign_in
@sensitive_post_parameters("otp_token")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_step(request: HttpRequest) -> HttpResponse:
    """Step two: a code. Who has no authenticator yet gets one first."""
    half_way = pending.current(request)
    if half_way is None:
        return redirect("staff:home" if is_verified(request) else "staff:sign_in")
    if not second_factor.is_enrolled(half_way.user):
        return redirect("staff:enrol")
    form = SecondFactorForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            device = second_factor.verify(half_way.user, form.cleaned_data["otp_token"])
        except WaitFirst as wait:
            form.add_error("otp_token", wait_words(wait.seconds))
            status = TOO_MANY
        else:
            if device is not None:
                pending.forget(request)
                sessions.begin(request, half_way.user, device)
                return HttpResponseRedirect(half_way.next_path or reverse("staff:home"))
            form.add_error("otp_token", _("This code is not right, or it has been used. Wait for the next one."))
    return render(request, "accounts/second_factor.html", {"form": form, "demo": settings.DEMO}, status=status)


@before_sign_in
@sensitive_post_parameters("otp_token")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request: HttpRequest) -> HttpResponse:
    """The first authenticator of an account: QR code, typed key, first code; then recovery codes, shown once."""
    half_way = pending.current(request)
    if half_way is None or second_factor.is_enrolled(half_way.user):
        return redirect("staff:second_factor")
    form = FirstCodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            device = second_factor.confirm_enrolment(half_way.user, form.cleaned_data["otp_token"])
        except WaitFirst as wait:
            form.add_error("otp_token", wait_words(wait.seconds))
            status = TOO_MANY
        else:
            if device is not None:
                codes = second_factor.new_recovery_codes(half_way.user)
                pending.forget(request)
                sessions.begin(request, half_way.user, device)
                shown_once = {"codes": codes, "next_path": half_way.next_path or reverse("staff:home")}
                return render(request, "accounts/recovery_codes.html", shown_once)
            form.add_error("otp_token", _("This code does not fit. Type the code that the app shows now."))
    device = second_factor.begin_enrolment(half_way.user)
    context = {"form": form, "qr": second_factor.qr_svg(device), "typed_key": second_factor.typed_key(device)}
    return render(request, "accounts/enrol.html", context, status=status)


@before_sign_in
@sensitive_post_parameters("new_password", "repeated")
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time link of a new account, or of a forgotten password."""
    try:
        user = invitations.user_of(token)
    except BadToken:
        return render(request, "accounts/link_gone.html", status=410)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.set_password_by(token, form.cleaned_data["new_password"])
        except BadToken:
            return render(request, "accounts/link_gone.html", status=410)
        except ValidationError as error:
            form.add_error("new_password", error)
        else:
            pending.begin(request, user)
            return redirect("staff:second_factor")
    return render(request, "accounts/set_password.html", {"form": form, "owner": user})


@before_sign_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, here and in this session's sockets; the browser drops what it kept of the pages."""
    sessions.end(request)
    response = render(request, "accounts/signed_out.html")
    if settings.HTTPS:
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response
