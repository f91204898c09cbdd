"""Intake's own job: warn before a draft is removed, only who asked for it. Forgetting itself: `retention`."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from portal.sms import outbox
from registration.intake import code_limits, drafts
from registration.intake.models import Draft

QUEUE = "daily"
BEFORE = timedelta(days=1)


@app.periodic(cron="30 2-12 * * *")  # UTC: every half hour past from nine to nineteen in Vietnam
@app.task(name="registration.intake.remind", queue=QUEUE, queueing_lock="intake.remind")
def remind_of_drafts(timestamp: int) -> None:
    """Warn of drafts that are removed within a day."""
    remind(timezone.now())


def remind(now: datetime) -> int:
    """How many were warned. A second run, or two at once, warn nobody twice: one changed row is one message."""
    sent = 0
    waiting = Draft.objects.living(now).filter(remind=True, reminded_at=None, clerk=None)
    for draft in waiting.filter(active_at__lte=now - timedelta(days=min(Draft.Kept.values)) + BEFORE).iterator(200):
        phone = str(draft.answers.get("phone") or "")
        if draft.kept_until > now + BEFORE or not code_limits.may_receive(phone):
            continue
        with transaction.atomic():
            still = Draft.objects.filter(pk=draft.pk, active_at=draft.active_at, reminded_at=None)
            if still.update(reminded_at=now):
                _send(draft, phone)
                sent += 1
    return sent


def _send(draft: Draft, phone: str) -> None:
    with translation.override("vi"):
        link = settings.PUBLIC_URL.rstrip("/") + reverse("intake:resume")
    outbox.send(
        phone,
        "draft_saved",
        {"code": drafts.shown_code(draft), "link": link},
        dedupe_key=f"draft:{draft.pk}:{draft.active_at:%Y%m%d%H%M%S}",
        reference="draft",
    )
