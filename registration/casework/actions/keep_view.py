"""Keep an inbox view under a name for its owner, or remove it."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

from ..errors import MoveRefused
from ..models import SavedView

MOST = 20


class TooManyViews(MoveRefused):
    """More views than a list can be looked through."""


def keep_view(user: User, name: str, filters: dict[str, str]) -> SavedView:
    """The view `name` of `user`, with these filters from now on. Raises TooManyViews."""
    there = SavedView.objects.filter(user=user)
    if not there.filter(name=name).exists() and there.count() >= MOST:
        raise TooManyViews(_("You have kept many views. Remove one first."))
    view, __ = SavedView.objects.update_or_create(user=user, name=name, defaults={"filters": filters})
    return view


def remove_view(user: User, key: int) -> bool:
    """Remove one's own view; False where there is none."""
    return SavedView.objects.filter(user=user, pk=key).delete()[0] > 0
