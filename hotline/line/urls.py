"""Staff pages of hotline.line, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "line"
urlpatterns: list[URLPattern | URLResolver] = []
