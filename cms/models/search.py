"""What the public search looks through: one row for each live page and each legal document in each language."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from .legal import LegalDocument


class SearchEntry(models.Model):
    """One findable thing. `folded` is the text without marks, `written` as written; both by weight of their part."""

    language = models.CharField(max_length=5)
    page = models.OneToOneField(Page, models.CASCADE, null=True, related_name="+")
    document = models.ForeignKey(LegalDocument, models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=500)
    summary = models.CharField(max_length=600, blank=True)
    folded_title = models.CharField(max_length=500)
    folded = SearchVectorField(null=True)
    written = SearchVectorField(null=True)

    class Meta:
        indexes = [GinIndex(fields=["folded"], name="cms_search_folded")]
        constraints = [
            models.CheckConstraint(
                condition=Q(page=None, document__isnull=False) | Q(page__isnull=False, document=None),
                name="cms_search_one_thing",
            ),
            models.UniqueConstraint(fields=["document", "language"], name="cms_search_document_language"),
        ]

    def __str__(self) -> str:
        return self.title
