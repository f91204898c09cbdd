"""Accounts tell what happens to them (`portal.accounts.events`); the log listens."""

from typing import Any

from django.dispatch import receiver

from portal.accounts.events import happened
from portal.audit.log import record


@receiver(happened, dispatch_uid="audit.accounts")
def account_event(sender: Any, **event: Any) -> None:
    """Sign-ins, factors, accounts and postings."""
    actor, action, ref = event["actor"], event["action"], event["object_ref"]
    record(actor, action, "account", ref, reason=event["reason"], detail=event["detail"])
