"""The screens where administrators keep what is decided about wards, and the directory of places that help.

Names and codes of wards come from the official list and cannot be changed here; their filing mode, its legal basis
and its start can. Office hours are rows of JSON without an editor of their own yet: they stay out of these forms.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Facility, Ward


class WardViewSet(SnippetViewSet):
    model = Ward
    icon = "site"
    list_display = ["code", "__str__", "province", "filing_mode", "filing_from"]
    list_filter = ["filing_mode", "province"]
    search_fields = ["name", "folded", "code"]
    panels = [
        FieldPanel("code", read_only=True),
        FieldPanel("name", read_only=True),
        FieldPanel("filing_mode"),
        FieldPanel("filing_basis"),
        FieldPanel("filing_from"),
    ]


class FacilityViewSet(SnippetViewSet):
    model = Facility
    icon = "home"
    list_display = ["name", "kind", "ward", "can_determine", "checked_on", "published"]
    list_filter = ["kind", "can_determine", "published"]
    search_fields = ["name", "folded"]
    exclude_form_fields = ["folded", "office_hours", "latitude", "longitude"]


class PlacesGroup(SnippetViewSetGroup):
    items = (WardViewSet, FacilityViewSet)
    menu_label = _("Places")
    menu_icon = "site"


register_snippet(PlacesGroup)
