"""Staff pages of feedback, under `/staff/`."""

from django.urls import URLPattern, URLResolver, path

from hotline.feedback.views import desk, moves, report, statistics

app_name = "feedback_desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("feedback/", desk.tickets, name="tickets"),
    path("feedback/difficulty/", report.difficulty, name="difficulty"),
    path("feedback/mine/", report.mine, name="mine"),
    path("feedback/mine/<int:pk>/", report.my_ticket, name="my_ticket"),
    path("feedback/for-person/", report.for_person, name="for_person"),
    path("feedback/statistics/", statistics.statistics, name="statistics"),
    path("feedback/<int:pk>/", desk.one, name="one"),
    path("feedback/<int:pk>/note/", moves.note, name="note"),
    path("feedback/<int:pk>/photos/<uuid:photo>/", desk.photo, name="photo"),
    path("feedback/<int:pk>/<slug:move>/", moves.move, name="move"),
]
