"""The legal library: documents, how they relate, and whether one is in force on a day.

The status is computed in one place, `LegalDocumentQuerySet.with_status`, from dates and relations; what a person
recorded may only make it weaker, never bring a lapsed text back into force.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from portal.ui.vietnamese import fold, slug


class Status(models.TextChoices):
    """Whether a text is in force (glossary 72)."""

    IN_FORCE = "in_force", _("in force")
    PARTLY = "partly", _("partly in force")
    NOT_YET = "not_yet", _("not in force yet")
    LAPSED = "lapsed", _("no longer in force")
    TO_CHECK = "to_check", _("to be checked")


IN_FORCE = (Status.IN_FORCE, Status.PARTLY)


class Kind(models.TextChoices):
    """What sort of text it is."""

    LAW = "law", _("Law")
    DECREE = "decree", _("Decree")
    RESOLUTION = "resolution", _("Resolution")
    JOINT_RESOLUTION = "joint_resolution", _("Joint resolution")
    DECISION = "decision", _("Decision")
    DIRECTIVE = "directive", _("Directive")
    CONCLUSION = "conclusion", _("Conclusion")
    CIRCULAR = "circular", _("Circular")
    JOINT_CIRCULAR = "joint_circular", _("Joint circular")
    PLAN = "plan", _("Plan")


class Certainty(models.TextChoices):
    """How well our record of the text was checked."""

    CONFIRMED = "confirmed", _("seen in a public source")
    SEED = "seed", _("named in a source document")
    OWN_KNOWLEDGE = "own_knowledge", _("believed right, not confirmed")
    TO_CHECK = "to_check", _("to be compared with the original")


class LegalDocumentQuerySet(models.QuerySet["LegalDocument"]):
    """Documents by what a reader asks."""

    def with_status(self, day: date | None = None) -> Self:
        """Adds `status` (a value of `Status`) as of `day` (today when missing).

        In this order: not yet effective; past its end; replaced by a text that is effective; recorded as lapsed;
        no date of effect and nothing recorded = to be checked; otherwise what was recorded, or in force.
        """
        day = day or timezone.localdate()
        replaced = LegalRelation.objects.annotate(since=Coalesce("source__effective_on", "source__issued_on")).filter(
            Q(since__lte=day) | Q(since=None), target=OuterRef("pk"), kind=LegalRelation.Kind.REPLACES
        )
        recorded = Q(recorded_on__lte=day)
        return self.annotate(
            status=Case(
                When(effective_on__gt=day, then=Value(Status.NOT_YET)),
                When(issued_on__gt=day, then=Value(Status.NOT_YET)),
                When(expires_on__lte=day, then=Value(Status.LAPSED)),
                When(Exists(replaced), then=Value(Status.LAPSED)),
                When(recorded & Q(recorded_status=Status.LAPSED, expires_on=None), then=Value(Status.LAPSED)),
                When(recorded & Q(recorded_status=Status.PARTLY), then=Value(Status.PARTLY)),
                When(recorded & Q(recorded_status=Status.TO_CHECK), then=Value(Status.TO_CHECK)),
                When(Q(effective_on=None) & ~Q(recorded_status=Status.IN_FORCE), then=Value(Status.TO_CHECK)),
                default=Value(Status.IN_FORCE),
                output_field=models.CharField(),
            )
        )

    def in_force(self, day: date | None = None) -> Self:
        """Those in force on `day`, wholly or in part, with their status."""
        return self.with_status(day).filter(status__in=IN_FORCE)

    def matching(self, words: str) -> Self:
        """Those whose number, title or issuer holds every word; marks and case do not matter."""
        found = self
        for word in fold(words).split():
            found = found.filter(folded__contains=word)
        return found


class LegalDocument(index.Indexed, models.Model):
    """One legal text as a reader of the library meets it."""

    number = models.CharField(_("number and symbol"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=130, unique=True, blank=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    issuer = models.CharField(_("issued by"), max_length=200)
    title = models.CharField(_("title"), max_length=500)
    title_en = models.CharField(_("title in English (unofficial)"), max_length=500, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    expires_on = models.DateField(_("no longer in force from"), null=True, blank=True)
    recorded_status = models.CharField(
        _("status as recorded"),
        max_length=10,
        choices=Status.choices,
        blank=True,
        help_text=_("Dates and relations win: a lapsed text stays lapsed whatever is recorded here."),
    )
    recorded_on = models.DateField(_("status recorded on"), null=True, blank=True)
    territory = models.CharField(_("territory (VN or a province code)"), max_length=2, default="VN")
    certainty = models.CharField(
        _("how well checked"), max_length=15, choices=Certainty.choices, default=Certainty.TO_CHECK
    )
    summary_vi = models.TextField(_("what it means for you"), blank=True, max_length=600)
    summary_en = models.TextField(_("what it means for you, in English"), blank=True, max_length=600)
    note_vi = models.TextField(_("note"), blank=True, max_length=600)
    note_en = models.TextField(_("note in English"), blank=True, max_length=600)
    folded = models.TextField(editable=False, default="")

    status: str  # no column: `with_status` adds it

    objects = LegalDocumentQuerySet.as_manager()

    search_fields = [
        index.SearchField("number"),
        index.SearchField("title"),
        index.SearchField("folded"),
        index.AutocompleteField("number"),
        index.AutocompleteField("title"),
        index.AutocompleteField("folded"),
    ]

    class Meta:
        verbose_name = _("legal document")
        verbose_name_plural = _("legal documents")
        ordering = ["-issued_on", "number"]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: object, **kwargs: object) -> None:
        self.prepared()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def prepared(self) -> Self:
        """Itself with the columns that follow from others; a bulk insert must ask for it."""
        self.slug = slug(self.number)
        self.folded = fold(f"{self.number} {self.title} {self.title_en} {self.issuer}")
        return self

    def status_on(self, day: date | None = None) -> Status:
        """The status on `day` (today when missing), by the one rule of `with_status`."""
        return Status(type(self).objects.with_status(day).get(pk=self.pk).status)

    @property
    def status_label(self) -> str:
        """The status that `with_status` added, in words."""
        return str(Status(self.status).label)

    @property
    def status_colour(self) -> str:
        """The colour of its tag; the word carries the meaning."""
        return {"in_force": "green", "partly": "yellow", "not_yet": "turquoise", "lapsed": "red"}.get(
            self.status, "grey"
        )

    @property
    def needs_checking(self) -> bool:
        """Whether readers are told that our record is still being compared with the original."""
        return self.certainty in {Certainty.TO_CHECK, Certainty.OWN_KNOWLEDGE}

    @property
    def summary(self) -> str:
        """What it means for the reader, in the language of the page."""
        return self.summary_en if get_language() == "en" else self.summary_vi

    @property
    def note(self) -> str:
        """The note in the language of the page."""
        return self.note_en if get_language() == "en" else self.note_vi


class LegalRelation(models.Model):
    """`source` replaces, amends, guides or implements `target`; the way back is read from the same row."""

    class Kind(models.TextChoices):
        REPLACES = "replaces", _("replaces")
        AMENDS = "amends", _("amends")
        GUIDES = "guides", _("guides")
        IMPLEMENTS = "implements", _("implements")

    source = models.ForeignKey(LegalDocument, models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=12, choices=Kind.choices)
    target = models.ForeignKey(LegalDocument, models.CASCADE, related_name="related_from")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "target"], name="cms_one_relation")]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"

    @property
    def backward(self) -> str:
        """The relation as read from `target`."""
        words = {
            "replaces": _("replaced by"),
            "amends": _("amended by"),
            "guides": _("guided by"),
            "implements": _("implemented by"),
        }
        return str(words[self.kind])
