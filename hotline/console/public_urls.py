"""The one public address: a card's link. Not under `/tro-chuyen/`, so that the chat's cookie stays away."""

from django.urls import path

from hotline.console import public_views

app_name = "console_public"
urlpatterns = [path("toi-dang-ky/<str:key>/", public_views.to_register, name="to_register")]
