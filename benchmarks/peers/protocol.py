"""What a reader of zones is asked and what it answers. Plain data: it goes through pipes as JSON lines."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True)
class ZoneRead:
    """One zone as a reader sees it. `confidence` is 0 to 1, whatever it means to the reader."""

    lines: tuple[str, ...]
    valid: bool
    confidence: float
    format: str = ""
    features: dict[str, float] = field(default_factory=dict)
    """What the confidence is made of, as far as the reader tells."""


class Reader(Protocol):
    """A reader of one picture. `open` is not timed, `read` is."""

    def open(self, path: Path) -> Any:
        """The picture as `read` wants it."""
        ...

    def read(self, opened: Any) -> Sequence[ZoneRead]:
        """The zones in it, the best first."""
        ...


@dataclass(frozen=True)
class Answer:
    """What one picture gave. Seconds of `read` alone: wall clock, and processor (threads and children)."""

    zones: tuple[ZoneRead, ...]
    seconds: float
    cpu_seconds: float
    rss_mb: float
    """Resident memory afterwards."""
    peak_mb: float
    """Largest resident memory so far."""
    error: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Answer":
        """Back from plain data."""
        zones = tuple(ZoneRead(**{**zone, "lines": tuple(zone["lines"])}) for zone in data["zones"])
        return cls(**{**data, "zones": zones})
