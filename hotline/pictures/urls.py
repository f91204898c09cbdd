"""Staff pages of hotline.pictures, under `/staff/`."""

from django.urls import path

from hotline.pictures import views

app_name = "pictures"
urlpatterns = [
    path("hotline/pictures/<uuid:key>/", views.picture, name="picture"),
    path("hotline/pictures/<uuid:key>/blurred/", views.blurred, name="blurred"),
    path("hotline/pictures/<uuid:key>/look/", views.look, name="look"),
]
