"""The papers of a draft or of an answer to the desk: checked files (`portal.privacy.uploads`), sealed, at most five."""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction

from portal.privacy.uploads.checking import MAX_FILES, BadFile, CheckedFile
from registration.casework.models import Document, Registration


def keep(paper: CheckedFile, draft_id: UUID, kind: str = Document.Kind.OTHER, *, item: str = "") -> Document:
    """Store a checked file, sealed, with the draft; raises BadFile when the draft already has five.

    `draft_id` is the draft's id, or the registration's while an answer to the desk is written (`item`: to which part).
    """
    with transaction.atomic():
        with connection.cursor() as cursor:  # uploads at once count one after the other
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"papers:{draft_id}"])
        if Document.objects.filter(draft_ref=draft_id, registration=None).count() >= MAX_FILES:
            raise BadFile("too_many", paper.name)
        return Document.objects.create(
            draft_ref=draft_id,
            kind=kind,
            item=item[:32],
            name=paper.name,
            content=paper.content,
            content_type=paper.content_type,
            size=len(paper.content),
            sha256=hashlib.sha256(paper.content).hexdigest(),
        )


def of_draft(draft_id: UUID) -> list[Document]:
    """The files of a draft, without their content."""
    return list(Document.objects.filter(draft_ref=draft_id, registration=None).defer("content"))


def forget_unsent(registration: Registration) -> None:
    """Files of an answer that was begun and never sent go with the registration."""
    Document.objects.filter(draft_ref=registration.pk, registration=None).delete()


def kind_of(chosen: str) -> str:
    """The kind that a person chose; what is not on the list is another paper."""
    return chosen if chosen in Document.Kind.values else Document.Kind.OTHER


def set_kinds(draft_id: UUID, kinds: Mapping[str, str]) -> None:
    """What each file of a draft is, by its id; unknown kinds and ids are left out."""
    for document in of_draft(draft_id):
        kind = kinds.get(str(document.pk), document.kind)
        if kind != document.kind and kind in Document.Kind.values:
            Document.objects.filter(pk=document.pk).update(kind=kind)


def remove(document_id: str, draft_id: UUID) -> None:
    """Erase one file of a draft; nothing happens where it is not there."""
    for document in of_draft(draft_id):
        if str(document.pk) == document_id:
            document.delete()
