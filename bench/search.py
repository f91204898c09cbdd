"""`search`: the desk finds a file by code, phone, personal number and name, against the same with 10,000 registrations.

The promise: at a million at most one and a half times as long (BENCH_REGISTRATIONS=1000000).
"""

from collections.abc import Callable

from bench import desk_sizes
from bench.result import Result
from registration.casework.models import Registration
from registration.casework.states import Status

WARD = "00070"


def measure() -> Result:
    """Milliseconds for four searches, each with its page."""
    ours, small = desk_sizes.compare(_searches, count=5)
    assert ours <= small * desk_sizes.MOST_RATIO, f"{ours:.1f} ms against {small:.1f} ms at {desk_sizes.SMALL}"
    return Result("search", ours, "ms", small, {"registrations": desk_sizes.large()})


def _searches() -> Callable[[], None]:
    """Somebody of the officer's ward, the same in both databases, sought in four ways."""
    wanted = Registration.objects.filter(ward=WARD, status=Status.IN_TREATMENT).order_by("created_at", "pk")[3]
    answers = wanted.answers
    words = [wanted.display_code, answers["phone"], answers["id_number"], answers["full_name"]]

    def search() -> None:
        for text in words:
            assert wanted.display_code.encode() in desk_sizes.ask(q=text).content  # type: ignore[attr-defined]

    return search
