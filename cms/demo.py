"""Demo content: home, guides, events in Vietnamese and English, written by us (demo_content/).

Idempotent: a page that exists (by its translation key) is left as it is, so an editor's changes stay. The facts come
from the law as the legal library has it; unknown things are said to be unknown.
"""

import json
import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from . import demo_pages, index
from .foundation import lay
from .models import ArticlePage, ArticleSource, HomePage, LegalDocument, SectionIndexPage

ORDER = 30
REVIEWED_ON = date(2026, 11, 24)
NEXT_REVIEW_ON = date(2027, 5, 24)
REVIEWER = {"vi": "Ban biên tập (bản trình diễn)", "en": "the editors (demonstration)"}
_SPACE = uuid.UUID("7d6f0d3e-5f0a-4a53-9c0e-1d2b8f0c4a11")


@transaction.atomic
def load(size: float, out: Any) -> None:
    """Load the demo pages; `size` does not matter here."""
    lay()
    files = demo_pages.read_all()
    with disable_reference_index_auto_update():
        made = sum(_load_language(language, files) for language in ("vi", "en"))
    if made:
        for page in [*HomePage.objects.all(), *ArticlePage.objects.all()]:
            ReferenceIndex.create_or_update_for_object(page)
    entries = index.rebuild() if made else 0
    out.write(f"cms: {made} pages made, {entries} entries in the search")


def _load_language(language: str, files: list[dict[str, Any]]) -> int:
    locale = Locale.objects.get(language_code=language)
    home = HomePage.objects.get(locale=locale)
    by_key: dict[str, Page] = {"home": home}
    made = []
    for file in files:
        if file.get("kind") == "home":
            continue
        key = uuid.uuid5(_SPACE, file["key"])
        page = Page.objects.filter(translation_key=key, locale=locale).first()
        if page is None:
            page = _make(file, language, key, by_key)
            made.append((file, page))
        by_key[file["key"]] = page
    for file, page in made:
        if isinstance(page, ArticlePage) and demo_pages.links(file[language]["body"]):
            # Links to guides that came later than this one.
            page.body = json.dumps(demo_pages.blocks(file[language]["body"], by_key))  # type: ignore[assignment]
            page.save()
        _make_public(page)
    return len(made) + _fill_home(home, next(file for file in files if file["key"] == "home")[language], by_key)


def _fill_home(home: HomePage, words: dict[str, Any], by_key: dict[str, Page]) -> int:
    if home.lead:
        return 0
    demo_pages.fill_home(home, words)
    home.notice_page_id = by_key[words["notice_page"]].pk
    home.save()
    _make_public(home)
    return 1


def _make_public(page: Page) -> None:
    """What publishing does to a page, without its signals: the search is rebuilt once at the end."""
    revision = page.save_revision(clean=False, log_action=False)
    now = timezone.now()
    Page.objects.filter(pk=page.pk).update(
        live_revision=revision, first_published_at=now, last_published_at=now, has_unpublished_changes=False
    )


def _make(file: dict[str, Any], language: str, key: uuid.UUID, by_key: dict[str, Page]) -> Page:
    words = file[language]
    common = {name: words.get(name, "") for name in ("title", "slug", "discreet_title", "summary")}
    common |= {"translation_key": key, "locale": by_key["home"].locale, "live": True}
    if file.get("kind") == "section":
        parent, page = by_key["home"], SectionIndexPage(**common, intro=words["intro"])
    else:
        parent = by_key[file.get("section", "tim-hieu")]
        page = ArticlePage(
            **common,
            audience=file["audience"],
            is_urgent=file.get("urgent", False),
            reviewed_on=REVIEWED_ON,
            next_review_on=NEXT_REVIEW_ON,
            reviewer=REVIEWER[language],
            body=json.dumps(demo_pages.blocks(words["body"], by_key)),
        )
    documents = dict(LegalDocument.objects.values_list("number", "pk")) if isinstance(page, ArticlePage) else {}
    for order, source in enumerate(file.get("sources", [])):
        article = source["article"] if language == "vi" else source["article_en"]
        page.sources.add(ArticleSource(document_id=documents[source["number"]], article=article, sort_order=order))
    parent.refresh_from_db()
    parent.add_child(instance=page)
    return page
