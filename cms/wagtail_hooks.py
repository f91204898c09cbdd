"""What we add to Wagtail's admin: library and numbers as snippets; publishing only through the workflow."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import HelpNumber, LegalDocument


class LegalDocumentViewSet(SnippetViewSet):
    """The legal library for editors: what is not checked yet stands in the list."""

    model = LegalDocument
    icon = "doc-full"
    menu_label = _("Legal library")
    menu_name = "legal-library"
    menu_order = 200
    add_to_admin_menu = True
    list_display = ["number", "title", "kind", "certainty", "issued_on"]
    list_filter = ["kind", "certainty", "issuer"]
    panels = [
        MultiFieldPanel([FieldPanel(name) for name in ("number", "kind", "issuer", "title", "title_en")]),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("issued_on", "effective_on", "expires_on", "recorded_status", "recorded_on", "territory")
            ],
            heading=_("In force"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("certainty", "summary_vi", "summary_en", "note_vi", "note_en")],
            heading=_("For readers"),
        ),
    ]


class HelpNumberViewSet(SnippetViewSet):
    """The numbers that pages may show, with the day on which somebody last dialled or read them."""

    model = HelpNumber
    icon = "mobile-alt"
    menu_label = _("Help numbers")
    menu_name = "help-numbers"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["number", "label_vi", "checked_on", "is_stale"]


register_snippet(LegalDocumentViewSet)
register_snippet(HelpNumberViewSet)


@hooks.register("construct_page_action_menu")
def no_publish_button(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Nobody publishes alone: the button is not even there where a workflow governs the page."""
    page = context.get("page") or context.get("parent_page")
    if page is not None and page.has_workflow:
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]
        if menu_items and not any(getattr(item, "is_shown", None) is None for item in menu_items):
            menu_items.sort(key=lambda item: item.name != "action-submit")


@hooks.register("before_publish_page")
def publish_through_the_workflow(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A direct publish, however it was sent, leaves the draft saved and asks for a second person."""
    if not page.has_workflow:
        return None
    if page.live and page.first_published_at is None:
        # Wagtail's "create and publish" has put the new page live already; it goes back to a draft.
        page.live = False
        page.has_unpublished_changes = True
        page.save(update_fields=["live", "has_unpublished_changes"], clean=False)
    messages.warning(request, gettext("Saved as a draft. Somebody else must approve it: submit it for moderation."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def no_bulk_publish(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    """Publishing many pages at once would pass the second person by."""
    if action_type != "publish":
        return None
    messages.warning(request, gettext("Pages are published one by one, each approved by somebody else."))
    return redirect("wagtailadmin_home")
