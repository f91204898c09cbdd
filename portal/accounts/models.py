"""Staff: the user, and the dated postings that say what they may do and where.

Visitors have no account. Roles come from postings that are valid today; `administrator` sees no registrations and no
conversations.
"""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.places.models import Province, Ward


class Role(models.TextChoices):
    """What a person is posted as."""

    POLICE_OFFICER = "police_officer", _("police officer")
    POLICE_CHIEF = "police_chief", _("chief of commune police")
    SOCIAL_OFFICER = "social_officer", _("social officer")
    COMMITTEE_CHAIR = "committee_chair", _("chair of the committee")
    HELPER = "helper", _("helper")
    FACILITY_STAFF = "facility_staff", _("facility staff")
    COORDINATOR = "coordinator", _("coordinator")
    COUNSELLOR = "counsellor", _("counsellor")
    SUPERVISOR = "supervisor", _("supervisor")
    EDITOR = "editor", _("editor")
    PUBLISHER = "publisher", _("publisher")
    ADMINISTRATOR = "administrator", _("administrator")


POLICE_DESK = frozenset({Role.POLICE_OFFICER, Role.POLICE_CHIEF})
COMMITTEE_DESK = frozenset({Role.SOCIAL_OFFICER, Role.COMMITTEE_CHAIR})
HOTLINE = frozenset({Role.COUNSELLOR, Role.SUPERVISOR})


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A member of staff; signs in with e-mail, password and a second factor."""

    email = models.EmailField(_("e-mail"), unique=True)
    full_name = models.CharField(_("full name"), max_length=100)
    language = models.CharField(_("language"), max_length=2, default="vi")
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def is_staff(self) -> bool:
        """Every account belongs to staff."""
        return self.is_active

    # Wagtail shows these two.
    @property
    def first_name(self) -> str:
        return self.full_name

    @property
    def last_name(self) -> str:
        return ""

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]

    def postings_today(self) -> "models.QuerySet[Posting]":
        """The postings that are valid today (Asia/Ho_Chi_Minh)."""
        return self.postings.valid_on(timezone.localdate())

    def roles_today(self) -> set[str]:
        """The roles held today."""
        return set(self.postings_today().values_list("role", flat=True)) if self.is_active else set()

    def has_role(self, *roles: str) -> bool:
        """Whether one of `roles` is held today."""
        return not self.roles_today().isdisjoint(roles)

    def wards_today(self, *roles: str) -> "models.QuerySet[Ward]":
        """The wards in which one of `roles` is held today."""
        postings = self.postings_today().filter(role__in=roles)
        return Ward.objects.filter(pk__in=postings.values("ward"))


class Team(models.Model):
    """A hotline team."""

    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class PostingQuerySet(models.QuerySet["Posting"]):
    """Postings by date."""

    def valid_on(self, day: date) -> "PostingQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Posting(models.Model):
    """A role held by a user in a ward, team or province, from a day to a day (both included)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="postings")
    role = models.CharField(max_length=20, choices=Role.choices)
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="postings")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="postings")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="postings")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
