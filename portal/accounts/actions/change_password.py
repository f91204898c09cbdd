"""Change one's own password."""

from django.db import transaction

from portal.accounts.invitations import set_password
from portal.accounts.models import User
from portal.accounts.second_factor import WaitFirst
from portal.privacy import throttle


def change_password(user: User, present: str, new: str) -> bool:
    """Set `new` where `present` is right; all sessions of the person end, the caller renews its own.

    Raises WaitFirst after too many wrong tries, ValidationError for a weak password.
    """
    if wait := throttle.attempt("change-password", str(user.pk)):
        raise WaitFirst(wait)
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        if not locked.check_password(present):
            return False
        set_password(locked, new)
    throttle.forget("change-password", str(user.pk))
    user.refresh_from_db()
    return True
