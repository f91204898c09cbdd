"""Staff pages of hotline.offers, under `/staff/`."""

from django.urls import path

from hotline.offers.views import guests, rules

app_name = "offers"
urlpatterns = [
    path("hotline/giving-out/", rules.rules, name="rules"),
    path("hotline/giving-out/<int:number>/", rules.skills, name="skills"),
    path("hotline/c/<uuid:key>/guests/", guests.invite, name="invite"),
    path("hotline/c/<uuid:key>/guests/<int:number>/end/", guests.end, name="end_guest"),
]
