"""Wagtail's group membership follows every change of a posting (see `groups`)."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.accounts.groups import sync_groups
from portal.accounts.models import Posting


@receiver([post_save, post_delete], sender=Posting, dispatch_uid="accounts.sync_groups")
def membership_follows_postings(sender: Any, instance: Posting, raw: bool = False, **kwargs: Any) -> None:
    """Renew the groups of the posting's person."""
    if not raw:
        sync_groups(instance.user)
