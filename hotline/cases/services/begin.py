"""A counsellor opens a private page for a person who agrees, and gives them its code and a one-time setup code."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.cases.errors import Ended
from hotline.cases.models import Case
from hotline.cases.promise import promise
from hotline.conversations import belongings
from hotline.conversations.models import Conversation
from hotline.conversations.services.holder import lock_for
from hotline.conversations.short_codes import random_code
from portal.audit.log import record
from portal.privacy.index import blind_index


def open_case(conversation: Conversation, user: Any) -> Case:
    """The page of `conversation`; the one that is there already where there is one. What is held for the person
    (referrals) moves to it, so that it outlives the conversation. Raises NotFound, NotOwner."""
    with transaction.atomic():
        lock_for(conversation.pk, user, live=False)
        there = Case.objects.live().filter(conversation=conversation).first()
        if there is not None:
            return there
        sign = random_code()
        case = Case(conversation=conversation, counsellor=user, nickname=conversation.nickname)
        case.language, case.sign, case.sign_index = conversation.language, sign, sign_index(sign)
        _give_setup(case)
        case.save()
        belongings.move(conversation.pk, case.pk)
        record(user, "case.begin", "case", str(case.pk))
    return case


def give_setup(case: Case, user: Any) -> Case:
    """A new setup code, for somebody who forgot the PIN: the old PIN works until a new one is chosen. Raises Ended."""
    with transaction.atomic():
        locked = Case.objects.select_for_update().live().filter(pk=case.pk).first()
        if locked is None:
            raise Ended
        _give_setup(locked)
        locked.save(update_fields=["setup", "setup_hash", "setup_until"])
        record(user, "case.setup", "case", str(case.pk))
    return locked


def acts_for(key: uuid.UUID, user: Any) -> bool:
    """Owner of `conversations.belongings`: the counsellor of a live page acts for its person."""
    return Case.objects.live().filter(pk=key, counsellor=user).exists()


def sign_index(sign: str) -> str:
    """The blind index of a page's code; it fits no other table."""
    return blind_index(sign, "hotline.case.sign")


def setup_index(setup: str) -> str:
    """The stored form of a setup code."""
    return blind_index(setup, "hotline.case.setup")


def _give_setup(case: Case) -> None:
    case.setup = random_code()
    case.setup_hash = setup_index(case.setup)
    case.setup_until = timezone.now() + timedelta(hours=promise().setup_hours)
