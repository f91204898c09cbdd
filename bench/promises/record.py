"""What a run wrote down: who sent what, what was acknowledged, what each side saw. `checker` judges it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Frame:
    """A message as a client saw it."""

    seq: int
    author: str
    body: str


@dataclass
class Sender:
    """What one side of one conversation sent, in its order, and every acknowledgement that came back."""

    author: str
    sent: list[tuple[str, str]] = field(default_factory=list)  # (client id, words)
    acked: dict[str, set[int]] = field(default_factory=dict)  # client id → every place it was told


@dataclass
class Viewer:
    """What one side saw: one list a connection, from the number after which it asked."""

    name: str
    lines: list[tuple[int, list[Frame]]] = field(default_factory=list)

    def begin(self, after: int) -> list[Frame]:
        """A new connection that asks for everything after `after`."""
        frames: list[Frame] = []
        self.lines.append((after, frames))
        return frames


@dataclass
class History:
    """One conversation under faults."""

    conversation: str
    channel: str = "web"
    senders: list[Sender] = field(default_factory=list)
    viewers: list[Viewer] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)  # SMS of the person that a gateway's 2xx answered


@dataclass(frozen=True)
class Row:
    """A message as the database holds it in the end."""

    seq: int
    author: str
    client_id: str
    body: str
