"""What the painters return: one side of a document or a sheet of paper, in colour."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Colour = npt.NDArray[np.uint8]
"""Height × width × 3, BGR."""
KINDS = ("ID-1", "ID-2", "ID-3", "other")
"""What the way network tells apart; a double page of a passport and every sheet is `other`."""


@dataclass(frozen=True)
class Painted:
    """A face, upright. `radius`: of its corners, pixels; `kind`: index of `KINDS`; `portrait`: whether it
    shows its holder, None for what has no front and back."""

    image: Colour
    radius: float
    kind: int
    portrait: bool | None
