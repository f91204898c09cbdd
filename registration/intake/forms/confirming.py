"""The person's own yes to what a relative wrote: the promises and consents of `cam-ket`, in the person's words."""

from django.utils.translation import gettext_lazy as _

from registration.intake.forms.closing import PromiseForm


class ConfirmForm(PromiseForm):
    """`saved` are the request's answers. They are judged as the person's own, which they become by this form."""

    def shape(self) -> None:
        self.saved = self.saved | {"writer": "self"}
        super().shape()
        self.fields["truthful"].label = _("What is written here about me is true as far as I know, and I want this.")
