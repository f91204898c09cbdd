"""Steps `lien-he` and `hoc-van-viec-lam`: how to reach the person safely; schooling and work, if they wish to say."""

from django.utils.translation import gettext_lazy as _

from portal.sms.phone_field import Phone
from portal.ui.typed_fields import Line, Words
from registration.intake.form_fields import Email, OneOf, YesNo
from registration.intake.forms.base import StepForm


class ContactForm(StepForm):
    """`lien-he`."""

    phone = Phone(
        label=_("The phone number where we may reach you"),
        help_text=_("A mobile number lets you follow your file. Example: 0912 345 678."),
    )
    phone_shared = YesNo(label=_("Does anybody else use or see this phone?"), required=False)
    contact_consent = OneOf(
        label=_("How may we contact you?"),
        choices=[
            ("sms", _("Text message")),
            ("call", _("Phone call")),
            ("both", _("Text message and phone call")),
            ("none", _("Please do not contact me; I will come or look myself")),
        ],
    )
    safe_contact = Words(
        label=_("When and how is it safe to reach you?"),
        help_text=_("For example: only after 7 pm; say it is about a book."),
        limit=500,
        required=False,
    )
    email = Email(label=_("E-mail"), required=False)


class BackgroundForm(StepForm):
    """`hoc-van-viec-lam`."""

    education = Line(
        label=_("Schooling"),
        help_text=_("For example: class 9 of 12. You may leave this for the desk."),
        limit=100,
        required=False,
    )
    occupation = Line(label=_("Work"), limit=100, required=False)
    workplace_or_school = Line(label=_("Workplace or school"), limit=200, required=False)
