"""URLs of the visitor's chat. The long poll and the socket are in `longpoll` and `hotline.routing`."""

from django.urls import path

from hotline.visitor import afterwards, pictures, views, ways

app_name = "chat"
urlpatterns = [
    path("tro-chuyen/", views.start, name="start"),
    path("tro-chuyen/bat-dau/", views.begin, name="begin"),
    path("tro-chuyen/tin", views.messages, name="messages"),
    path("tro-chuyen/roi-di/", views.leave, name="leave"),
    path("tro-chuyen/vao/", views.enter, name="enter"),
    path("tro-chuyen/anh/", pictures.send, name="picture"),
    path("tro-chuyen/anh/<uuid:key>/", pictures.show, name="own_picture"),
    path("tro-chuyen/cach-khac/", ways.ways, name="ways"),
    path("tro-chuyen/ma/", ways.code, name="code"),
    path("tro-chuyen/nhan-tin/", ways.texts, name="texts"),
    path("tro-chuyen/danh-gia/", afterwards.rating, name="rating"),
    path("tro-chuyen/ghi-lai/", afterwards.copy, name="copy"),
]
