"""The public counts, in both languages."""

from django.urls import URLPattern, URLResolver, path

from .views import public

app_name = "statistics"
urlpatterns: list[URLPattern | URLResolver] = [
    path("thong-ke/", public.statistics, name="latest"),
    path("thong-ke/<slug:period>/", public.statistics, name="period"),
    path("thong-ke/<slug:period>/<str:province>/", public.statistics, name="province"),
]
