"""URLs of cms beside the pages themselves (Wagtail serves those last)."""

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "cms"
urlpatterns: list[URLPattern | URLResolver] = [
    path("tim-kiem/", views.search, name="search"),
    path("van-ban/", views.library, name="library"),
    path("van-ban/<slug:slug>/", views.document, name="document"),
    path("co-so/", views.directory, name="directory"),
    path("co-so/du-lieu.json", views.directory_data, name="directory_data"),
    path("sang-loc/", views.screening, name="screening"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
]
