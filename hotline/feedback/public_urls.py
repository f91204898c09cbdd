"""The person's pages of feedback: `/phan-anh/`, in both languages."""

from django.urls import URLPattern, URLResolver, path

from hotline.feedback.views import send, track

app_name = "feedback"
urlpatterns: list[URLPattern | URLResolver] = [
    path("phan-anh/", send.send, name="send"),
    path("phan-anh/da-gui/", send.sent, name="sent"),
    path("phan-anh/tra-cuu/", track.track, name="track"),
    path("phan-anh/tra-cuu/hoi-them/", track.ask_again, name="ask_again"),
    path("phan-anh/tra-cuu/xong/", track.settled, name="settled"),
    path("phan-anh/tra-cuu/xoa/", track.erase, name="erase"),
    path("phan-anh/tra-cuu/thoat/", track.leave, name="leave"),
    path("phan-anh/tra-cuu/anh/<uuid:photo>/", track.photo, name="photo"),
]
