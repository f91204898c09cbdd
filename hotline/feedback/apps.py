"""Reports by citizens and officers about services: ticket, code, clock, answer.

`states.py` is the table of moves, `services/` are its verbs, `desks.py` and `data/feedback.toml` say who answers what,
`views/send.py` and `views/track.py` are the person's pages under `/phan-anh/`, the others the desks' under
`/staff/feedback/`. Nothing here knows a conversation or a registration.
"""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "hotline.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"
    visitor_cookies = (("dv_feedback", "/phan-anh"), ("dv_feedback_en", "/phan-anh"))
