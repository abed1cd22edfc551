"""The pools of the document finder (`benchmarks.training.progress`).

`outline`: pictures 384 × 384 × 3 (the frame at the top left, see `scene.FRAMES`) and maps 3 × 96 × 96; `way`:
pictures 224 × 320 × 3 and labels × 3; `corners`: pictures 320 × 320 × 3, and `quads` and `found`, the corners
of the documents and of what the outline stage made of them, as the bytes of `pack`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.training.progress import Bytes, Progress, Shapes, open_arrays

FOLDER = Path("data/training/document_finder")
OUTLINE: Shapes = {"pictures": (384, 384, 3), "maps": (3, 96, 96)}
WAY: Shapes = {"pictures": (224, 320, 3), "labels": (3,)}
MOST_QUADS = 4
CORNERS: Shapes = {"pictures": (320, 320, 3), "quads": (MOST_QUADS * 32,), "found": (MOST_QUADS * 32,)}
SHAPES: dict[str, Shapes] = {"outline": OUTLINE, "way": WAY, "corners": CORNERS}
Quads = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pool(Progress):
    """The mapped arrays by name, in a folder of their own."""

    arrays: dict[str, Bytes]


def open_pool(folder: Path, shapes: Shapes, entries: int | None = None) -> Pool:
    """The pool in `folder`; made for `entries` where there is none or another size is asked for."""
    return Pool(folder, open_arrays(folder, shapes, entries))


def pack(quads: Sequence[Quads]) -> Bytes:
    """Up to four quads (4 × 2) as bytes."""
    numbers = np.full((MOST_QUADS, 4, 2), np.nan, dtype=np.float32)
    for number, quad in enumerate(quads[:MOST_QUADS]):
        numbers[number] = quad
    return numbers.view(np.uint8).reshape(-1)


def unpack(packed: Bytes) -> Quads:
    """The quads (n × 4 × 2) that `pack` took."""
    numbers = np.ascontiguousarray(packed).view(np.float32).reshape(MOST_QUADS, 4, 2)
    return numbers[np.isfinite(numbers).all(axis=(1, 2))].astype(np.float64)
