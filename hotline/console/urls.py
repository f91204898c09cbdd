"""URLs of the counsellors' console; its socket is in `hotline.routing`."""

from django.urls import path

from hotline.console import views
from hotline.console.panels_view import panels

app_name = "console"
urlpatterns = [
    path("hotline/", views.home, name="home"),
    path("hotline/c/<uuid:key>/panels/", panels, name="panels"),
]
