"""What the painter returns: a document's side in grey, and where the lines of its zones stand on it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
"""Height × width, grey levels 0 (black) to 255, not rounded."""
Rng = np.random.Generator

PX = 8.0
"""Pixels of a face to a millimetre: 203 dpi, 20 pixels to a character of OCR-B size 1."""


@dataclass(frozen=True)
class PrintedLine:
    """A line of a zone, in pixels of its face: the middle of its capitals from the left edge of the first
    character to the right edge of the last one, and the height of its capitals."""

    start: tuple[float, float]
    end: tuple[float, float]
    height: float


@dataclass(frozen=True)
class Face:
    """`zones`: the lines of each zone, top to bottom; empty when none is printed."""

    image: Grey
    zones: tuple[tuple[PrintedLine, ...], ...] = ()


def between(rng: Rng, low: float, high: float) -> float:
    """A value drawn evenly."""
    return float(rng.uniform(low, high))


def log_between(rng: Rng, low: float, high: float) -> float:
    """A value whose logarithm is drawn evenly."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def chance(rng: Rng, probability: float) -> bool:
    """True with this probability."""
    return bool(rng.random() < probability)
