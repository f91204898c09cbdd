"""This room's pages alone, and the style guide (in the product a page of DEMO) beside them."""

from types import ModuleType

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from portal.ui import demo_page

ROOM = ModuleType("urls_of_the_room_ui")
ROOM.urlpatterns = i18n_patterns(
    path("demo/ui/", demo_page.style_guide),
    path("", include("portal.ui.urls")),
    prefix_default_language=False,
)


@pytest.fixture(autouse=True)
def _only_this_room(settings):
    settings.ROOT_URLCONF = ROOM
