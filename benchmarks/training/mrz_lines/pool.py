"""The pool of rendered lines (`benchmarks.training.progress`): strips 32 × 704, codes 44."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.training.progress import Bytes, Progress, open_arrays
from mrz.strips import CHARACTERS, STRIP_HEIGHT, STRIP_WIDTH

FOLDER = Path("data/training/mrz_lines")
LONGEST = 44


@dataclass(frozen=True)
class Pool(Progress):
    """The mapped arrays. A line's codes are classes of the recogniser (1 to 37), then zeros."""

    strips: Bytes
    codes: Bytes


def encode(text: str) -> Bytes:
    """The classes of a text, padded with zeros to 44."""
    codes = np.zeros(LONGEST, dtype=np.uint8)
    codes[: len(text)] = [CHARACTERS.index(character) + 1 for character in text]
    return codes


def open_pool(folder: Path, lines: int | None = None) -> Pool:
    """The pool in `folder`; made for `lines` lines where there is none or another size is asked for."""
    shapes = {"strips": (STRIP_HEIGHT, STRIP_WIDTH), "codes": (LONGEST,)}
    return Pool(folder, **open_arrays(folder, shapes, lines))
