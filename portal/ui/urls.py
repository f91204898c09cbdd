"""URLs of portal.ui, without a namespace: every wing's templates name them.

`quick_exit`, `privacy_notice`, `accessibility`; under DEMO also `style_guide`.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, path

from portal.ui import demo_page, quick_exit, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("thoat/", quick_exit.quick_exit, name="quick_exit"),
    path("quyen-rieng-tu/", views.privacy_notice, name="privacy_notice"),
    path("tro-giup-tiep-can/", views.accessibility, name="accessibility"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/ui/", demo_page.style_guide, name="style_guide"))
