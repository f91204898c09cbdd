"""What happens to accounts, told to whoever listens (the audit log does; this room does not know it)."""

from typing import TYPE_CHECKING, Any

from django.dispatch import Signal

if TYPE_CHECKING:
    from portal.accounts.models import User

happened = Signal()


def announce(
    actor: "User | None", action: str, subject: "User | None" = None, *, reason: str = "", **detail: Any
) -> None:
    """`actor` did `action` to the account `subject` (default: their own); `detail` holds no personal word.

    Listeners run at once and inside the caller's transaction.
    """
    account = subject or actor
    ref = str(account.pk) if account else ""
    happened.send(sender=None, actor=actor, action=action, object_ref=ref, reason=reason, detail=detail)
