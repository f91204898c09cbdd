"""Forms of signing in and of one's own account. They check shapes; what is right decide the rules."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LONGEST_PASSWORD = 128  # a longer one only costs the hasher time


class SignInForm(forms.Form):
    """Step one."""

    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def code_field(label: Any, help_text: Any = "", *, digits_only: bool = False) -> forms.CharField:
    """The field for a one-time code, friendly to phones' keyboards and to password managers."""
    attributes = {"autocomplete": "one-time-code", "class": "govuk-input--width-10", "spellcheck": "false"}
    if digits_only:
        attributes["inputmode"] = "numeric"
    return forms.CharField(label=label, help_text=help_text, max_length=40, widget=forms.TextInput(attrs=attributes))


class SecondFactorForm(forms.Form):
    """Step two."""

    otp_token = code_field(
        _("Code"), _("The six digits that your authenticator shows now, or one of your recovery codes.")
    )


class FirstCodeForm(forms.Form):
    """The first code of a new authenticator."""

    otp_token = code_field(_("The six digits that the authenticator shows"), digits_only=True)


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    new_password = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. A sentence that only you know is good; common passwords are refused."),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("The new password again"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_repeated(self) -> str:
        repeated: str = self.cleaned_data["repeated"]
        if self.cleaned_data.get("new_password") not in (None, repeated):
            raise forms.ValidationError(_("The two passwords are not the same."))
        return repeated


class ChangePasswordForm(NewPasswordForm):
    """The same from inside, with the present password first."""

    field_order = ["password", "new_password", "repeated"]
    password = forms.CharField(
        label=_("Present password"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class LanguageForm(forms.Form):
    """The language of one's own screens."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
