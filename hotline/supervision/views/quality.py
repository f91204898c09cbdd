"""Quality: draw by lot, read, score."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hotline.conversations.errors import NotFound, Refused
from hotline.conversations.queries import messages_after
from hotline.conversations.services.opening import open_conversation
from hotline.supervision import quality as rules
from hotline.supervision.forms import DrawForm, RubricForm
from hotline.supervision.models import Review
from portal.accounts.models import Role
from portal.accounts.permissions import role_view

private = cache_control(no_store=True, private=True)


@require_GET
@private
@role_view(Role.SUPERVISOR)
def quality(request: HttpRequest) -> HttpResponse:
    """What is drawn and not yet read, and what the last ninety days say."""
    return _page(request, DrawForm())


@require_POST
@private
@role_view(Role.SUPERVISOR)
def draw(request: HttpRequest) -> HttpResponse:
    """Draw by lot."""
    form = DrawForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    number = len(rules.draw(request.user, form.cleaned_data["number"]))
    said = ngettext("%(number)d conversation was drawn.", "%(number)d conversations were drawn.", number)
    messages.success(request, said % {"number": number})
    return redirect("supervision:quality")


@require_http_methods(["GET", "HEAD", "POST"])
@private
@role_view(Role.SUPERVISOR)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Read one and score it; every opening is in the log."""
    found = Review.objects.filter(pk=number, conversation__erased_at__isnull=True, done_at__isnull=True).first()
    if found is None:
        raise Http404
    form = RubricForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            rules.score(number, request.user, form.cleaned_data)
        except NotFound as missing:
            raise Http404 from missing
        except Refused as refusal:
            form.add_error(None, str(refusal.detail))
        else:
            messages.success(request, _("The scores are kept as figures. Thank you."))
            return redirect("supervision:quality")
    try:
        conversation = open_conversation(found.conversation_id, request.user)
    except NotFound as missing:
        raise Http404 from missing
    context = {"review": found, "conversation": conversation, "said": messages_after(conversation.pk, 0), "form": form}
    return render(request, "supervision/review.html", context, status=422 if form.errors else 200)


def _page(request: HttpRequest, form: DrawForm, status: int = 200) -> HttpResponse:
    language = get_language() or "vi"
    open_reviews = Review.objects.filter(done_at__isnull=True, conversation__erased_at__isnull=True)
    context = {
        "form": form,
        "to_read": open_reviews.select_related("conversation")[:100],
        "means": [(one.criterion.title_in(language), one.percent, one.number) for one in rules.means()],
    }
    return render(request, "supervision/quality.html", context, status=status)
