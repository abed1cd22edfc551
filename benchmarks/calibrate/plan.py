"""What a calibration was asked for, and what it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Wish:
    """`folders`: dumps to fit on; `corrections`: exports of the service; None: the default of the fit."""

    out: Path
    folders: tuple[Path, ...] = ()
    corrections: tuple[Path, ...] = ()
    count: int | None = None
    seed: int | None = None


@dataclass(frozen=True)
class Fitted:
    """New parameters in `file`, of the model `name` of the manifest; `on`: what they were fitted on; `lines`:
    what has changed, in words."""

    name: str
    file: Path
    on: str
    lines: Sequence[str]
