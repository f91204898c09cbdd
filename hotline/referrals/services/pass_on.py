"""Pass on what a person agreed to, to one receiving point: nothing else, and only with their consent."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app

from hotline.conversations import todo
from hotline.conversations.belongings import may_act_for
from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation
from hotline.conversations.services.holder import lock_for
from hotline.referrals.links import link_of
from hotline.referrals.models import Point, Referral
from hotline.referrals.promise import promise
from hotline.referrals.services.moving import look_after_key
from hotline.referrals.states import Item, Way
from portal.audit.log import record
from portal.sms import outbox

NOTICE = "hotline.referrals.notice"


def pass_on(conversation: Conversation, user: Any, point: Point, told: dict[Item, str]) -> Referral:
    """Make the referral and tell the point that there is something (not what). `told` holds exactly what the person
    agreed to; the form has asked for the consent. Raises NotFound, NotOwner."""
    with transaction.atomic():
        lock_for(conversation.pk, user, live=False)
        return _make(conversation.pk, conversation, user, point, told)


def pass_on_for(subject: uuid.UUID, user: Any, point: Point, told: dict[Item, str]) -> Referral:
    """The same for the person of a private page. Raises NotFound where `user` does not act for them."""
    if not may_act_for(subject, user):
        raise NotFound
    with transaction.atomic():
        return _make(subject, None, user, point, told)


def _make(
    subject: uuid.UUID, conversation: Conversation | None, user: Any, point: Point, told: dict[Item, str]
) -> Referral:
    now, known = timezone.now(), promise()
    referral = Referral.objects.create(
        point=point,
        conversation=conversation,
        subject=subject,
        told={item.value: words for item, words in told.items() if words},
        consent_at=now,
        created_by=user,
        link_until=now + timedelta(days=known.link_days),
        notice_way=point.way,
    )
    tell_point(referral)
    due = now + timedelta(days=known.look_after_days)
    path = reverse("referrals:referral", args=[referral.pk])
    todo.ask(todo.Todo("referral", look_after_key(referral), due, conversation, user, path))
    detail = {"point": point.pk, "items": sorted(referral.told)}
    record(user, "referral.pass_on", "conversation" if conversation else "case", str(subject), detail=detail)
    return referral


def tell_point(referral: Referral) -> None:
    """A neutral notice with the link, by the point's way; within the caller's transaction."""
    if referral.notice_way == Way.EMAIL:
        app.configure_task(NOTICE, queue="hotline").defer(referral=str(referral.pk))
    elif referral.notice_way == Way.SMS:
        name = f"hotline.referral:{referral.pk}"
        outbox.send(
            referral.point.phone, "referral_notice", {"link": link_of(referral)}, dedupe_key=name, reference=name
        )
        Referral.objects.filter(pk=referral.pk).update(notice_sent_at=timezone.now())
