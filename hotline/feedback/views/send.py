"""The person's form, on one page: what, where, words, photos, perhaps contact. Every button keeps what was typed.

Files wait sealed for this browser until the form is sent, so a mistake elsewhere loses none of them.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hotline.conversations import short_codes
from hotline.feedback import limits, own_browser, photos, places
from hotline.feedback.forms import ReportForm
from hotline.feedback.services.send import Report
from hotline.feedback.services.send import send as send_report
from hotline.feedback.settings_file import clock
from hotline.feedback.views.answers import person_page
from portal.privacy.uploads.receiving import SealedUploadHandler
from portal.ui.languages import page_language

STAYS = frozenset({"find", "add"})
"""Buttons that show the form again, with what they brought."""


@person_page
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    """GET the form; POST keeps photos, looks up places, or sends."""
    request.upload_handlers = [SealedUploadHandler(request)]
    if request.method != "POST":
        return _page(request, ReportForm(), own_browser.writing(request))
    secret = own_browser.writing(request)
    files = [*request.FILES.getlist("photos"), *request.FILES.getlist("camera")]
    if files and not secret:
        secret = own_browser.new_writing()
    refused = photos.keep(secret, [file for file in files if file.size or file.name])
    if remove := request.POST.get("remove"):
        photos.remove(secret, remove)
    form, go = ReportForm(request.POST), request.POST.get("go", "")
    good = form.is_valid()
    for bad in refused:
        form.add_error(None, bad.message)
    if go in STAYS or remove:
        _only_what_was_asked(form, go)
        return _page(request, form, secret, 422 if refused else 200)
    if not good or refused:
        return _page(request, form, secret, 422)
    if not limits.may_send(request):
        form.add_error(None, _("That was very often from your network. Please wait a while; nothing is lost."))
        return _page(request, form, secret, 429)
    data = form.cleaned_data
    ward, facility = places.of_key(data["about"])
    report = Report(
        topic=data["topic"],
        words=data["words"],
        ward=ward,
        facility=facility,
        place_words="" if ward or facility else data["place"],
        name=data["name"],
        phone=data["phone"],
        language=page_language(),
        photos=photos.waiting(secret),
    )
    ticket = send_report(report, form.key)
    response = redirect("feedback:sent")
    own_browser.remember_ticket(response, ticket)
    return response


@person_page
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The code, and what happens next; for half an hour, in this browser only."""
    ticket = own_browser.ticket_of(request)
    if ticket is None:
        return redirect("feedback:track")
    context = {"ticket": ticket, "code": short_codes.shown(ticket.code), "clock": clock()}
    return render(request, "feedback/sent.html", context)


def _only_what_was_asked(form: ReportForm, go: str) -> None:
    """A button beside the way: only its own faults are shown, all words stay."""
    keep = {"__all__"} | ({"place", "about"} if go == "find" else set())
    for name in set(form.errors) - keep:
        del form.errors[name]
    if go == "find" and not form.errors.get("about") and form.data.get("place") and not form.found:
        form.add_error("place", _("We found no such place. Try fewer words, or leave it as you wrote it and send."))
    if go == "find" and not form.data.get("about"):
        form.errors.pop("about", None)


def _page(request: HttpRequest, form: ReportForm, secret: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "photos": photos.waiting(secret), "clock": clock(), "topic_now": request.POST.get("topic")}
    response = render(request, "feedback/send.html", context, status=status)
    if secret:
        own_browser.remember_writing(response, secret)
    return response
