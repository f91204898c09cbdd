"""Staff pages of registration.aftercare, under `/staff/`."""

from django.urls import URLPattern, URLResolver

app_name = "aftercare"
urlpatterns: list[URLPattern | URLResolver] = []
