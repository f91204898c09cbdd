"""What treatment stores: referrals and places, stages, and what belongs to a course (plan, contract, steps, reports).

Words about a person are encrypted; states, days and numbers beside them are for clocks and counts.
"""

from .course import Contract, Plan, PublicStep, Return
from .referral import FacilityPlaces, Referral
from .report import ProviderReport
from .stage import StageRecord

__all__ = [
    "Contract",
    "FacilityPlaces",
    "Plan",
    "ProviderReport",
    "PublicStep",
    "Referral",
    "Return",
    "StageRecord",
]
