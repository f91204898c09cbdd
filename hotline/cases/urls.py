"""Staff pages of hotline.cases, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from hotline.cases import views

ONE = "hotline/cases/<uuid:key>/"
app_name = "cases"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hotline/cases/", views.cases, name="cases"),
    path("hotline/c/<uuid:key>/case/", views.open_case, name="open"),
    path(ONE, views.case, name="case"),
    path(f"{ONE}setup/", views.setup, name="setup"),
    path(f"{ONE}message/", views.message, name="message"),
    path(f"{ONE}meeting/", views.meeting, name="meeting"),
    path(f"{ONE}meeting/<int:number>/", views.settle, name="settle"),
    path(f"{ONE}step/", views.step, name="step"),
    path(f"{ONE}step/<int:number>/", views.tick, name="tick"),
    path(f"{ONE}close/", views.close, name="close"),
    path(f"{ONE}hand-over/", views.hand_over, name="hand_over"),
]
