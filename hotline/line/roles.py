"""Who changes the line, and who may read how danger is recognised."""

from portal.accounts.models import Role

EDITORS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
READERS = (Role.COUNSELLOR, *EDITORS)
