"""What a client may do; an administrator grants each scope by itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Values are public (they stand in the description of the interface)."""

    CREATE = "registrations:create", _("prepare registrations")
    READ = "registrations:read", _("read the state of registrations at its wards")
    FILE = "registrations:file", _("file registrations at once (national channel)")
    REPORT = "registrations:report", _("report stages of treatment (facility software)")
