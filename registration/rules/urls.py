"""Staff pages of the versions of the law, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from . import views

app_name = "rules"
urlpatterns: list[URLPattern | URLResolver] = [
    path("rules/", views.versions, name="versions"),
    path("rules/new/", views.new, name="new"),
    path("rules/ahead/", views.ahead, name="ahead"),
    path("rules/<int:pk>/", views.show, name="show"),
    path("rules/<int:pk>/edit/", views.edit, name="edit"),
    path("rules/<int:pk>/hand-in/", views.hand_in, name="hand-in"),
    path("rules/<int:pk>/take-back/", views.take_back, name="take-back"),
    path("rules/<int:pk>/approve/", views.approve, name="approve"),
    path("rules/<int:pk>/send-back/", views.send_back, name="send-back"),
    path("rules/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
