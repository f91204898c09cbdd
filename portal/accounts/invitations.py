"""The one-time link by which a person sets a password; the administrator hands it over, no e-mail is sent.

The link is a sealed token that names the account and the state of its password: once a password is
set by it, or another link is used, it no longer fits. Setting a password never skips the second factor.
"""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from portal.accounts.events import announce
from portal.accounts.models import User
from portal.accounts.sessions import end_all_of
from portal.privacy.tokens import BadToken, read, sign

PURPOSE = "accounts.set-password"
LIFE_S = 72 * 3600


def path_for(user: User) -> str:
    """The path of a fresh link for `user`."""
    token = sign({"user": user.pk, "stamp": user.get_session_auth_hash()}, PURPOSE)
    return reverse("staff:set_password", args=[token])


def user_of(token: str) -> User:
    """Whose link it is; raises BadToken when it is used, too old, or the account is deactivated."""
    payload = read(token, PURPOSE, LIFE_S)
    user = User.objects.filter(pk=payload.get("user", 0), is_active=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), str(payload.get("stamp"))):
        raise BadToken("the link has been used")
    return user


@transaction.atomic
def set_password_by(token: str, password: str) -> User:
    """Set the password of the link's account; raises BadToken, or ValidationError for a weak password."""
    user = User.objects.select_for_update().get(pk=user_of(token).pk)
    if user_of(token).pk != user.pk:
        raise BadToken("the link has been used")
    set_password(user, password)
    return user


def set_password(user: User, password: str) -> None:
    """Give `user` a new password and end all their sessions; raises ValidationError for a weak one."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    end_all_of(user)
    announce(user, "password.set")
