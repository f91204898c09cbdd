"""Who writes and who publishes: two Wagtail groups, filled from the postings of the day.

A posting decides, never the group: membership is brought in step whenever somebody enters `/cms/`
(`gate.py`), so a posting that ended yesterday opens nothing today.
"""

from django.contrib.auth.models import Group

from portal.accounts.models import Role, User

EDITORS = "Editors"
PUBLISHERS = "Publishers"
GROUP_OF_ROLE = {Role.EDITOR: EDITORS, Role.PUBLISHER: PUBLISHERS}


def keep_in_step(user: User) -> bool:
    """Give `user` exactly the groups of today's roles; whether there is any. Idempotent."""
    roles = user.roles_today()
    wanted = {name for role, name in GROUP_OF_ROLE.items() if role in roles}
    held = set(user.groups.filter(name__in=GROUP_OF_ROLE.values()).values_list("name", flat=True))
    if held != wanted:
        user.groups.remove(*Group.objects.filter(name__in=held - wanted))
        user.groups.add(*Group.objects.filter(name__in=wanted - held))
    return bool(wanted)
