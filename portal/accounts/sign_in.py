"""The first step: e-mail and password. One answer, in like time, for everything that is wrong.

Tries are counted by name and network together, so that nobody can lock somebody else out, and by
network alone, generously, since a whole ward office may share one address.
"""

from django.contrib.auth import authenticate
from django.http import HttpRequest

from portal.accounts.events import announce
from portal.accounts.models import User
from portal.accounts.second_factor import WaitFirst
from portal.privacy import throttle

FREE_TRIES = 5
FREE_TRIES_OF_A_NETWORK = 100
NETWORK_WAIT_S = 60


def check_password(request: HttpRequest, email: str, password: str) -> User | None:
    """The active account with this password, or None.

    An unknown e-mail runs the hasher as well (Django's ModelBackend), a deactivated account is told
    nothing else. Raises WaitFirst, and ThrottleUnavailable when nothing can be counted.
    """
    network = throttle.network_key(request)
    name = f"{email.strip().lower()}|{network}"
    wait = throttle.attempt("sign-in", name, free=FREE_TRIES)
    wait = wait or throttle.attempt(
        "sign-in.network", network, free=FREE_TRIES_OF_A_NETWORK, first_s=1, longest_s=NETWORK_WAIT_S
    )
    if wait:
        raise WaitFirst(wait)
    user = authenticate(request, username=email.strip().lower(), password=password)
    if not isinstance(user, User):
        known = User.objects.filter(email=email.strip().lower()).first()
        announce(None, "sign_in.refused", known)
        return None
    throttle.forget("sign-in", name)
    throttle.give_back("sign-in.network", network)
    return user
