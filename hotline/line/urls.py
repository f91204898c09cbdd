"""Staff pages of hotline.line, under `/staff/`."""

from django.urls import path

from hotline.line.views import danger, entry, history, overview, part

app_name = "line"
urlpatterns = [
    path("hotline/line/", overview.home, name="home"),
    path("hotline/line/danger-words/", danger.danger, name="danger"),
    path("hotline/line/<slug:part>/", part.part, name="part"),
    path("hotline/line/<slug:part>/new/", entry.entry, name="new"),
    path("hotline/line/<slug:part>/<int:at>/", entry.entry, name="entry"),
    path("hotline/line/<slug:part>/<int:at>/up/", entry.up, name="up"),
    path("hotline/line/<slug:part>/<int:at>/remove/", entry.remove, name="remove"),
    path("hotline/line/<slug:part>/history/", history.history, name="history"),
    path("hotline/line/<slug:part>/history/<int:number>/back/", history.back, name="back"),
]
