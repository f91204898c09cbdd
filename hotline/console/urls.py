"""URLs of the counsellors' console; its socket is in `hotline.routing`."""

from django.urls import path

from hotline.console import views
from hotline.console.handover_view import send_handover
from hotline.console.panels_view import panels

app_name = "console"
urlpatterns = [
    path("hotline/", views.home, name="home"),
    path("hotline/c/<uuid:key>/panels/", panels, name="panels"),
    path("hotline/c/<uuid:key>/handover/", send_handover, name="handover"),
    path("hotline/places.json", views.places, name="places"),
]
