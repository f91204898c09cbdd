"""Staff pages of hotline.callbacks, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "callbacks"
urlpatterns: list[URLPattern | URLResolver] = []
