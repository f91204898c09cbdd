"""Save a receiving point; who changed it is in the audit log."""

from django.db import transaction

from hotline.referrals.models import Point
from portal.accounts.models import User
from portal.audit.log import record


def save_point(point: Point, user: User) -> Point:
    """A checked point, new or changed."""
    with transaction.atomic():
        point.save()
        record(user, "referral.point", "receiving_point", str(point.pk), detail={"active": point.active})
    return point
