"""Leave the mark of a province when a conversation begins (see `models.ProvinceMark`)."""

from hotline.conversations.models import Conversation, Step
from hotline.conversations.states import StepKind
from hotline.reports.models import ProvinceMark


def mark_province(conversation: Conversation, step: Step) -> None:
    """Listener: one row for a beginning whose person named a province."""
    if step.kind == StepKind.STARTED and conversation.province_code:
        ProvinceMark.objects.create(province_code=conversation.province_code, channel=conversation.channel)
