"""Staff pages of hotline.reports, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "hotline_reports"
urlpatterns: list[URLPattern | URLResolver] = []
