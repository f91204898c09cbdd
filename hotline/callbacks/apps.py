"""What must not be forgotten: call-backs, messages left out of hours, reminders; each a task with a due time."""

from django.apps import AppConfig


class CallbacksConfig(AppConfig):
    name = "hotline.callbacks"
    label = "callbacks"
    default_auto_field = "django.db.models.BigAutoField"
