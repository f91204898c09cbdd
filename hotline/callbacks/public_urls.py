"""Public pages of hotline.callbacks."""

from django.urls import URLPattern, URLResolver

app_name = "callbacks_public"
urlpatterns: list[URLPattern | URLResolver] = []
