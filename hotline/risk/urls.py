"""Staff pages of hotline.risk, under `/staff/`: the forms of the panel."""

from django.urls import URLPattern, URLResolver, path

from hotline.risk import views

app_name = "risk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hotline/c/<uuid:key>/risk/<slug:kind>/", views.replies, name="replies"),
    path("hotline/risk/<uuid:key>/steps/", views.steps, name="steps"),
    path("hotline/risk/<uuid:key>/supervisor/", views.supervisor, name="supervisor"),
    path("hotline/risk/<uuid:key>/end/", views.end, name="end"),
]
