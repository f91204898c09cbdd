"""The public search: words with or without marks, pages and legal documents together, two queries at most.

Somebody who types "cai nghien" finds "cai nghiện"; somebody who types the marks gets exact hits first. All words must
be found; only if nothing has them all, any of them is enough.
"""

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Case, F, FloatField, Value, When
from django.utils import timezone

from portal.ui.vietnamese import fold

from .index import terms, written_terms
from .models import LegalDocument, SearchEntry, Status

LIMIT = 30
LONGEST = 200  # signs of a query that are looked at


def search(words: str, language: str, limit: int = LIMIT) -> list[SearchEntry]:
    """The best entries for `words` in `language`, best first; nothing for nothing.

    Legal documents arrive with their status of today in `document.status`.
    """
    words = words.replace("\x00", " ")[:LONGEST]
    folded = terms(words).split()[:12]
    if not folded:
        return []
    found = _matching(" & ".join([*folded[:-1], folded[-1] + ":*"]), words, language, limit)
    if not found and len(folded) > 1:
        found = _matching(" | ".join(folded), words, language, limit)
    _add_status(found)  # and lapsed law goes last
    return found


def _matching(query: str, words: str, language: str, limit: int) -> list[SearchEntry]:
    folded = SearchQuery(query, search_type="raw", config="simple")
    written = SearchQuery(" | ".join(written_terms(words).split()[:12]), search_type="raw", config="simple")
    title = fold(words)
    in_title = Case(
        When(folded_title=title, then=Value(3.0)),
        When(folded_title__contains=title, then=Value(1.0)),
        default=Value(0.0),
        output_field=FloatField(),
    )
    guides_first = Case(When(document=None, then=Value(1.5)), default=Value(0.0), output_field=FloatField())
    shorter_first = Value(1)  # PostgreSQL's normalisation: the rank divided by 1 + the logarithm of the length
    return list(
        SearchEntry.objects.filter(language=language, folded=folded)
        .annotate(
            rank=SearchRank(F("folded"), folded, normalization=shorter_first)
            + SearchRank(F("written"), written, normalization=shorter_first)
            + in_title
            + guides_first
        )
        .select_related("page__locale", "document")
        .defer("folded", "written")
        .order_by("-rank", "document_id", "title")[:limit]
    )


def _add_status(found: list[SearchEntry]) -> None:
    ids = [entry.document_id for entry in found if entry.document_id]
    documents = LegalDocument.objects.with_status(timezone.localdate()).in_bulk(ids) if ids else {}
    for entry in found:
        if entry.document_id:
            entry.document = documents[entry.document_id]
    found.sort(key=lambda entry: entry.document is not None and entry.document.status == Status.LAPSED)
