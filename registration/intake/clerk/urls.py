"""URLs of the desk's own form, under /staff/registrations/new/."""

from django.urls import URLPattern, URLResolver, path

from registration.intake.clerk import views

app_name = "clerk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("registrations/new/", views.new, name="new"),
    path("registrations/new/<uuid:draft>/check/", views.check, name="check"),
    path("registrations/new/<uuid:draft>/discard/", views.discard, name="discard"),
    path("registrations/new/<uuid:draft>/<slug:slug>/", views.step_page, name="step"),
]
