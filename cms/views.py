"""Public views beside the pages: legal library, directory, search, robots.txt, sitemap.xml. All know nobody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.ui import public_pages

from .directory import DirectoryForm, open_list
from .forms import LibraryForm
from .models import LegalDocument
from .screening import outcomes, questions, result
from .searching import search as find
from .sitemap import entries

PER_PAGE = 25


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """The legal library with its filters."""
    form = LibraryForm(request.GET)
    page = Paginator(form.documents(), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page_of_documents": page, "query": query.urlencode()}
    return public_pages.mark(render(request, "cms/library.html", context))


@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """One legal document with its status of today and its relations both ways."""
    found = get_object_or_404(LegalDocument.objects.with_status(), slug=slug)
    forward = list(found.relations.order_by("kind", "target__number"))
    backward = list(found.related_from.order_by("kind", "source__number"))
    ids = [row.target_id for row in forward] + [row.source_id for row in backward]
    others = LegalDocument.objects.with_status().in_bulk(ids)
    relations = [(row.get_kind_display(), others[row.target_id]) for row in forward]
    relations += [(row.backward, others[row.source_id]) for row in backward]
    replaced_by = [others[row.source_id] for row in backward if row.kind == "replaces"]
    context = {"document": found, "relations": relations, "replaced_by": replaced_by}
    return public_pages.mark(render(request, "cms/document.html", context))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over pages and legal documents."""
    words = request.GET.get("q", "").strip()[:200].replace("\x00", " ")
    results = find(words, get_language() or "vi")
    for entry in results:
        entry.url = entry.page.get_url(request) if entry.page else ""  # type: ignore[attr-defined]
    response = render(request, "cms/search.html", {"words": words, "results": results})
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The directory of places that help, with its filters."""
    form = DirectoryForm(request.GET)
    page = Paginator(form.places(), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page_of_places": page, "query": query.urlencode()}
    return render(request, "cms/directory.html", context)


@require_safe
def directory_data(request: HttpRequest) -> JsonResponse:
    """The open list, always whole: nothing that the browser sends chooses from it."""
    return JsonResponse({"places": open_list()}, json_dumps_params={"ensure_ascii": False})


@csrf_exempt  # it changes nothing and knows nobody; a token would need a cookie
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: HttpRequest) -> HttpResponse:
    """Looking at one's own use; answers that a browser without script sends are answered and forgotten."""
    language = "en" if get_language() == "en" else "vi"
    context = {
        "questions": questions(language),
        "outcomes": outcomes(language),
        "asked": request.method == "POST",
        "result": result(request.POST) if request.method == "POST" else None,
    }
    response = render(request, "cms/screening.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers must leave alone: everything that is about one person."""
    context = {"sitemap": request.build_absolute_uri("/sitemap.xml")}
    return render(request, "cms/robots.txt", context, content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page with its twin in the other language."""
    context = {"entries": entries(request)}
    return render(request, "cms/sitemap.xml", context, content_type="application/xml; charset=utf-8")
