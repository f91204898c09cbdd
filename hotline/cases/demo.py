"""Demo: one private page of `counsellor1@demo.example`, with messages, an appointment and a plan.

Its code is `DEM02026`, its PIN `730518` (for looking at `/tro-chuyen/ho-so/`)."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hotline.cases.models import Case
from hotline.cases.pins import hashed
from hotline.cases.services.begin import open_case, sign_index
from hotline.cases.services.plan import add_step, agree, tick_step
from hotline.cases.services.write import write
from hotline.cases.states import Author, State
from hotline.conversations.models import Conversation
from hotline.conversations.states import State as Talk
from portal.accounts.models import User

ORDER = 66
SIGN, PIN = "DEM02026", "730518"
_SPACE = uuid.UUID("5c1a6f52-27f4-4f2e-8c66-0a9b6f1d2e33")
LETTERS = (
    (Author.COUNSELLOR, "Chào Sông, mình ghi ở đây những điều hôm nay mình đã nói nhé."),
    (Author.PERSON, "Dạ, tuần này em ngủ được bốn đêm."),
    (Author.COUNSELLOR, "Bốn đêm là nhiều hơn tuần trước rồi. Thứ tư mình nói chuyện tiếp nhé."),
)


def load(size: float, out: Any) -> None:
    """Only where there is none yet."""
    counsellor = User.objects.filter(email="counsellor1@demo.example").first()
    talks = Conversation.objects.filter(counsellor=counsellor, state=Talk.CLOSED, erased_at=None)
    talk = talks.order_by("created_at").first() if counsellor else None
    if talk is not None and counsellor is not None and not Case.objects.exists():
        _open(talk, counsellor)
    out.write(f"private pages: {Case.objects.count()} (code {SIGN}, PIN {PIN})")


def _open(talk: Conversation, counsellor: User) -> None:
    case = open_case(talk, counsellor)
    case.sign, case.sign_index, case.pin_hash = SIGN, sign_index(SIGN), hashed(PIN)
    case.setup, case.setup_hash, case.state = "", "", State.OPEN
    case.save()
    for number, (author, words) in enumerate(LETTERS):
        sender = counsellor if author == Author.COUNSELLOR else None
        write(case.pk, author, str(uuid.uuid5(_SPACE, str(number))), words, sender)
    agree(case, counsellor, timezone.now() + timedelta(days=2), "nói chuyện trên trang này")
    first = add_step(case, counsellor, "Đi bộ buổi chiều, ba lần một tuần")
    add_step(case, counsellor, "Đến buổi họp của câu lạc bộ tối thứ tư")
    tick_step(case, first.pk, done=True)
