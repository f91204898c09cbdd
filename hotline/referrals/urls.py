"""Staff pages of hotline.referrals, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from hotline.referrals import views

app_name = "referrals"
urlpatterns: list[URLPattern | URLResolver] = [
    path("hotline/c/<uuid:key>/referral/", views.new, name="new"),
    path("hotline/referrals/for/<uuid:key>/", views.new_for, name="new_for"),
    path("hotline/referrals/<uuid:key>/", views.referral, name="referral"),
    path("hotline/referrals/<uuid:key>/stop/", views.stop, name="stop"),
    path("hotline/points/", views.points, name="points"),
    path("hotline/points/new/", views.point, name="new_point"),
    path("hotline/points/<int:number>/", views.point, name="point"),
]
