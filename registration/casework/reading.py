"""Note who opened what: every reading of personal data goes into the audit log before the page leaves.

Called outside any transaction of the page, so that the note stays even where the page fails afterwards.
"""

from portal.accounts.models import User
from portal.audit import log

from .desks import Desks
from .models import Registration

READ = "registration.read"
OPENED = "registration.open"
DOCUMENT = "registration.document"
FORM = "registration.form"
SEARCHED = "registration.search"
# What is opened outside the desks: by the person's helper, and by the facility that the person was referred to.
HELPER_READ = "registration.helper_read"
FACILITY_READ = "registration.facility_read"
READINGS = (READ, OPENED, DOCUMENT, FORM, HELPER_READ, FACILITY_READ)


def note(registration: Registration, user: User, desks: Desks, action: str, **detail: str) -> None:
    """One entry: who, in which role, at which desk. `detail` holds no personal word."""
    ward = registration.ward_id
    log.record(
        user,
        action,
        "registration",
        str(registration.pk),
        detail={"ward": ward, "role": desks.role_at(ward), "desk": desks.kind(ward), **detail},
    )
