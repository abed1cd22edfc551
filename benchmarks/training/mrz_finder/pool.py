"""The pool of rendered scenes (`benchmarks.training.progress`): pictures 448 × 448, maps 2 × 112 × 112."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.training.progress import Bytes, Progress, open_arrays

FOLDER = Path("data/training/mrz_finder")
SIDE, STRIDE, MAPS = 448, 4, 2


@dataclass(frozen=True)
class Pool(Progress):
    """The mapped arrays; see `targets` for the maps."""

    pictures: Bytes
    maps: Bytes


def open_pool(folder: Path, scenes: int | None = None) -> Pool:
    """The pool in `folder`; made for `scenes` scenes where there is none or another size is asked for."""
    shapes = {"pictures": (SIDE, SIDE), "maps": (MAPS, SIDE // STRIDE, SIDE // STRIDE)}
    return Pool(folder, **open_arrays(folder, shapes, scenes))
