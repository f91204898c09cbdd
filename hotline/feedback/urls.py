"""Staff pages of hotline.feedback, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "feedback"
urlpatterns: list[URLPattern | URLResolver] = []
