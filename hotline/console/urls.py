"""URLs of the counsellors' console; its socket is in `hotline.routing`."""

from django.urls import path

from hotline.console import views

app_name = "console"
urlpatterns = [
    path("hotline/", views.home, name="home"),
    path("hotline/supervise/", views.supervise, name="supervise"),
]
