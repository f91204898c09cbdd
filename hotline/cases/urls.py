"""Staff pages of hotline.cases, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "cases"
urlpatterns: list[URLPattern | URLResolver] = []
