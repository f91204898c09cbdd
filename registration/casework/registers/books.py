"""The registers of a ward: which desk keeps each, and the heads of its columns."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..desks import COMMITTEE, POLICE, Desks
from ..models.decision import Register
from ..official_forms.editions import words

REGISTRATIONS = "registrations"


@dataclass(frozen=True)
class Book:
    """One register. `register` names the numbered papers that it lists; empty for the registrations (form "register").

    `form` is the key of the official form whose name and number the printed list carries.
    """

    key: str
    label: str | Promise
    desk: str
    register: str
    form: str

    @property
    def columns(self) -> list[str]:
        """The heads of the columns, in Vietnamese as on paper."""
        heads = words()["register"]["columns"]
        names = heads["papers" if self.register else "registrations"]
        return [head for name in names for head in (heads["person"] if name == "person" else [name])]


BOOKS = (
    Book(REGISTRATIONS, _("Registrations received"), POLICE, "", "register"),
    Book("decisions", _("Decisions on treatment"), POLICE, Register.DECISION, "decision"),
    Book("certificates", _("Certificates of completion"), POLICE, Register.CERTIFICATE, "completion_certificate"),
    Book("transfers", _("Letters of transfer"), POLICE, Register.TRANSFER, "transfer_letter"),
    Book("proposals", _("Proposals of aftercare"), POLICE, Register.PROPOSAL, "aftercare_proposal"),
    Book("aftercare", _("Decisions on aftercare"), COMMITTEE, Register.AFTERCARE, "aftercare_decision"),
    Book("helpers", _("Assignments of helpers"), COMMITTEE, Register.HELPER, "helper"),
    Book("teams", _("Aftercare teams"), COMMITTEE, Register.TEAM, "aftercare_team"),
    Book("ends", _("Ends of aftercare"), COMMITTEE, Register.END, "aftercare_end"),
)
BY_KEY = {book.key: book for book in BOOKS}


def wards_for(book: Book, desks: Desks) -> frozenset[str]:
    """Codes of the wards whose desk, kept by this person today, keeps `book`."""
    return desks.police_wards if book.desk == POLICE else desks.committee_wards


def kept_by(desks: Desks) -> list[Book]:
    """The registers that this person's desks keep."""
    return [book for book in BOOKS if wards_for(book, desks)]
