"""What a test may turn while the stand-in runs: set through `POST /_standin/knobs`, back to rest by `DELETE`."""

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass
class Knobs:
    """Times in seconds; each `*_next` counts down with every request to send that it spoils."""

    step_delay: float = 0.5  # between two states of a message
    answer_delay: float = 0.0  # before a request to send is answered
    answer_last: bool = False  # first callback goes out before the answer does
    duplicate_callbacks: bool = False
    reorder_callbacks: bool = False
    callbacks: bool = True
    error_next: int = 0  # how many requests to send are refused ...
    error_code: int = 20500  # ... with this code
    lose_next: int = 0  # kept, connection cut
    webhook_retries: int = 3
    webhook_retry_delay: float = 1.0

    def turn(self, values: dict[str, Any]) -> None:
        """Set the named knobs. Raises ValueError for a name or a type that is none of them."""
        known = {item.name: type(getattr(self, item.name)) for item in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"no knob {name}")
            if isinstance(value, bool) != (known[name] is bool) or not isinstance(value, (bool, int, float)):
                raise ValueError(f"knob {name} takes {known[name].__name__}")
            setattr(self, name, known[name](value))

    def rest(self) -> None:
        """All back to the start."""
        for item in fields(self):
            setattr(self, item.name, item.default)

    def as_dict(self) -> dict[str, Any]:
        """For the admin door."""
        return asdict(self)
