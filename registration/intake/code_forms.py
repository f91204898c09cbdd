"""Small forms in front of private pages: a code with its phone, then the code out of the SMS."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.privacy.clean_text import plain_digits
from portal.sms.phone_field import Phone
from portal.ui.typed_fields import Line, Words
from registration.intake.otp import may_receive


class CodeAndPhoneForm(forms.Form):
    """`code` and `phone`. Any code is taken: whether it exists is never said."""

    use_required_attribute = False
    code = Line(label=_("Code"), limit=40, error_messages={"required": _("Please write the code.")})
    phone = Phone(
        label=_("Phone number that you gave"),
        help_text=_("A Vietnamese mobile number. Example: 0912 345 678."),
        error_messages={"required": _("Please write the phone number.")},
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if not may_receive(phone):
            raise forms.ValidationError(
                _(
                    "For now we can send codes to Vietnamese mobile numbers only. With another number, please "
                    "come to the desk with your code, or ask a counsellor."
                ),
                code="mobile",
            )
        return phone


class OneTimeCodeForm(forms.Form):
    """`otp`: six digits."""

    use_required_attribute = False
    otp = Line(
        label=_("Code from the text message"),
        help_text=_("Six digits, valid for 15 minutes."),
        limit=20,
        error_messages={"required": _("Please write the six digits from the text message.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_otp(self) -> str:
        code = "".join(plain_digits(self.cleaned_data["otp"]).split())
        if not (code.isascii() and code.isdigit() and len(code) == 6):
            raise forms.ValidationError(_("The code has six digits."), code="shape")
        return code


class AnswerForm(forms.Form):
    """`text` and `documents`: the answer to what the desk asked for."""

    use_required_attribute = False
    text = Words(label=_("Your answer"), limit=2000, required=False)
