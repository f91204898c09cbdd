"""The phone screen of the demo: a phone in the browser, joined to the stand-in of Twilio. 404 where DEMO is off."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.sms import phones
from portal.sms.states import State

EXAMPLE = "+84912345678"
MAX_LENGTH = 1600


@dataclass(frozen=True)
class Text:
    """One SMS on the phone's screen; `mine` where the phone wrote it."""

    body: str
    at: datetime
    mine: bool
    status: str


class NumberForm(forms.Form):
    """Whose phone is this?"""

    number = forms.CharField(label=_("Phone number"), max_length=20, strip=True)

    def clean_number(self) -> str:
        """E.164."""
        try:
            return phones.normalise(self.cleaned_data["number"])
        except phones.BadPhone:
            raise forms.ValidationError(_("This is not a phone number. Try 0912 345 678.")) from None


class TextForm(NumberForm):
    """An SMS from this phone to the portal."""

    body = forms.CharField(
        label=_("Your message"), max_length=MAX_LENGTH, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )


@never_cache
@require_http_methods(["GET", "POST"])
def screen(request: HttpRequest) -> HttpResponse:
    """GET shows the phone of `?number=`; POST sends an SMS from it to the portal."""
    if not settings.DEMO:
        raise Http404
    if request.method == "POST":
        form = TextForm(request.POST)
        if form.is_valid():
            sent = _stand_in("POST", "inbound", json=_outgoing(form))
            if sent is not None:
                return redirect(f"{reverse('demo:phone')}?{urlencode({'number': form.cleaned_data['number']})}")
        return _page(request, form.data.get("number", ""), form, refused=True)
    return _page(request, request.GET.get("number", ""), TextForm())


def _outgoing(form: TextForm) -> dict[str, Any]:
    """Without waiting for our own webhook, which needs one of the same few threads."""
    body = str(form.cleaned_data["body"]).replace("\r\n", "\n")
    return {"from": form.cleaned_data["number"], "body": body, "wait": False}


def _page(request: HttpRequest, typed: str, form: TextForm, *, refused: bool = False) -> HttpResponse:
    numbers = (_stand_in("GET", "numbers") or {}).get("numbers", [])
    chosen = NumberForm({"number": typed or (numbers[0] if numbers else EXAMPLE)})
    number = chosen.cleaned_data["number"] if chosen.is_valid() else ""
    answer = _stand_in("GET", "messages", params={"number": number}) if number else {"messages": []}
    context = {
        "number": number,
        "typed": typed or number,
        "numbers": numbers,
        "errors": [*chosen.errors.get("number", []), *(form.errors.get("body", []) if refused else [])],
        "draft": form.data.get("body", ""),
        "texts": _texts(answer, number),
        "reachable": answer is not None,
    }
    template = "sms/phone_thread.html" if "thread" in request.GET else "sms/phone.html"
    return render(request, template, context, status=422 if refused else 200)


def _texts(answer: dict[str, Any] | None, number: str) -> list[Text]:
    """Oldest first."""
    return [
        Text(
            body=message["body"],
            at=parsedate_to_datetime(message["date_created"]),
            mine=message["from"] == number,
            status=_label(message["status"]),
        )
        for message in reversed((answer or {}).get("messages", []))
    ]


def _label(status: str) -> str:
    """Twilio's word in the reader's language where it is one of ours too."""
    return str(State(status).label) if status in State.values else status


def _stand_in(method: str, door: str, **request: Any) -> dict[str, Any] | None:
    """One call to the stand-in's own doors; None where it is not there (TWILIO_API_URL is Twilio's, or it is down)."""
    try:
        answer = httpx.request(
            method, f"{settings.TWILIO_API_URL}/_standin/{door}", timeout=20, trust_env=False, **request
        )
        answer.raise_for_status()
        return dict(answer.json())
    except (httpx.HTTPError, ValueError):
        return None
