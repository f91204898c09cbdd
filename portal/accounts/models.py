"""Staff: the user, and the dated postings that say what they may do and where.

Visitors have no account. Every right comes from a posting that is valid today (`roles`), so that a
right ends by itself on its last day; `administrator` sees no registrations and no conversations.
Signing in: `sign_in`, `second_factor`, `sessions`. Who may enter a page: `permissions`.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from portal.accounts.authenticators import Authenticator
from portal.accounts.roles import (
    COMMITTEE_DESK,
    CONTENT,
    HOTLINE,
    PLACE_OF_ROLE,
    PLACELESS,
    POLICE_DESK,
    Role,
    place_of,
)
from portal.places.models import Facility, Province, Ward

__all__ = ["COMMITTEE_DESK", "CONTENT", "HOTLINE", "POLICE_DESK", "Authenticator", "Posting", "Role", "Team", "User"]


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address, which is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
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
    # Part of every session's signature: counting it up ends all sessions of this person at once.
    session_generation = models.PositiveIntegerField(default=0)

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
        """The given name, which comes last in Vietnamese."""
        return self.full_name.rsplit(" ", 1)[-1]

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Binds sessions to the password and the generation; Django compares it on every request."""
        value = f"{self.password}:{self.session_generation}"
        return salted_hmac("portal.accounts.session", value, secret=secret, algorithm="sha256").hexdigest()

    def postings_today(self) -> "PostingQuerySet":
        """The postings that are valid today (Asia/Ho_Chi_Minh); none for a deactivated account."""
        postings = Posting.objects.filter(user=self).valid_on(timezone.localdate())
        return postings if self.is_active else postings.none()

    def roles_today(self) -> set[str]:
        """The roles held today."""
        return set(self.postings_today().values_list("role", flat=True))

    def has_role(self, *roles: str) -> bool:
        """Whether one of `roles` is held today."""
        return not self.roles_today().isdisjoint(roles)

    def wards_today(self, *roles: str) -> "models.QuerySet[Ward]":
        """The wards in which one of `roles` (none given: any role) is held today."""
        return Ward.objects.filter(pk__in=self.postings_today().with_role(*roles).values("ward"))

    def facilities_today(self) -> "models.QuerySet[Facility]":
        """The facilities whose staff this person is today."""
        return Facility.objects.filter(pk__in=self.postings_today().values("facility"))

    def provinces_today(self) -> "models.QuerySet[Province]":
        """The provinces that this person coordinates today."""
        return Province.objects.filter(pk__in=self.postings_today().values("province"))

    def teams_today(self, *roles: str) -> "models.QuerySet[Team]":
        """The hotline teams in which one of `roles` (none given: any role) is held today."""
        return Team.objects.filter(pk__in=self.postings_today().with_role(*roles).values("team"))


class Team(models.Model):
    """A hotline team."""

    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class PostingQuerySet(models.QuerySet["Posting"]):
    """Postings by date and role."""

    def valid_on(self, day: date) -> Self:
        """Postings in force on `day`: the first and the last day are included."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)

    def with_role(self, *roles: str) -> Self:
        """Postings with one of `roles`; all of them where none is given."""
        return self.filter(role__in=roles) if roles else self.all()


def _place_condition() -> Q:
    """The right place and no other is named, for each kind of role."""
    condition = Q()
    kinds: list[tuple[str | None, frozenset[Role]]] = [*PLACE_OF_ROLE.items(), (None, PLACELESS)]
    for named, roles in kinds:
        empty = {f"{place}__isnull": place != named for place in PLACE_OF_ROLE}
        condition |= Q(role__in=sorted(roles), **empty)
    return condition


class Posting(models.Model):
    """A role held by a user in a ward, facility, team or province, from a day to a day (both included)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="postings")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True, related_name="postings")
    facility = models.ForeignKey(Facility, models.PROTECT, null=True, blank=True, related_name="postings")
    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="postings")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="postings")
    starts_on = models.DateField(_("first day"), default=timezone.localdate)
    ends_on = models.DateField(_("last day"), null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        ordering = ["user_id", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=_place_condition(), name="posting_names_the_place_of_its_role"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="posting_ends_after_its_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.place}" if self.place else self.get_role_display()

    @property
    def place(self) -> "Ward | Facility | Province | Team | None":
        """The place to which the role belongs here."""
        name = place_of(self.role)
        return getattr(self, name) if name else None

    def clean(self) -> None:
        """Say in words what the constraints say to the database."""
        needed = place_of(self.role)
        for place in PLACE_OF_ROLE:
            given = getattr(self, f"{place}_id") is not None
            if place == needed and not given:
                raise ValidationError({place: _("This role needs a place: choose one.")})
            if place != needed and given:
                raise ValidationError({place: _("This role does not belong to such a place: leave it empty.")})
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})
