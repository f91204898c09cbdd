"""A browser of staff who gave both factors, for tests of the hotline's staff pages."""

from django.conf import settings
from django.test import Client

from portal.accounts.models import User
from tests.hotline.sockets import signed_in


def at_the_desk(user: User) -> Client:
    """A client signed in as `user`."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user)
    return client
