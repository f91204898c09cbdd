"""Staff pages of hotline.pictures, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "pictures"
urlpatterns: list[URLPattern | URLResolver] = []
