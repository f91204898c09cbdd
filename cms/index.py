"""Keeps the search table in step with what visitors may read: live pages and legal documents.

Called by Wagtail's signals (published, unpublished) and when a legal document is saved; `rebuild` does all at once.
"""

import re
import unicodedata
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import Value
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
    with transaction.atomic():
        drop_page(page)
        _page_entry(page).save()


def drop_page(page: Page) -> None:
    """Make `page` not findable."""
    SearchEntry.objects.filter(page_id=page.pk).delete()


def put_documents(documents: list[LegalDocument]) -> None:
    """Make `documents` findable in both languages."""
    with transaction.atomic():
        SearchEntry.objects.filter(document__in=documents).delete()
        SearchEntry.objects.bulk_create(
            [_document_entry(document, language) for document in documents for language in LANGUAGES]
        )


def rebuild() -> int:
    """Fill the table anew; the number of entries."""
    pages = [
        page
        for model in (HomePage, SectionIndexPage, ArticlePage)
        for page in model.objects.live().select_related("locale")
    ]
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        SearchEntry.objects.bulk_create([_page_entry(page) for page in pages])
        put_documents(list(LegalDocument.objects.all()))
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
    put_documents([instance])


def _page_entry(page: PortalPage) -> SearchEntry:
    entry = SearchEntry(page_id=page.pk, language=page.locale.language_code, title=page.title, summary=page.summary)
    return _weighed(entry, page.title, page.body_text())


def _document_entry(document: LegalDocument, language: str) -> SearchEntry:
    title = document.title if language == "vi" else document.title_en or document.title
    summary = document.summary_vi if language == "vi" else document.summary_en
    named = f"{document.number} {title}"
    entry = SearchEntry(document=document, language=language, title=f"{document.number}: {title}", summary=summary)
    return _weighed(entry, named, f"{document.title} {document.issuer}")


def _weighed(entry: SearchEntry, title: str, body: str) -> SearchEntry:
    """`entry` with its vectors: the title weighs most, then the summary, then the text."""
    entry.title = entry.title[:500]
    entry.folded_title = fold(title)[:500]
    for name, words in (("folded", terms), ("written", written_terms)):
        vector: Any = None
        for weight, text in (("A", title), ("B", entry.summary), ("C", body)):
            part = SearchVector(Value(words(text)), weight=weight, config="simple")
            vector = part if vector is None else vector + part
        setattr(entry, name, vector)
    return entry
