"""Deactivate an account, and take it into use again."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.events import announce
from portal.accounts.models import User
from portal.accounts.sessions import end_all_of


@transaction.atomic
def deactivate(actor: User, user_id: int, reason: str) -> User:
    """Nobody gets in with this account from now on; its sessions and sockets end.

    Raises ValidationError for one's own account.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if user.pk == actor.pk:
        raise ValidationError(_("You cannot deactivate your own account."))
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        end_all_of(user)
        announce(actor, "account.deactivated", user, reason=reason)
    return user


@transaction.atomic
def reactivate(actor: User, user_id: int) -> User:
    """The account may sign in again, with its password and second factor as they were."""
    user = User.objects.select_for_update().get(pk=user_id)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        announce(actor, "account.reactivated", user)
    return user
