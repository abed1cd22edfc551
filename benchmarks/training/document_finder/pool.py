"""The pools of the document finder (`benchmarks.training.progress`).

`outline`: pictures 384 × 384 × 3 (the frame at the top left, see `scene.FRAMES`) and maps 3 × 96 × 96; `way`:
pictures 224 × 320 × 3 and labels × 3.
"""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.training.progress import Bytes, Progress, Shapes, open_arrays

FOLDER = Path("data/training/document_finder")
OUTLINE: Shapes = {"pictures": (384, 384, 3), "maps": (3, 96, 96)}
WAY: Shapes = {"pictures": (224, 320, 3), "labels": (3,)}


@dataclass(frozen=True)
class Pool(Progress):
    """The mapped arrays by name, in a folder of their own."""

    arrays: dict[str, Bytes]


def open_pool(folder: Path, shapes: Shapes, entries: int | None = None) -> Pool:
    """The pool in `folder`; made for `entries` where there is none or another size is asked for."""
    return Pool(folder, open_arrays(folder, shapes, entries))
