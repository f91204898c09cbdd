"""Staff pages of registration.rights, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from .views import requests

app_name = "rights"
urlpatterns: list[URLPattern | URLResolver] = [
    path("data-requests/", requests.requests, name="requests"),
    path("data-requests/<uuid:pk>/", requests.one, name="request"),
]
