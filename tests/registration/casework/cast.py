"""The fixed cast of the casework tests: two wards, their desks, people who have no business here, generated persons."""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import time_machine
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import Posting, Role, Team, User
from portal.accounts.sessions import CONFIRMED, SEEN, STARTED
from portal.places.models import Province, Ward
from registration.casework.filing import file_registration
from registration.casework.models import Registration

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
# A Tuesday morning, no day off around it.
MORNING = datetime(2026, 10, 6, 9, 40, tzinfo=VIETNAM)


@dataclass(frozen=True)
class Cast:
    """Who is who. `ward` accepts filings, `next_door` prepares only."""

    ward: Ward
    next_door: Ward
    officer: User
    chief: User
    second_chief: User
    social: User
    chair: User
    helper: User
    officer_next_door: User
    chief_next_door: User
    coordinator: User
    counsellor: User
    editor: User
    administrator: User

    def staff(self) -> dict[str, User]:
        return {name: user for name, user in vars(self).items() if isinstance(user, User)}


def make_cast() -> Cast:
    province = Province.objects.create(code="01", name="Hà Nội", folded="ha noi")
    ward = Ward.objects.create(
        code="00070",
        name="Hoàn Kiếm",
        folded="hoan kiem",
        kind="phuong",
        province=province,
        filing_mode="accept",
        filing_basis="test",
        filing_from=date(2026, 7, 1),
    )
    next_door = Ward.objects.create(code="00082", name="Cửa Nam", folded="cua nam", kind="phuong", province=province)

    def staff(name: str, role: Role, at: Ward | None = None, **place: Any) -> User:
        user = User.objects.create(email=f"{name}@demo.example", full_name=name.replace("_", " ").title(), password="!")
        Posting.objects.create(user=user, role=role, ward=at, starts_on=date(2025, 7, 1), **place)
        return user

    return Cast(
        ward=ward,
        next_door=next_door,
        officer=staff("officer", Role.POLICE_OFFICER, ward),
        chief=staff("chief", Role.POLICE_CHIEF, ward),
        second_chief=staff("second_chief", Role.POLICE_CHIEF, ward),
        social=staff("social", Role.SOCIAL_OFFICER, ward),
        chair=staff("chair", Role.COMMITTEE_CHAIR, ward),
        helper=staff("helper", Role.HELPER, ward),
        officer_next_door=staff("officer_next_door", Role.POLICE_OFFICER, next_door),
        chief_next_door=staff("chief_next_door", Role.POLICE_CHIEF, next_door),
        coordinator=staff("coordinator", Role.COORDINATOR, province=province),
        counsellor=staff("counsellor", Role.COUNSELLOR, team=Team.objects.create(name="Tổ 1")),
        editor=staff("editor", Role.EDITOR),
        administrator=staff("administrator", Role.ADMINISTRATOR),
    )


def answers(**changes: Any) -> dict[str, Any]:
    """A generated adult's complete form."""
    return {
        "writer": "self",
        "determination_result": "yes",
        "determination_date": "2026-09-20",
        "full_name": "Trần Mẫu Thử",
        "date_of_birth": "1990-03-05",
        "sex": "male",
        "id_kind": "personal_number",
        "id_number": "099090000123",
        "residence_province": "01",
        "residence_ward": "00070",
        "residence_address": "Số 1 phố Thử Nghiệm",
        "residence_stable": "yes",
        "phone": "+84912345678",
        "contact_consent": "both",
        "consent_sms": True,
        "health_notes": "Đau dạ dày đã lâu",
        "intended_place": "home_community",
        "support_needs": ["job"],
    } | changes


def filed(ward: Ward, *, now: datetime = MORNING, file_now: bool = True, **changes: Any) -> Registration:
    """A registration as the wizard would leave it."""
    return file_registration(
        answers=answers(residence_ward=ward.code, **changes),
        ward=ward,
        finish_key=uuid4().hex,
        file_now=file_now,
        now=now,
    )


def signed_in(user: User) -> Client:
    """A browser of somebody who gave password and second factor."""
    client = Client()
    client.force_login(user)
    device, _made = TOTPDevice.objects.get_or_create(user=user, defaults={"name": "test", "confirmed": True})
    session = client.session
    now = int(time.time())
    session.update({DEVICE_ID_SESSION_KEY: device.persistent_id, STARTED: now, SEEN: now, CONFIRMED: now})
    session.save()
    return client


def fresh_code(user: User) -> str:
    """The code that the user's app shows now; a code that was just used counts as used."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = datetime.now().timestamp()
    return str(totp.token()).zfill(device.digits)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=True)


LATER = timedelta(hours=3)
