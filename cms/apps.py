"""App configuration of cms."""

from django.apps import AppConfig
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("content")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The models exist only now.
        from wagtail.signals import page_published, page_unpublished

        from . import index
        from .models import LegalDocument

        page_published.connect(index.on_published)
        page_unpublished.connect(index.on_unpublished)
        post_save.connect(index.on_document_saved, sender=LegalDocument)
