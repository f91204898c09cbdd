"""The approval of a page: a second pair of eyes, always somebody other than the one who wrote last."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState


class FourEyesTask(AbstractGroupApprovalTask):
    """Members of the groups approve, but nobody approves their own last edit."""

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        actions = super().get_actions(obj, user)
        if wrote_last(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        return super().get_task_states_user_can_moderate(user, **kwargs).exclude(revision__user=user)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Do what the button says; raises PermissionDenied where the last editor approves.

        The page row is locked first, so no edit can slip between the look and the approval.
        """
        with transaction.atomic():
            page = task_state.workflow_state.content_object
            if isinstance(page, Page):
                Page.objects.select_for_update().get(pk=page.pk)
            if action_name == "approve" and wrote_last(page, user):
                raise PermissionDenied(_("Somebody else must approve what you wrote."))
            super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> Any:
        return _("Somebody of the chosen groups approves, never the one who wrote last.")

    class Meta:
        verbose_name = _("second pair of eyes")
        verbose_name_plural = _("second pairs of eyes")


def wrote_last(obj: Any, user: Any) -> bool:
    """Whether `user` made the newest revision of `obj`, which is what an approval would publish."""
    revision = obj.get_latest_revision()
    return revision is not None and revision.user_id == user.pk
