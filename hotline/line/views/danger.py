"""The danger words explained to staff, with a sentence to try. The sentence is not kept and stands in no address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hotline.line.danger import look_into, phrases
from hotline.line.danger_words import KINDS, REASONS
from hotline.line.roles import EDITORS, READERS
from portal.accounts.permissions import role_view
from portal.ui.typed_fields import Words


class TryForm(forms.Form):
    """A sentence to try."""

    sentence = Words(limit=2000, label=_("Try a sentence"), help_text=_("It is not kept. Use no real person's words."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*READERS)
def danger(request: HttpRequest) -> HttpResponse:
    """How danger is recognised, and what a sentence would do."""
    form = TryForm(request.POST if request.method == "POST" else None)
    tried = form.is_bound and form.is_valid()
    context: dict[str, Any] = {
        "form": form,
        "tried": tried,
        "signs": _signs(form.cleaned_data["sentence"]) if tried else [],
        "kinds": [(label, [one.words for one in phrases() if one.kind == kind]) for kind, label in KINDS.items()],
        "may_edit": request.user.has_role(*EDITORS),  # type: ignore[union-attr]  # role_view lets only staff through
    }
    context["counts"] = any(sign["counts"] for sign in context["signs"])
    return render(request, "line/danger.html", context)


def _signs(sentence: str) -> list[dict[str, Any]]:
    return [
        {
            "typed": sign.typed,
            "phrase": sign.phrase,
            "kind": KINDS.get(sign.kind, sign.kind),
            "reason": REASONS[sign.dismissed],
            "counts": not sign.dismissed,
        }
        for sign in look_into(sentence)
    ]
