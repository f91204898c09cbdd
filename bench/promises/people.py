"""Generated people of a history: a counsellor with a session, visitors with their secrets, phones."""

import secrets
import time

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from hotline.conversations.models import CounsellorPresence
from portal.accounts import sessions
from portal.accounts.models import Posting, Role, Team, User


def counsellor() -> tuple[User, str]:
    """A new counsellor and the key of a session with the second factor."""
    user = User.objects.create_user(f"history-{secrets.token_hex(6)}@bench.example", full_name="Tư vấn viên thử")
    Posting.objects.create(user=user, role=Role.COUNSELLOR, team=Team.objects.get_or_create(name="Ca thử")[0])
    CounsellorPresence.objects.create(user=user, capacity=12)
    device = TOTPDevice.objects.create(user=user, confirmed=True)
    session, now = SessionStore(), int(time.time())
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = sessions.BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update({sessions.STARTED: now, sessions.SEEN: now, sessions.CONFIRMED: now})
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return user, str(session.session_key)


def phone() -> str:
    """A generated Vietnamese mobile number in E.164, outside the numbers that the stand-in reads as orders."""
    return f"+8491{secrets.randbelow(9_000_000) + 1_000_000}"
