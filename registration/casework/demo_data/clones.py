"""Many cases out of few: the story of one generated case told again for another person, at another desk.

For large sets only. The head of every block of `BLOCK` numbers is made station by station (`cases.make`); the others
share its dates and decisions, and have a person, a code, a ward and register numbers of their own. Every sealed field
is sealed anew for every row.
"""

import hashlib
from typing import Any
from uuid import uuid5

from portal.privacy.index import blind_index

from .. import codes, lookups
from ..models import Registration
from .cases import SPACE, Case, Desk
from .people import CENTURY_SEX, FAMILY, GIVEN, MIDDLE, STREETS

BLOCK = 50


def clone(head: Case, number: int, desk: Desk) -> Case:
    """Case `number` at `desk` with the story of `head`; unsaved, and sharing no changing part with it."""
    signs = hashlib.blake2b(f"duong-ve-clone-{number}".encode(), digest_size=16).digest()
    answers = head.registration.answers | _person(head.registration, number, desk, signs)
    moved = head.registration.from_ward_id is not None
    registration = _like(
        head.registration,
        id=uuid5(SPACE, str(number)),
        code=codes.seeded_code(int.from_bytes(signs[:6]) >> 3),
        finish_key=f"demo:{number}",
        ward_id=desk.next_door.pk if moved else desk.ward.pk,
        from_ward_id=desk.ward.pk if moved else None,
        answers=answers,
        phone_index=blind_index(answers["phone"], lookups.PHONE),
        id_index=lookups.id_index(answers["id_number"]),
        name_dob_index=lookups.name_dob_index(answers["full_name"], answers["date_of_birth"]),
        name_words=lookups.name_words(answers["full_name"]),
    )
    here = {"registration_id": registration.pk}
    return Case(
        registration,
        [_like(event, **here, ward_id=desk.ward.pk, detail=dict(event.detail)) for event in head.events],
        [_like(request, **here) for request in head.requests],
        [_like(proposal, **here) for proposal in head.proposals],
        [_like(paper, **here, ward_id=desk.ward.pk) for paper in head.papers],
    )


def _like(row: Any, **changes: Any) -> Any:
    """A copy of an unsaved row with other values; far cheaper than building the model anew."""
    copy: Any = object.__new__(type(row))
    copy.__dict__ = row.__dict__ | changes
    return copy


def _person(head: Registration, number: int, desk: Desk, signs: bytes) -> dict[str, Any]:
    """Somebody of the same sex and age, elsewhere, by another name."""
    sex, born = head.answers["sex"], head.answers["date_of_birth"]
    given, middle = GIVEN[sex], MIDDLE[sex]
    name = (FAMILY[signs[8] % len(FAMILY)], middle[signs[9] % len(middle)], given[signs[10] % len(given)])
    century = CENTURY_SEX[sex, int(born[:2])]
    return {
        "full_name": " ".join(name),
        "id_number": f"099{century}{born[2:4]}{number % 1_000_000:06d}",
        "residence_province": desk.ward.province_id,
        "residence_ward": desk.ward.pk,
        "residence_address": f"Số {1 + signs[11] % 200} phố {STREETS[signs[12] % len(STREETS)]}",
        "phone": f"+8491{number % 10_000_000:07d}",
    }
