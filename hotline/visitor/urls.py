"""URLs of the visitor's chat. The long poll and the socket are in `longpoll` and `hotline.routing`."""

from django.urls import path

from hotline.visitor import views

app_name = "chat"
urlpatterns = [
    path("tro-chuyen/", views.start, name="start"),
    path("tro-chuyen/bat-dau/", views.begin, name="begin"),
    path("tro-chuyen/tin", views.messages, name="messages"),
    path("tro-chuyen/roi-di/", views.leave, name="leave"),
    path("tro-chuyen/vao/", views.enter, name="enter"),
]
