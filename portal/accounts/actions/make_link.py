"""Make the one-time link by which a person sets their password."""

from portal.accounts import invitations
from portal.accounts.events import announce
from portal.accounts.models import User


def make_link(actor: User, user: User) -> str:
    """The link's path; it is shown once and handed over by the administrator."""
    path = invitations.path_for(user)
    announce(actor, "password_link.made", user)
    return path
