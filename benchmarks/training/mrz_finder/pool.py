"""The pool of rendered scenes: one process fills it while another trains from what is there already.

Two arrays on disk, mapped into memory (pictures: scenes × 448 × 448, maps: scenes × 2 × 112 × 112, both
bytes), and a small file with the number of scenes that are complete. Rendering goes on where it was stopped.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from numpy.lib.format import open_memmap

FOLDER = Path("data/training/mrz_finder")
SIDE, STRIDE, MAPS = 448, 4, 2
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Pool:
    """The mapped arrays; see `targets` for the maps."""

    folder: Path
    pictures: Bytes
    maps: Bytes

    def _read_note(self) -> dict[str, int]:
        note = self.folder / "progress.json"
        return dict(json.loads(note.read_text(encoding="utf-8"))) if note.is_file() else {}

    @property
    def complete(self) -> int:
        """How many scenes, from the first, are ready."""
        return self._read_note().get("complete", 0)

    @property
    def seed(self) -> int | None:
        """The seed it was begun with; None when nothing is rendered yet."""
        return self._read_note().get("seed")

    def note(self, complete: int, seed: int) -> None:
        """Says that the first `complete` scenes are ready."""
        partial = self.folder / "progress.partial"
        partial.write_text(json.dumps({"complete": complete, "seed": seed}), encoding="utf-8")
        partial.replace(self.folder / "progress.json")


def open_pool(folder: Path, scenes: int | None = None) -> Pool:
    """The pool in `folder`; made for `scenes` scenes where there is none or another size is asked for."""
    pictures, maps = folder / "pictures.npy", folder / "maps.npy"
    if scenes is not None and (not pictures.is_file() or len(np.load(pictures, mmap_mode="r")) != scenes):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "progress.json").unlink(missing_ok=True)
        shapes = ((scenes, SIDE, SIDE), (scenes, MAPS, SIDE // STRIDE, SIDE // STRIDE))
        for path, shape in zip((pictures, maps), shapes, strict=True):
            open_memmap(path, mode="w+", dtype=np.uint8, shape=shape)  # type: ignore[no-untyped-call]
    mode: Literal["r", "r+"] = "r" if scenes is None else "r+"
    return Pool(folder, np.load(pictures, mmap_mode=mode), np.load(maps, mmap_mode=mode))
