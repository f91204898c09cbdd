"""Post a person to a role and a place."""

from django.db import transaction

from portal.accounts.events import announce
from portal.accounts.models import Posting, User


@transaction.atomic
def add_posting(actor: User, user: User, posting: Posting) -> Posting:
    """Save `posting` for `user`; raises ValidationError when role, place and days do not fit."""
    posting.user = user
    posting.full_clean()
    posting.save(force_insert=True)
    announce(actor, "posting.added", user, **facts(posting))
    return posting


def facts(posting: Posting) -> dict[str, str]:
    """Role, place and days of a posting for the audit log."""
    place = posting.place
    return {
        "role": posting.role,
        "place": str(place.pk) if place else "",
        "starts_on": posting.starts_on.isoformat(),
        "ends_on": posting.ends_on.isoformat() if posting.ends_on else "",
    }
