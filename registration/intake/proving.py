"""Proving by phone who asks: code and phone → SMS code → a short-lived signed cookie. Used by return and tracking.

The cookie first holds the challenge, then the subject (a draft or a registration). Answers and time are the same
whether or not something stands behind the code.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from portal.privacy import tokens
from portal.ui.visitor_cookies import VisitorCookie
from registration.intake import otp
from registration.intake.code_forms import CodeAndPhoneForm, OneTimeCodeForm

ANSWER_TAKES_S = 0.25  # finding and sending take less: every answer is as slow as the slowest


# Finds the id behind a code and a phone, or an empty text.
Finder = Callable[[str, str], str]


@dataclass(frozen=True)
class Proof:
    """One use of the procedure: its purpose, cookie, how long a proof counts, and how the subject is found."""

    purpose: str
    cookie: VisitorCookie
    find: Finder
    asked_s: int = 900

    def _read(self, request: HttpRequest, key: str, max_age_s: int) -> str:
        try:
            ticket = tokens.read(self.cookie.read(request), f"{self.purpose}-{key}", max_age_s)
        except tokens.BadToken:
            return ""
        return str(ticket[key])

    def challenge(self, request: HttpRequest) -> str:
        """The challenge that this browser was asked, or empty."""
        return self._read(request, "asked", self.asked_s)

    def subject(self, request: HttpRequest, within_s: int | None = None) -> str:
        """The id that this browser has proved (in the last `within_s` seconds, where given), or empty."""
        return self._read(request, "proved", within_s or self.cookie.max_age_s or 0)

    def ask(self, request: HttpRequest, form: CodeAndPhoneForm, response: HttpResponse) -> None:
        """Send a code (or seem to) and remember the challenge in `response`. Raises otp.TooMany."""
        began = time.monotonic()
        phone = form.cleaned_data["phone"]
        otp.check_limits(request, self.purpose, phone)
        challenge = otp.ask(self.purpose, phone, self.find(form.cleaned_data["code"], phone))
        self.cookie.write(response, tokens.sign({"asked": challenge}, f"{self.purpose}-asked"))
        time.sleep(max(0.0, ANSWER_TAKES_S - (time.monotonic() - began)))

    def prove(self, request: HttpRequest, form: OneTimeCodeForm) -> str:
        """The subject behind the code from the SMS, or empty with an error on the form."""
        subject = otp.confirm(self.challenge(request), self.purpose, form.cleaned_data["otp"])
        if not subject:
            message = _("This code does not fit or is no longer valid. After five tries you need a new one.")
            form.add_error("otp", forms.ValidationError(message, code="wrong"))
        return subject

    def remember(self, response: HttpResponse, subject: str) -> None:
        """Keep the proof in the browser for the cookie's time."""
        self.cookie.write(response, tokens.sign({"proved": subject}, f"{self.purpose}-proved"))
