"""The panel "checks" at the head of the editor: words that hurt, lapsed law, a review that is due."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from .respect import check


class ChecksPanel(Panel):
    """Warns about the page as last saved; never stops anybody from saving."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(heading=kwargs.pop("heading", _("Checks")), **kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/admin/checks.html"

        def is_shown(self) -> bool:
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> Any:
            context = super().get_context_data(parent_context)
            page = self.instance
            words = " ".join([page.title, page.discreet_title, page.summary, page.body_text()])
            context["findings"] = check(words)
            context["lapsed"] = []
            if hasattr(page, "sources_with_status"):
                context["lapsed"] = [row for row in page.sources_with_status() if row.document.status == "lapsed"]
            context["review_is_due"] = getattr(page, "review_is_due", False)
            return context
