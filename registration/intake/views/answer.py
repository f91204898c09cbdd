"""Answer what the desk asked for: only those parts are open, with words and files for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from portal.privacy.uploads.receiving import SealedUploadHandler
from portal.ui.languages import page_language
from portal.ui.private_pages import private
from registration.casework.errors import BadInput, MoveRefused
from registration.intake import answering, papers, status_page
from registration.intake.tracked import registration_of


@csrf_exempt  # only the outer shell: `_answer` is protected, once the upload handler is in place
def answer(request: HttpRequest) -> HttpResponse:
    """Files never touch the disk in the clear, so the handler is set before anything reads the body."""
    request.upload_handlers = [SealedUploadHandler(request)]
    return _answer(request)


@csrf_protect
@private
@require_POST
def _answer(request: HttpRequest) -> HttpResponse:
    """`go=send` sends; `go=stay` keeps the files and shows the page again; `remove` takes a waiting file away."""
    registration = registration_of(request)
    if registration is None:
        return redirect("intake:track")
    asked = answering.open_request(registration)
    form = answering.AnswerForm(asked, request.POST)
    valid = form.is_valid()
    if asked is not None:
        answering.keep_files(request, registration, asked, form)
    if removed := request.POST.get("remove"):
        papers.remove(removed, registration.pk)
    if not removed and request.POST.get("go") != "stay" and valid and not form.errors:
        try:
            answering.send(registration, form)
            return redirect(reverse("intake:track") + "?ok=answer")
        except BadInput as error:
            form.add_error("text", str(error.words))
        except MoveRefused as error:
            form.add_error(None, str(error.words))
    context = status_page.page(registration, page_language(), form)
    return render(request, "intake/status.html", context, status=422 if form.errors else 200)
