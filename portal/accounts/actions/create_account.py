"""Create a staff account with its first posting."""

from django.db import transaction

from portal.accounts.actions.add_posting import add_posting
from portal.accounts.events import announce
from portal.accounts.models import Posting, User


@transaction.atomic
def create_account(actor: User, *, email: str, full_name: str, posting: Posting) -> User:
    """An account without a password (its one-time link sets one); `posting` is not saved yet.

    Raises ValidationError for a posting that does not fit, IntegrityError for a taken e-mail.
    """
    user = User.objects.create_user(email, None, full_name=full_name)
    announce(actor, "account.created", user)
    add_posting(actor, user, posting)
    return user
