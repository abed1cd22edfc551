"""What the suite reads: uploads with what is printed in them."""

from dataclasses import dataclass
from typing import Literal

Value = str | int
Zone = Literal["shown", "hidden", "none"]


@dataclass(frozen=True)
class Case:
    """One upload. `truth`: field → the values that count as right, the printed one first; what it lacks
    is not asked for. `zone`: the MRZ is there, it is painted over, or there never was one."""

    name: str
    group: str
    """What comes from one template, for the bootstrap."""
    type: str
    state: str
    taken: str
    """How: `specimen`, `severity 1`, `severity 2`."""
    zone: Zone
    files: tuple[tuple[str, bytes], ...]
    truth: dict[str, tuple[Value, ...]]
    behind: frozenset[str] = frozenset()
    """Fields that stand in the MRZ that is shown."""
    conflicts: frozenset[str] | None = None
    """Fields in which the print and the MRZ differ; None where nobody has looked."""
    measured: bool = True
    """Whether its fields count in the accuracies: the same print with another zone shown counts once."""
