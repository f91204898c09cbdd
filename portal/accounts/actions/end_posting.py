"""End a posting: its last day is set, it is never deleted, since the audit log speaks of it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.actions.add_posting import facts
from portal.accounts.events import announce
from portal.accounts.models import Posting, User


@transaction.atomic
def end_posting(actor: User, posting_id: int, last_day: date) -> Posting:
    """`last_day` is the last day in force. Raises ValidationError before the first day, or when longer than before."""
    posting = Posting.objects.select_for_update(of=("self",)).select_related("user").get(pk=posting_id)
    if posting.ends_on and posting.ends_on < last_day:
        raise ValidationError(_("This posting has ended already."))
    posting.ends_on = last_day
    posting.full_clean()
    posting.save(update_fields=["ends_on"])
    announce(actor, "posting.ended", posting.user, **facts(posting))
    return posting
