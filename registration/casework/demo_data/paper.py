"""A sample determination result as PDF, the same for every generated case that has a paper."""

from functools import cache
from hashlib import sha256
from uuid import uuid5

import typst

from ..models import Document, Registration
from .cases import SPACE

EVERY = 3
SOURCE = """
#set page(paper: "a5", margin: 2cm)
#align(center)[*PHIẾU KẾT QUẢ (DỮ LIỆU MẪU)*]
#v(1em)
Tờ giấy này chỉ dùng để trình diễn. Không có người nào và không có cơ sở nào đứng sau nó.
"""


@cache
def sample() -> bytes:
    """The PDF, made once in a process."""
    return bytes(typst.compile(SOURCE.encode()))


def papers_for(registrations: list[Registration]) -> list[Document]:
    """An unsaved paper for every third registration."""
    content = sample()
    return [
        Document(
            id=uuid5(SPACE, f"paper:{registration.finish_key}"),
            registration=registration,
            kind=Document.Kind.DETERMINATION_RESULT,
            name="ket-qua.pdf",
            content=content,
            content_type="application/pdf",
            size=len(content),
            sha256=sha256(content).hexdigest(),
            added_at=registration.created_at,
        )
        for registration in registrations[::EVERY]
    ]
