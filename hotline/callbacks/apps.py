"""What must not be forgotten: call-backs, messages left out of hours, reminders; each a task with a due time."""

from django.apps import AppConfig


class CallbacksConfig(AppConfig):
    name = "hotline.callbacks"
    label = "callbacks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep what rooms ask for, follow conversations, forget with them."""
        from hotline.callbacks.services import forget, keep
        from hotline.conversations import erasure, listeners, todo

        todo.register(keep)
        listeners.register(keep.heed_step)
        erasure.register(forget.forget_with)
