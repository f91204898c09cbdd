"""Help somebody who lost phone and recovery codes: the next sign-in enrols a new authenticator."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import second_factor
from portal.accounts.events import announce
from portal.accounts.models import User
from portal.accounts.sessions import end_all_of


@transaction.atomic
def reset_second_factor(actor: User, user_id: int, reason: str) -> User:
    """Forget the person's factors and end their sessions; whoever resets learns no secret.

    Raises ValidationError for one's own account.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if user.pk == actor.pk:
        raise ValidationError(_("Another administrator must do this for you."))
    second_factor.remove_all(user)
    end_all_of(user)
    announce(actor, "second_factor.reset", user, reason=reason)
    return user
