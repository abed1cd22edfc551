"""The pools of rendered pictures: one process fills them while another trains from what is there already.

Arrays of bytes on disk, mapped into memory, and a small file with the number of entries that are complete.
Rendering goes on where it was stopped.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from numpy.lib.format import open_memmap

Bytes = npt.NDArray[np.uint8]
Shapes = Mapping[str, tuple[int, ...]]
"""Name of an array → the shape of one entry."""


@dataclass(frozen=True)
class Progress:
    """How far the pool in `folder` is filled."""

    folder: Path

    def _read_note(self) -> dict[str, int]:
        note = self.folder / "progress.json"
        return dict(json.loads(note.read_text(encoding="utf-8"))) if note.is_file() else {}

    @property
    def complete(self) -> int:
        """How many entries, from the first, are ready."""
        return self._read_note().get("complete", 0)

    @property
    def seed(self) -> int | None:
        """The seed it was begun with; None when nothing is rendered yet."""
        return self._read_note().get("seed")

    def note(self, complete: int, seed: int) -> None:
        """Says that the first `complete` entries are ready."""
        partial = self.folder / "progress.partial"
        partial.write_text(json.dumps({"complete": complete, "seed": seed}), encoding="utf-8")
        partial.replace(self.folder / "progress.json")


def open_arrays(folder: Path, shapes: Shapes, entries: int | None = None) -> dict[str, Bytes]:
    """The mapped arrays of the pool in `folder`, by name; to be written when `entries` is given, and made for
    so many where there are none or another number is asked for."""
    paths = {name: folder / f"{name}.npy" for name in shapes}
    first = next(iter(paths.values()))
    if entries is not None and (not first.is_file() or len(np.load(first, mmap_mode="r")) != entries):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "progress.json").unlink(missing_ok=True)
        for name, shape in shapes.items():
            open_memmap(paths[name], mode="w+", dtype=np.uint8, shape=(entries, *shape))  # type: ignore[no-untyped-call]
    mode: Literal["r", "r+"] = "r" if entries is None else "r+"
    return {name: np.load(path, mmap_mode=mode) for name, path in paths.items()}
