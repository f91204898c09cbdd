"""URLs of portal.places: the ward search of the forms."""

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "places"
urlpatterns: list[URLPattern | URLResolver] = [
    path("dia-danh/xa-phuong.json", views.wards, name="wards"),
]
