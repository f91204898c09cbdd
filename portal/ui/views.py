"""The pages that belong to no wing: privacy notice, accessibility statement, and the error pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.ui import keeping


@require_safe
def privacy_notice(request: HttpRequest) -> HttpResponse:
    """What is kept, why, for how long (from the retention register), who sees it, which rights there are."""
    return render(request, "ui/pages/privacy.html", {"text": _text("privacy"), "kept": keeping.rows()})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the pages work for everybody, what does not yet, whom to tell."""
    return render(request, "ui/pages/accessibility.html", {"text": _text("accessibility")})


def _text(page: str) -> str:
    """Name of the template that holds the page's words in the visitor's language."""
    language = "en" if (get_language() or "").startswith("en") else "vi"
    return f"ui/pages/{page}_{language}.html"
