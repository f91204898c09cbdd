"""Public pages of hotline.cases."""

from django.urls import URLPattern, URLResolver

app_name = "cases_public"
urlpatterns: list[URLPattern | URLResolver] = []
