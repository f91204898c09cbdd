"""Wagtail's groups follow the postings: editors, publishers and administrators of today are members, nobody else.

The permissions of the groups belong to the room `cms`; membership belongs here. It is renewed
when a posting changes and at sign-in; an ended posting shuts `/cms/` at once (`middleware`).
"""

from django.contrib.auth.models import Group

from portal.accounts.models import Role, User

GROUP_OF_ROLE = {Role.EDITOR: "Editors", Role.PUBLISHER: "Publishers", Role.ADMINISTRATOR: "Administrators"}


def sync_groups(user: User) -> None:
    """Put `user` into the groups of today's roles and out of the others; other groups stay as they are."""
    roles = user.roles_today()
    for role, name in GROUP_OF_ROLE.items():
        group, _ = Group.objects.get_or_create(name=name)
        if role in roles:
            user.groups.add(group)
        else:
            user.groups.remove(group)
