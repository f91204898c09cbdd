"""Staff pages of hotline.reports, under `/staff/`."""

from django.urls import path

from hotline.reports import views

app_name = "hotline_reports"
urlpatterns = [
    path("hotline/figures/", views.home, name="home"),
    path("hotline/figures/file/", views.file, name="file"),
]
