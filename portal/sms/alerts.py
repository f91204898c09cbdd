"""What somebody must look at now: gateways that stand still, costs near the limit, texts that wait or are unclear.

Shown on the staff page and as a number on the staff home; the log has the same lines.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.sms import spending
from portal.sms.models import GatewayPause, InboundMessage, OutboundMessage
from portal.sms.reasons import reason
from portal.sms.states import OPEN, State

LATE = timedelta(minutes=15)
LATELY = timedelta(days=1)
BLOCKED = ("30004", "30007", "blocked", "filtered")


def alerts() -> list[str]:
    """In words, the gravest first; a constant number of queries."""
    return [*_pauses(), *_costs(), *_texts(), *_unheard()]


def _pauses() -> list[str]:
    return [
        _("%(gateway)s stands still until %(until)s. %(why)s")
        % {
            "gateway": pause.gateway,
            "until": date_format(timezone.localtime(pause.until), "H:i"),
            "why": reason(pause.error_code),
        }
        for pause in GatewayPause.objects.holding()
    ]


def _costs() -> list[str]:
    share = spending.share_used(timezone.localdate()) if settings.SMS_COST_A_DAY else 0
    if share < spending.NEAR:
        return []
    said = _("%(share)d per cent of the day's limit of costs are used.") % {"share": share}
    return [f"{said} {_('Reminders wait until tomorrow; one-time codes stop last.')}"]


def _texts() -> list[str]:
    now = timezone.now()
    late = Q(state__in=OPEN, next_attempt_at__lte=now - LATE)
    unclear = Q(state=State.UNKNOWN, next_attempt_at=None)
    blocked = Q(error_code__in=BLOCKED)
    recent = OutboundMessage.objects.filter(created_at__gte=now - LATELY)
    found = recent.aggregate(
        late=Count("pk", filter=late), unclear=Count("pk", filter=unclear), blocked=Count("pk", filter=blocked)
    )
    said = []
    if found["late"]:
        said.append(
            ngettext(
                "%(count)d text should have left more than 15 minutes ago.",
                "%(count)d texts should have left more than 15 minutes ago.",
                found["late"],
            )
            % {"count": found["late"]}
        )
    if found["unclear"]:
        said.append(
            ngettext(
                "Of %(count)d text it is unclear whether it left. It is not sent again.",
                "Of %(count)d texts it is unclear whether they left. They are not sent again.",
                found["unclear"],
            )
            % {"count": found["unclear"]}
        )
    if found["blocked"]:
        said.append(
            ngettext(
                "The operator blocked %(count)d text in the last day. Is its wording registered?",
                "The operator blocked %(count)d texts in the last day. Are their wordings registered?",
                found["blocked"],
            )
            % {"count": found["blocked"]}
        )
    return said


def _unheard() -> list[str]:
    waiting = InboundMessage.objects.filter(handled_at=None, received_at__lte=timezone.now() - timedelta(minutes=5))
    count = waiting.count()
    if not count:
        return []
    return [
        ngettext(
            "%(count)d text that came in is not in a conversation yet. It is stored and tried every minute.",
            "%(count)d texts that came in are not in a conversation yet. They are stored and tried every minute.",
            count,
        )
        % {"count": count}
    ]
