"""Forget a person's words in treatment; the bare rows stay for the numbers."""

from registration.casework.models import Registration

from .models import Contract, Plan, ProviderReport, PublicStep, Referral


def forget(registration: Registration) -> None:
    """Empty every word about the person. Works twice without harm."""
    Referral.objects.filter(registration=registration).update(note="", words="")
    ProviderReport.objects.filter(registration=registration).update(words="")
    Plan.objects.filter(registration=registration).update(provider="", words={})
    Contract.objects.filter(registration=registration).update(number="")
    PublicStep.objects.filter(registration=registration).update(number="")
