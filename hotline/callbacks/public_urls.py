"""Public pages of hotline.callbacks."""

from django.urls import URLPattern, URLResolver, path

from hotline.callbacks import public_views

app_name = "callbacks_public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tro-chuyen/goi-lai/", public_views.ask, name="ask"),
    path("tro-chuyen/goi-lai/lay-lai/", public_views.withdraw, name="take_back"),
]
