"""Staff pages of hotline.referrals, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path  # noqa: F401

app_name = "referrals"
urlpatterns: list[URLPattern | URLResolver] = []
