"""An administrator starts a version as a copy of the law in force, writes it, hands it to review, takes it back."""

from datetime import date
from string import ascii_uppercase

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit import log

from .. import effects
from ..basis import content_of, latest
from ..errors import Refused
from ..models import LONGEST_TEXT, RuleSetVersion
from ..one_version import check_complete, read_version, taken_out, with_head, written
from ..ruleset import RulesError

State = RuleSetVersion.State


def start_draft(actor: User, *, valid_from: date, reason: str) -> RuleSetVersion:
    """A draft with the next free name that says what the newest version says, from another day on.

    Raises Refused where the day is not after the newest version's first day, or no letter is left.
    """
    newest = latest()
    if valid_from <= newest.valid_from:
        message = _("Version %(name)s begins on %(day)s; a new one has to begin later.")
        raise Refused(message % {"name": newest.version, "day": f"{newest.valid_from:%d/%m/%Y}"})
    basis = content_of(newest.version)
    name = _free_name(newest.version, set(basis["documents"]))
    content = taken_out(basis, newest.version, name)
    text = _head() + written(with_head(content, name, valid_from, timezone.localdate()))
    try:
        with transaction.atomic():
            row = RuleSetVersion(name=name, text=text, reason=reason, author=actor)
            _judge(row)
            row.save()
            _note(actor, "drafted", row)
    except IntegrityError as error:
        raise Refused(_("Somebody started a version at the same moment. Look at the list again.")) from error
    return row


def save_text(actor: User, pk: int, text: str, seen: str) -> RuleSetVersion:
    """The author's text, good or not: a mistake is noted beside it (`problem`), and nothing typed is lost.

    `seen` is the digest of the text that the author had before the eyes. Raises Refused.
    """
    with transaction.atomic():
        row = _own(actor, pk, State.DRAFT)
        if row.digest != seen:
            raise Refused(_("This draft was saved in another window meanwhile. Compare both before you save."))
        if len(text) > LONGEST_TEXT:
            raise Refused(_("This text is too long."))
        row.text = text.replace("\r\n", "\n")
        _judge(row)
        row.changed_at = timezone.now()
        row.save(update_fields=["text", "problem", "valid_from", "changed_at"])
        _note(actor, "saved", row)
    return row


def hand_in(actor: User, pk: int) -> RuleSetVersion:
    """To review: from now on the text stands still. Raises Refused where it has a mistake."""
    with transaction.atomic():
        row = _own(actor, pk, State.DRAFT)
        _judge(row)
        if row.problem:
            raise Refused(_("The text has a mistake. Mend it first."))
        return _to(actor, row, State.REVIEW, "handed_in")


def take_back(actor: User, pk: int) -> RuleSetVersion:
    """From review back to the author's desk."""
    with transaction.atomic():
        return _to(actor, _own(actor, pk, State.REVIEW), State.DRAFT, "taken_back")


def _own(actor: User, pk: int, state: str) -> RuleSetVersion:
    row = RuleSetVersion.objects.select_for_update().get(pk=pk)
    if row.author_id != actor.pk:
        raise Refused(_("Only the author writes this version."))
    if row.state != state:
        raise Refused(_("This version has changed its state meanwhile, so nothing was done. Look at it again."))
    return row


def _to(actor: User, row: RuleSetVersion, state: str, what: str) -> RuleSetVersion:
    row.state, row.changed_at = state, timezone.now()
    row.save(update_fields=["state", "changed_at", "problem", "valid_from"])
    _note(actor, what, row)
    return row


def _judge(row: RuleSetVersion) -> None:
    """Note what the strict reader says of the text (not saved)."""
    try:
        rules = read_version(row.text, row.name)
        check_complete(row.text, row.name)
        row.problem = effects.problem(rules)
        row.valid_from = None if row.problem else rules.valid_from
    except RulesError as error:
        row.valid_from, row.problem = None, str(error)


def _free_name(newest: str, documents: set[str]) -> str:
    """The next letter; one that names a document would read like a version in the same text."""
    taken = documents | set(RuleSetVersion.objects.exclude(state=State.WITHDRAWN).values_list("name", flat=True))
    for letter in ascii_uppercase:
        if letter > newest and letter not in taken:
            return letter
    raise Refused(_("There is no letter left for a new version."))


def _head() -> str:
    """How the text is read, in the author's language, as comments at its head."""
    with translation.override(translation.get_language()):
        lines = (
            _("This text is the law that the portal follows, as one version."),
            _("article: a document's key and an article, for example D 89.1; certainty: confirmed, believed or check."),
            _("{names} in sentences are filled from the tables of this text, so that no number is written twice."),
        )
    return "".join(f"# {line}\n" for line in lines) + "\n"


def _note(actor: User, what: str, row: RuleSetVersion) -> None:
    detail = {"name": row.name, "digest": row.digest, "valid_from": row.valid_from and row.valid_from.isoformat()}
    log.record(actor, f"rules.{what}", "rule_set", str(row.pk), detail=detail)
