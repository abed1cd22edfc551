"""The strips that the line recogniser reads: 32 × 704 grey, one line of a zone each, and its alphabet.

A line is stretched over the whole strip, because the formats' 30 to 44 characters fill it at 16 to 23 pixels
each. What is far shorter (the Swiss licence's line of 9) keeps its proportions and is padded on the right.
"""

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
"""Height × width, grey levels."""

STRIP_HEIGHT, STRIP_WIDTH = 32, 704
STRIDE = 4
"""Pixels of a strip to one time step of the recogniser."""
TIME_STEPS = STRIP_WIDTH // STRIDE
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
BLANK = 0
"""Class 0 of the recogniser is CTC's blank (Graves et al. 2006); class k > 0 is `CHARACTERS[k - 1]`."""
SHORT = 8.0
"""Lines less than this many times as wide as high are padded, not stretched: 30 characters of OCR-B at 10 to
the inch, cropped at the line spacing of 6.35 mm, are 12 times as wide as high, 9 characters 3.6 times."""


def fit_strip(line: Grey) -> Grey:
    """A grey crop of one line, of any size, as a strip (32 × 704)."""
    height, width = line.shape
    wide = STRIP_WIDTH if width >= SHORT * height else max(4, round(width * STRIP_HEIGHT / height * 1.2))
    interpolation = cv2.INTER_AREA if height > STRIP_HEIGHT else cv2.INTER_LINEAR
    strip = cv2.resize(line, (wide, STRIP_HEIGHT), interpolation=interpolation)
    if wide < STRIP_WIDTH:
        strip = cv2.copyMakeBorder(strip, 0, 0, 0, STRIP_WIDTH - wide, cv2.BORDER_REPLICATE)
    return np.asarray(strip, dtype=np.uint8)


def collapse(classes: npt.NDArray[np.intp]) -> list[tuple[int, int]]:
    """CTC's greedy reading of the best class at each time step: repeats merged, blanks dropped.

    Returns (first step, class) for each character.
    """
    starts = np.flatnonzero(np.diff(classes, prepend=-1))
    return [(int(step), int(classes[step])) for step in starts if classes[step] != BLANK]
