"""The portal's own jobs: forget on time, walk the audit chain, list the erased for a later restore."""

import logging

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from procrastinate.contrib.django import app

from portal.ops import erased

QUEUE = "daily"
_log = logging.getLogger("portal.jobs")


@app.periodic(cron="10 20 * * *")  # UTC: ten past three in the morning in Vietnam
@app.task(name="portal.ops.forget_on_time", queue=QUEUE, queueing_lock="ops.forget_on_time")
def forget_on_time(timestamp: int) -> None:
    """Apply the retention register; what was erased stays erased, so a second run does no harm."""
    call_command("retention")


@app.periodic(cron="40 20 * * *")
@app.task(name="portal.ops.verify_audit", queue=QUEUE, queueing_lock="ops.verify_audit")
def verify_audit(timestamp: int) -> None:
    """Walk the audit chain; a broken entry is an error in the log, for the operator's alarm."""
    try:
        call_command("audit_verify")
    except CommandError:
        _log.exception("the audit chain is broken")


@app.periodic(cron="*/10 * * * *")
@app.task(name="portal.ops.list_erased", queue=QUEUE, queueing_lock="ops.list_erased")
def list_erased(timestamp: int) -> None:
    """Write the list of the erased beside the database (portal.ops.erased), to be copied away from it."""
    erased.write(settings.DATA_DIR / erased.FILE)
