"""The small machines of treatment as data: a referral to a facility, the results of stages, what a facility reports.

A referral: proposed → accepted or declined with a reason → admitted → discharged; revocable until admission.
"""

from django.db import models
from django.utils.translation import pgettext_lazy

from portal.places.models import Facility
from registration.casework.states import Status

# When the desk may refer, and treatment may be written down.
TREATMENT_RUNS = frozenset({Status.DECIDED, Status.IN_TREATMENT})
K = Facility.Kind
# Decided place -> kinds of facilities that a person may be referred to: at home also for single stages elsewhere.
KINDS_FOR: dict[str, tuple[str, ...]] = {
    "home_community": (K.SERVICE_PROVIDER, K.PRIVATE_REHABILITATION, K.PUBLIC_REHABILITATION),
    "public_facility": (K.PUBLIC_REHABILITATION,),
    "private_facility": (K.PRIVATE_REHABILITATION,),
    "reformatory_school": (K.REFORMATORY_SCHOOL,),
}


class ReferralState(models.TextChoices):
    """Where a referral stands."""

    PROPOSED = "proposed", pgettext_lazy("referral", "Waiting for the facility")
    ACCEPTED = "accepted", pgettext_lazy("referral", "Accepted")
    DECLINED = "declined", pgettext_lazy("referral", "Declined")
    ADMITTED = "admitted", pgettext_lazy("referral", "Admitted")
    DISCHARGED = "discharged", pgettext_lazy("referral", "Discharged")
    REVOKED = "revoked", pgettext_lazy("referral", "Taken back")


R = ReferralState
OPEN_REFERRALS = frozenset({R.PROPOSED, R.ACCEPTED, R.ADMITTED})
# These hold a place of the facility.
HOLDS_A_PLACE = frozenset({R.ACCEPTED, R.ADMITTED})
# Step -> from which states, to which.
REFERRAL_STEPS: dict[str, tuple[frozenset[ReferralState], ReferralState]] = {
    "accept": (frozenset({R.PROPOSED}), R.ACCEPTED),
    "decline": (frozenset({R.PROPOSED, R.ACCEPTED}), R.DECLINED),
    "admit": (frozenset({R.ACCEPTED}), R.ADMITTED),
    "discharge": (frozenset({R.ADMITTED}), R.DISCHARGED),
    "revoke": (frozenset({R.PROPOSED, R.ACCEPTED}), R.REVOKED),
}


class Ground(models.TextChoices):
    """Why the facility may be told who the person is."""

    AGREED = "agreed", pgettext_lazy("referral", "The person agrees that the facility is told")
    DECISION = "decision", pgettext_lazy("referral", "The decision or the assignment names this facility")


class StageResult(models.TextChoices):
    """The result of a stage, as the treatment plan grades it."""

    GOOD = "good", pgettext_lazy("stage", "Good")
    REACHED = "reached", pgettext_lazy("stage", "Reached")
    NOT_YET = "not_yet", pgettext_lazy("stage", "Not reached yet")


class ReportKind(models.TextChoices):
    """What a facility or provider reports to the desk, which records it as its own legal act."""

    STARTED = "started", pgettext_lazy("report", "Treatment started")
    STOPPED = "stopped", pgettext_lazy("report", "Treatment stopped")
    ENDING = "ending", pgettext_lazy("report", "Treatment ends soon")
    COMPLETED = "completed", pgettext_lazy("report", "Treatment completed")


# The move of the table by which the desk records a report.
MOVE_OF_REPORT = {
    ReportKind.STARTED: "start",
    ReportKind.STOPPED: "stop",
    ReportKind.ENDING: "notify-end",
    ReportKind.COMPLETED: "complete-treatment",
}
# The steps of bringing a person to a public facility or school, in order: keys of the rule set's deadlines.
PUBLIC_STEPS = ("public_facility_request", "public_facility_assignment", "public_facility_transfer")
PUBLIC_STEP_LABELS = {
    "public_facility_request": pgettext_lazy("public facility", "The police ask for a facility"),
    "public_facility_assignment": pgettext_lazy("public facility", "The province assigns a facility"),
    "public_facility_transfer": pgettext_lazy("public facility", "The person is brought there"),
}
BROUGHT_BY_POLICE = ("public_facility", "reformatory_school")
