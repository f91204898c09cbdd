"""What the audit page asks: entries that the reader may see, narrowed by what they typed."""

from django.db.models import Q, QuerySet

from portal.accounts.models import User
from portal.audit.models import Entry

LONGEST_QUERY = 100


def search(reader: User, query: str = "", action: str = "") -> QuerySet[Entry]:
    """Newest first. `query` matches an object's reference or an actor's name; `action` the action's beginning."""
    found = Entry.objects.visible_to(reader).select_related("actor").order_by("-pk")
    if query:
        found = found.filter(
            Q(object_ref__icontains=query) | Q(actor__full_name__icontains=query) | Q(actor__email__icontains=query)
        )
    return found.filter(action__startswith=action) if action else found


def clean(text: str) -> str:
    """What was typed, as PostgreSQL can take it."""
    return text.replace("\0", "").strip()[:LONGEST_QUERY]
