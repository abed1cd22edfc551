"""Characters out of strips: the project's own line recogniser (models/mrz_recogniser/card.md).

It knows nothing of formats or check digits: it says what the pixels look like, character by character and,
for decoding by constraint, time step by time step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from models.errors import CodedError
from mrz.engine import open_session
from mrz.strips import BLANK, CHARACTERS, STRIP_HEIGHT, STRIP_WIDTH, Grey, collapse

MODEL, FILE = "mrz_recogniser", "recogniser.onnx"
BATCH = 32
"""Strips in one run; more gain no time and cost memory."""
Logarithms = npt.NDArray[np.float32]
"""176 time steps × 38 classes, natural logarithms of probabilities; class 0 is CTC's blank."""


class AlphabetMismatchError(CodedError):
    code = "modelAlphabetMismatch"
    message = "The line recogniser was trained for another alphabet."
    remedy = "Use the model that belongs to this version of the program."


@dataclass(frozen=True)
class LineReading:
    """One line as the pixels have it.

    `text` is the greedy reading; for each of its characters `probabilities` has the recogniser's probability
    (not calibrated) and `columns` where it begins in the strip, pixels of 704.
    """

    text: str
    probabilities: tuple[float, ...]
    columns: tuple[int, ...]
    logarithms: Logarithms

    @property
    def confidence(self) -> float:
        """The product of the characters' probabilities; 0 when nothing was read."""
        return prod(self.probabilities) if self.text else 0.0


@cache
def _session() -> Any:
    session = open_session(MODEL, FILE, threads=1)
    if session.get_modelmeta().custom_metadata_map.get("alphabet") != CHARACTERS:
        raise AlphabetMismatchError
    return session


def read_greedily(logarithms: Logarithms) -> LineReading:
    """The best class of each step, collapsed; each character has the highest probability of its run."""
    best = logarithms.argmax(axis=1)
    found = collapse(best)
    stride = STRIP_WIDTH // len(logarithms)
    if not found:
        return LineReading("", (), (), logarithms)
    # Runs of one class: where each begins, and the highest it reaches.
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    tops = np.maximum.reduceat(logarithms[np.arange(len(best)), best], starts)[best[starts] != BLANK]
    return LineReading(
        "".join(CHARACTERS[kind - 1] for _, kind in found),
        tuple(np.minimum(1.0, np.exp(tops.astype(np.float64))).tolist()),
        tuple(step * stride for step, _ in found),
        logarithms,
    )


def recognise(strips: Sequence[Grey]) -> list[LineReading]:
    """What stands in each strip (32 × 704 grey, see `mrz.strips.fit_strip`), in the order given.

    Raises the errors of `models.load.model_dir` when the model is missing or altered, `ValueError` when a
    strip has another size.
    """
    if any(strip.shape != (STRIP_HEIGHT, STRIP_WIDTH) for strip in strips):
        raise ValueError(f"a strip is {STRIP_HEIGHT} × {STRIP_WIDTH} pixels")
    readings: list[LineReading] = []
    for start in range(0, len(strips), BATCH):
        batch = np.stack(strips[start : start + BATCH])
        (logarithms,) = _session().run(["logarithms"], {"strips": batch})
        readings += [read_greedily(line) for line in logarithms]
    return readings
