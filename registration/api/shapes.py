"""What answers look like, for the description of the interface."""

from typing import Literal

from ninja import Field, Schema


class ProblemOut(Schema):
    """One thing that is wrong."""

    field: str = Field(description="The field at fault; empty where none is.")
    code: str = Field(description="For programs; does not change with the language.")
    message: str = Field(description="For people, in the language of Accept-Language (vi, en).")


class FaultOut(Schema):
    """Every answer that is no success."""

    errors: list[ProblemOut]


class CreatedOut(Schema):
    """A registration as handed in."""

    code: str = Field(description="DV-XXXXX-XXXXX", pattern="^DV-[0-9A-Z]{5}-[0-9A-Z]{5}$")
    status: Literal["prepared", "received"]
    received_at: str | None = Field(description="ISO 8601; null while prepared.")
    due_at: str | None = Field(description="When the desk has to answer; null while prepared.")
    tracking_url: str


class RegistrationOut(Schema):
    """Where a registration stands; no personal word."""

    code: str
    id: str = Field(description="The registration's name between the portal and this client; webhooks carry it.")
    status: str
    ward: str
    rules_version: str
    received_at: str | None
    due_at: str | None = Field(description="The end of the legal clock that runs now.")
    changed_at: str
    tracking_url: str


class ReportOut(Schema):
    """An event as reported. Legal steps stay the desk's: it records a reported start, stop or end itself."""

    event: str
    on: str | None
    reported_at: str | None = Field(description="When it was reported first; null for the software of a facility.")
    status: str | None = Field(
        description="Where the registration stands; null once it is no longer with the facility."
    )
    referral: str | None = Field(description="Where the referral to the client's facility stands.")


class ReferralOut(Schema):
    """Somebody who is referred to the client's facility; no personal word."""

    code: str
    id: str = Field(description="The registration's name between the portal and this client; webhooks carry it.")
    state: Literal["proposed", "accepted", "admitted"]
    proposed_at: str
    answer_due_at: str = Field(description="Until when the facility is asked to accept or decline.")
    admitted_on: str | None


class ReferralsOut(Schema):
    """The open referrals, oldest first."""

    referrals: list[ReferralOut]


class ProvinceOut(Schema):
    """One of today's provinces."""

    code: str
    name: str
    official_name: str


class ProvincesOut(Schema):
    """All of them."""

    provinces: list[ProvinceOut]


class WardOut(Schema):
    """One of today's wards; `former` is the old name under which it was found."""

    code: str
    name: str
    province: str
    province_name: str
    former: str
    accepts_filings: bool


class WardsOut(Schema):
    """Best match first."""

    wards: list[WardOut]


class FacilityOut(Schema):
    """A place that helps, as published."""

    id: int
    kind: str
    name: str
    ward: str
    province: str
    address: str
    phone: str
    email: str
    can_determine: bool
    services: list[str]
    latitude: float | None
    longitude: float | None
    checked_on: str | None


class FacilitiesOut(Schema):
    """One page of them."""

    facilities: list[FacilityOut]
    total: int
    page: int
    pages: int


class CountsOut(Schema):
    """Counts; null: fewer than the threshold, or hidden to protect such a count. What counts nobody is left out."""

    code: str
    name: str
    total: int | None
    by_status: dict[str, int | None]


class WardCountOut(Schema):
    """The count of one ward."""

    code: str
    name: str
    total: int | None
