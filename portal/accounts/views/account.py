"""One's own account: password, recovery codes, language, postings."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from portal.accounts import second_factor
from portal.accounts.actions import change_language, change_password
from portal.accounts.forms import ChangePasswordForm, LanguageForm, SecondFactorForm
from portal.accounts.models import User
from portal.accounts.permissions import confirm_second_factor, staff_view
from portal.accounts.second_factor import WaitFirst
from portal.accounts.views.sign_in import TOO_MANY, wait_words


@staff_view
def account(request: HttpRequest) -> HttpResponse:
    """`/staff/account/`."""
    user = cast(User, request.user)
    context = {
        "postings": user.postings.select_related("ward", "facility", "province", "team").order_by("-starts_on"),
        "codes_left": second_factor.codes_left(user),
        "language_form": LanguageForm(initial={"language": user.language}),
    }
    return render(request, "accounts/account.html", context)


@staff_view
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's password; other sessions end, this one goes on."""
    form = ChangePasswordForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        user = cast(User, request.user)
        data = form.cleaned_data
        try:
            if change_password.change_password(user, data["password"], data["new_password"]):
                update_session_auth_hash(request, user)
                messages.success(request, _("Your password is changed. Your other sessions have ended."))
                return redirect("staff:account")
            form.add_error("password", _("This is not your present password."))
        except WaitFirst as wait:
            form.add_error("password", wait_words(wait.seconds))
            status = TOO_MANY
        except ValidationError as error:
            form.add_error("new_password", error)
    return render(request, "accounts/password.html", {"form": form}, status=status)


@staff_view
@sensitive_post_parameters("otp_token")
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes after the second factor was given again; they are shown once."""
    form = SecondFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if confirm_second_factor(request, form.cleaned_data["otp_token"]):
            codes = second_factor.new_recovery_codes(cast(User, request.user))
            shown_once = {"codes": codes, "next_path": reverse("staff:account")}
            return render(request, "accounts/recovery_codes.html", shown_once)
        form.add_error("otp_token", _("This code is not right, or it has been used. Wait for the next one."))
    context = {"form": form, "codes_left": second_factor.codes_left(cast(User, request.user))}
    return render(request, "accounts/make_recovery_codes.html", context)


@staff_view
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose the language of one's own screens."""
    form = LanguageForm(request.POST)
    response = redirect("staff:account")
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        change_language.change_language(cast(User, request.user), chosen)
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        with translation.override(chosen):
            messages.success(request, _("Saved."))
    return response
