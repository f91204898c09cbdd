"""Staff pages of hotline.offers, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "offers"
urlpatterns: list[URLPattern | URLResolver] = []
