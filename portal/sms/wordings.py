"""The wordings in use that staff wrote (`TextVersion`), kept in each process and asked for again every few seconds.

Nothing here may stop a room that sends: where the table cannot be asked or a wording does not fit, the wording of
`data/templates.toml` goes on.
"""

import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import Error, transaction

from portal.sms.models import TextVersion
from portal.sms.states import TextState

log = logging.getLogger(__name__)

Texts = dict[str, str]


@dataclass(frozen=True)
class Known:
    """Wordings by template and language; `checked` on the monotonic clock."""

    checked: float
    texts: dict[str, Texts]


_known: Known | None = None


def in_use(template: str) -> Texts | None:
    """The wording of `template` in use, by language, at most SMS_TEMPLATES_FRESH_S seconds old; None for the file's."""
    global _known  # noqa: PLW0603  # one memory for each process, replaced as a whole
    if not settings.SMS_TEMPLATES_FRESH_S:
        return None
    now, found = time.monotonic(), _known
    if found is None or now - found.checked >= settings.SMS_TEMPLATES_FRESH_S:
        found = _known = _looked_up(now, found)
    return found.texts.get(template)


def forget() -> None:
    """Ask the database at the next question."""
    global _known  # noqa: PLW0603
    _known = None


def _looked_up(now: float, before: Known | None) -> Known:
    try:
        with transaction.atomic():  # a failure must not spoil the caller's transaction
            rows = list(TextVersion.objects.filter(state=TextState.IN_USE).values_list("template", "vi", "en"))
    except (Error, SynchronousOnlyOperation):
        log.warning("the wordings of the texts cannot be asked for; what is known goes on", exc_info=True)
        return Known(now, before.texts if before else {})
    return Known(now, {template: {"vi": vi, "en": en} for template, vi, en in rows})
