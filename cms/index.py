"""Keeps the search table in step with what visitors may read: live pages and legal documents.

Called by Wagtail's signals (published, unpublished) and when a legal document is saved; `rebuild` does all at once.
"""

import re
import unicodedata
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.utils.translation import override
from wagtail.models import Page

from portal.ui.vietnamese import fold, slug

from .models import ArticlePage, HomePage, LegalDocument, PortalPage, SearchEntry, SectionIndexPage

LANGUAGES = ("vi", "en")


def terms(text: str) -> str:
    """`text` as bare words: "163/2026/NĐ-CP" → "163 2026 nd cp"."""
    return slug(text).replace("-", " ")


def written_terms(text: str) -> str:
    """`text` as words with their marks, in lower case."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold()))


def put_page(page: PortalPage) -> None:
    """Make `page` findable, as it is published now."""
    entry, _created = SearchEntry.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "language": page.locale.language_code,
            "title": page.title,
            "summary": page.summary,
            "folded_title": fold(page.title)[:500],
        },
    )
    _weigh(entry, page.title, page.summary, page.body_text())


def drop_page(page: Page) -> None:
    """Make `page` not findable."""
    SearchEntry.objects.filter(page_id=page.pk).delete()


def put_document(document: LegalDocument) -> None:
    """Make `document` findable in both languages."""
    for language in LANGUAGES:
        with override(language):
            title = document.title if language == "vi" else document.title_en or document.title
            entry, _created = SearchEntry.objects.update_or_create(
                document=document,
                language=language,
                defaults={
                    "title": f"{document.number}: {title}"[:500],
                    "summary": document.summary,
                    "folded_title": fold(f"{document.number} {title}")[:500],
                },
            )
            _weigh(entry, f"{document.number} {title}", document.summary, f"{document.title} {document.issuer}")


def rebuild() -> int:
    """Fill the table anew; the number of entries."""
    SearchEntry.objects.all().delete()
    for model in (HomePage, SectionIndexPage, ArticlePage):
        for page in model.objects.live().select_related("locale"):
            put_page(page)
    for document in LegalDocument.objects.all():
        put_document(document)
    return SearchEntry.objects.count()


def on_published(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Signal: a page went live or changed."""
    if isinstance(instance, PortalPage):
        put_page(instance)


def on_unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Signal: a page went away."""
    drop_page(instance)


def on_document_saved(sender: Any, instance: LegalDocument, **kwargs: Any) -> None:
    """Signal: a legal document was written."""
    put_document(instance)


def _weigh(entry: SearchEntry, title: str, summary: str, body: str) -> None:
    parts = (("A", title), ("B", summary), ("C", body))
    vectors = {}
    for name, words in (("folded", terms), ("written", written_terms)):
        vector = None
        for weight, text in parts:
            part = SearchVector(Value(words(text)), weight=weight, config="simple")
            vector = part if vector is None else vector + part
        vectors[name] = vector
    SearchEntry.objects.filter(pk=entry.pk).update(**vectors)
