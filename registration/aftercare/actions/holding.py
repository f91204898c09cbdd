"""Hold a registration while something about its support changes: lock the row, then check who acts.

    with holding(registration, helper, people_of) as locked: …

Locks are taken in the order registration → follow-up or need → audit chain.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from registration.casework.errors import WrongRole
from registration.casework.models import Registration
from registration.casework.scope import RegistrationQuerySet

NOT_YOURS = _("You no longer support this person, so nothing was saved.")


@contextmanager
def holding(
    registration: Registration, actor: User, scope: Callable[[User], RegistrationQuerySet]
) -> Iterator[Registration]:
    """The locked registration, if it is within `scope(actor)` now. Raises WrongRole."""
    with transaction.atomic():
        # The row first, the question after it: an assignment that ends at this moment is seen to have ended.
        locked = Registration.objects.select_for_update(of=("self",)).select_related("ward").get(pk=registration.pk)
        if not scope(actor).filter(pk=locked.pk).exists():
            raise WrongRole(NOT_YOURS)
        yield locked
