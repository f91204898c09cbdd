"""Public pages of hotline.referrals: the receiving point's answer."""

from django.urls import URLPattern, URLResolver, path

from hotline.referrals import public_views

app_name = "referrals_public"
urlpatterns: list[URLPattern | URLResolver] = [path("tra-loi/<str:token>/", public_views.answer, name="answer")]
