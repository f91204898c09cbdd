"""Forget a person's words in aftercare; the bare rows stay for the numbers."""

from registration.casework.models import Registration

from .models import Assignment, FollowUp, SupportNeed


def forget(registration: Registration) -> None:
    """Empty every word about the person. Works twice without harm."""
    Assignment.objects.filter(registration=registration).update(organisation="")
    FollowUp.objects.filter(registration=registration).update(words={}, key=None)
    SupportNeed.objects.filter(registration=registration).update(provider="", words="")
