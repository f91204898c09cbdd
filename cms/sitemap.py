"""The entries of sitemap.xml: live pages and the legal library, each with its languages."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from .models import LegalDocument

LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Entry:
    """One address, when it changed, the same thing in each language."""

    url: str
    changed: date | datetime | None
    languages: tuple[tuple[str, str], ...]


def entries(request: HttpRequest) -> list[Entry]:
    """All entries, with absolute addresses."""
    return [*_pages(request), *_library(request)]


def _pages(request: HttpRequest) -> list[Entry]:
    twins: dict[object, list[tuple[str, str]]] = {}
    live = list(Page.objects.live().public().filter(depth__gt=1).select_related("locale"))
    for page in live:
        url = page.get_full_url(request)
        if url:
            page.absolute = request.build_absolute_uri(page.get_url(request))
            twins.setdefault(page.translation_key, []).append((page.locale.language_code, page.absolute))
    return [
        Entry(page.absolute, page.last_published_at, tuple(twins[page.translation_key]))
        for page in live
        if hasattr(page, "absolute")
    ]


def _library(request: HttpRequest) -> list[Entry]:
    names: list[tuple[str, list[str]]] = [("cms:library", []), ("cms:directory", []), ("cms:search", [])]
    names += [("cms:document", [slug]) for slug in LegalDocument.objects.values_list("slug", flat=True)]
    found = []
    for name, args in names:
        addresses = []
        for language in LANGUAGES:
            with override(language):
                addresses.append((language, request.build_absolute_uri(reverse(name, args=args))))
        found += [Entry(url, None, tuple(addresses)) for _language, url in addresses]
    return found
