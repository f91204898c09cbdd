"""Public pages of hotline.cases."""

from django.urls import URLPattern, URLResolver, path

from hotline.cases import public_views

BASE = "tro-chuyen/ho-so/"
app_name = "cases_public"
urlpatterns: list[URLPattern | URLResolver] = [
    path(BASE, public_views.home, name="home"),
    path(f"{BASE}lan-dau/", public_views.first, name="first"),
    path(f"{BASE}tin/", public_views.message, name="message"),
    path(f"{BASE}viec/<int:number>/", public_views.step, name="step"),
    path(f"{BASE}dung/<uuid:thing>/", public_views.stop, name="stop"),
    path(f"{BASE}pin/", public_views.pin, name="pin"),
    path(f"{BASE}roi/", public_views.leave, name="leave"),
    path(f"{BASE}ket-thuc/", public_views.finish, name="finish"),
]
