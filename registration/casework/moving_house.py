"""When a file goes to another ward it is nobody's work there yet."""

from .models import Event, Registration

LEAVES = frozenset({"move", "ward-merged"})


def release(event: Event) -> None:
    """A listener (`listeners.py`): the old desk's assignees end with the old desk."""
    if event.kind in LEAVES:
        Registration.objects.filter(pk=event.registration_id).update(assigned_to=None, assigned_social=None)
