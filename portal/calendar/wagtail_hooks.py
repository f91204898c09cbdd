"""The screen where administrators change the working calendar: one row of the table is one day.

Beside the pages of the website, since those who keep the portal already work there; who may change it is a model
permission. A change reaches every process within half a minute (`models.py`).
"""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import DayOff


class DayOffViewSet(SnippetViewSet):
    model = DayOff
    icon = "calendar-alt"
    list_display = ["date", "kind", "name", "source"]
    list_filter = ["kind"]
    search_fields = ["name"]


register_snippet(DayOffViewSet)
