"""Demo: receiving points out of the directory's places, and referrals in several states."""

from typing import Any

from hotline.conversations.models import Conversation
from hotline.referrals.models import Point, Referral
from hotline.referrals.services.answer import answer
from hotline.referrals.services.pass_on import pass_on
from hotline.referrals.states import Item, PointKind, State
from portal.accounts.models import User
from portal.places.models import Facility

ORDER = 64
KINDS = {
    Facility.Kind.PUBLIC_REHABILITATION: PointKind.FACILITY,
    Facility.Kind.PRIVATE_REHABILITATION: PointKind.FACILITY,
    Facility.Kind.SUBSTITUTION: PointKind.HEALTH,
    Facility.Kind.COUNSELLING_POINT: PointKind.COUNSELLING,
    Facility.Kind.CLUB: PointKind.CLUB,
    Facility.Kind.LEGAL_AID: PointKind.LEGAL_AID,
    Facility.Kind.JOB_CENTRE: PointKind.JOB_CENTRE,
    Facility.Kind.VOCATIONAL_SCHOOL: PointKind.VOCATIONAL,
}
MOST = 30


def load(size: float, out: Any) -> None:
    """The points, and three referrals of `counsellor1@demo.example`; again only what is missing."""
    if not Point.objects.exists():
        for place in Facility.objects.filter(kind__in=KINDS, published=True).select_related("ward")[:MOST]:
            Point.objects.get_or_create(
                kind=KINDS[Facility.Kind(place.kind)],
                name=place.name,
                province_id=place.ward.province_id,
                defaults={"email": f"noi-nhan-{place.pk}@demo.example"},
            )
    counsellor = User.objects.filter(email="counsellor1@demo.example").first()
    if counsellor and Point.objects.exists() and not Referral.objects.exists():
        _refer(counsellor)
    out.write(f"receiving points: {Point.objects.count()}, referrals: {Referral.objects.count()}")


def _refer(counsellor: User) -> None:
    talks = Conversation.objects.filter(counsellor=counsellor, erased_at=None).order_by("created_at")[:3]
    points = list(Point.objects.order_by("kind", "name")[:3])
    answers: tuple[list[State], ...] = ([State.ACCEPTED, State.CONTACTED], [State.NOT_REACHED], [])
    for talk, point, states in zip(talks, points, answers, strict=False):
        told = {Item.CALL_NAME: talk.nickname or "Mây", Item.NEED: "Muốn hỏi về nhóm gia đình, buổi tối."}
        referral = pass_on(talk, counsellor, point, told)
        for state in states:
            answer(referral, state, "Đã nhận, sẽ liên hệ trong tuần." if state == State.ACCEPTED else "")
