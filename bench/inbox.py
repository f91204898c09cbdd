"""`inbox`: the first page of a desk's inbox with many registrations behind it, against the same with 10,000.

The promise: at a million at most one and a half times as long (BENCH_REGISTRATIONS=1000000).
"""

from bench import desk_sizes
from bench.result import Result


def measure() -> Result:
    """Milliseconds for the page, as made by the view: permission, queries, counts, template."""
    ours, small = desk_sizes.compare(lambda: _first_page)
    assert ours <= small * desk_sizes.MOST_RATIO, f"{ours:.1f} ms against {small:.1f} ms at {desk_sizes.SMALL}"
    return Result("inbox", ours, "ms", small, {"registrations": desk_sizes.large()})


def _first_page() -> None:
    assert b"data-row" in desk_sizes.ask().content  # type: ignore[attr-defined]  # an HttpResponse
