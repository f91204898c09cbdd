"""Staff pages of hotline.supervision, under `/staff/`; the board's socket is in `hotline.routing`."""

from django.urls import path

from hotline.supervision.views import blocks, forecast, line, quality, shifts

app_name = "supervision"
urlpatterns = [
    path("hotline/supervise/", line.board, name="board"),
    path("hotline/supervise/talk/<uuid:key>/", line.talk, name="talk"),
    path("hotline/supervise/talk/<uuid:key>/now/", line.talk_now, name="talk_now"),
    path("hotline/supervise/talk/<uuid:key>/whisper/", line.whisper_to, name="whisper"),
    path("hotline/supervise/talk/<uuid:key>/give/", line.reassign_to, name="reassign"),
    path("hotline/supervise/talk/<uuid:key>/take-over/", line.go_on, name="go_on"),
    path("hotline/supervise/blocks/", blocks.blocks, name="blocks"),
    path("hotline/supervise/blocks/<int:number>/", blocks.review, name="review"),
    path("hotline/c/<uuid:key>/block/", blocks.block, name="block"),
    path("hotline/supervise/shifts/", shifts.shifts, name="shifts"),
    path("hotline/supervise/shifts/add/", shifts.add, name="shift_add"),
    path("hotline/supervise/shifts/copy/", shifts.copy, name="shift_copy"),
    path("hotline/supervise/shifts/<int:number>/remove/", shifts.remove, name="shift_remove"),
    path("hotline/supervise/forecast/", forecast.forecast, name="forecast"),
    path("hotline/supervise/quality/", quality.quality, name="quality"),
    path("hotline/supervise/quality/draw/", quality.draw, name="draw"),
    path("hotline/supervise/quality/<int:number>/", quality.review, name="read"),
]
