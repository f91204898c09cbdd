"""Jobs of referrals: the notice by e-mail; the end of what nobody answered."""

import logging
from uuid import UUID

from django.core.mail import send_mail
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hotline.referrals.links import link_of
from hotline.referrals.models import Referral
from hotline.referrals.services.pass_on import NOTICE
from hotline.referrals.services.stop import expire

QUEUE = "hotline"
log = logging.getLogger(__name__)


@app.task(name=NOTICE, queue=QUEUE, retry=RetryStrategy(max_attempts=6, exponential_wait=5))
def notice(referral: str) -> None:
    """Tell the point that there is something, by e-mail; neutral words, the link, nothing of the person."""
    found = Referral.objects.open().filter(pk=UUID(referral)).select_related("point").first()
    if found is None or not found.point.email or found.notice_sent_at:
        return
    with translation.override("vi"):
        subject = _("Something has been passed on to you")
        body = _("Somebody asked us to pass something on to you. Please read and answer here:\n\n%(link)s\n") % {
            "link": link_of(found)
        }
    if not send_mail(subject, body, None, [found.point.email]):
        log.warning("referral_notice_not_sent")
        return
    Referral.objects.filter(pk=found.pk).update(notice_sent_at=timezone.now())


@app.periodic(cron="25 19 * * *")
@app.task(name="hotline.referrals.expire", queue=QUEUE, queueing_lock="referrals.expire")
def expire_referrals(timestamp: int) -> None:
    """End what has had no last answer for too long."""
    expire(timezone.now())
