"""App configuration of cms."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from portal.ui import public_pages


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The models exist only now.
        from wagtail.models import Page, PageViewRestriction, Site
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from . import index
        from .models import HelpNumber, LegalDocument, LegalRelation

        page_published.connect(index.on_published)
        page_unpublished.connect(index.on_unpublished)
        post_save.connect(index.on_document_saved, sender=LegalDocument)
        for signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
            signal.connect(_public_pages_changed)
        for model in (LegalDocument, LegalRelation, HelpNumber, PageViewRestriction, Site):
            for signal in (post_save, post_delete):
                signal.connect(_public_pages_changed, sender=model)
        post_delete.connect(_public_pages_changed, sender=Page)


def _public_pages_changed(**_signal: Any) -> None:
    """Anything that visitors read has changed: home, sections and lists show each other's titles."""
    public_pages.drop()
