"""Staff pages of registration.visits, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from .views import desk, times

app_name = "visits"
urlpatterns: list[URLPattern | URLResolver] = [
    path("visits/", desk.visits, name="visits"),
    path("visits/times/", times.times, name="times"),
    path("visits/times/days/", times.close, name="close_day"),
    path("visits/times/days/open/", times.reopen, name="open_day"),
    path("visits/<uuid:visit>/<slug:state>/", desk.note, name="note"),
]
