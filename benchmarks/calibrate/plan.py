"""What a calibration was asked for, and what it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import CodedError


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
    is_worse: bool = False
    """The new probabilities are worse than those that ship by more than chance explains."""


class TooFewError(CodedError):
    code = "tooFewToFit"
    status = 400
    message = "{right} right and {wrong} wrong cases are too few to fit on: {least} of each are needed."
    remedy = "Dump more captures (--count N), or give more dumps with --data."


class FittedWorseError(CodedError):
    code = "fittedWorse"
    status = 409
    message = "The new parameters of {name} are worse than those that ship; they are not installed."
    remedy = "Look at the lines above; fit on more, or leave the parameters that ship."


LEAST = 20
"""Cases of either kind without which a fit would be chance."""


def demand_enough(right: int, wrong: int) -> None:
    """Raises `TooFewError`."""
    if min(right, wrong) < LEAST:
        raise TooFewError(right=right, wrong=wrong, least=LEAST)
