"""How long the words of tasks are kept."""

from datetime import datetime

from django.db import transaction

from hotline.callbacks.models import Task
from hotline.callbacks.promise import promise
from hotline.callbacks.services.forget import wipe
from hotline.callbacks.services.work import end
from hotline.callbacks.states import Outcome
from portal.privacy.retention import Rule


def _forget_old(now: datetime, dry_run: bool) -> int:
    old = Task.objects.with_words_after(now)
    if dry_run:
        return old.count()
    keys = list(old.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            task = old.select_for_update().filter(pk=key).first()
            if task:
                if task.is_pending:
                    end(task, None, Outcome.FORGOTTEN)
                wipe(task)
    return len(keys)


RULES = [
    Rule(
        "hotline.tasks",
        "Số điện thoại và lời nhắn khi hẹn gọi lại, sau khi việc đã xong",
        promise().keep_days,
        "Luật 91/2025/QH15; hạn do đơn vị vận hành đặt",
        _forget_old,
    ),
]
