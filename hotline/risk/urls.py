"""Staff pages of hotline.risk, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "risk"
urlpatterns: list[URLPattern | URLResolver] = []
