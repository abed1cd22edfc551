"""The pools of rendered pictures: one process fills them while another trains from what is there already.

Arrays of bytes on disk, mapped into memory, and a small file with the number of entries that are complete.
Rendering goes on where it was stopped. `outline`: pictures 384 × 384 × 3 (the frame at the top left, see
`scene.FRAMES`) and maps 3 × 96 × 96; `way`: pictures 224 × 320 × 3 and labels × 3.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from numpy.lib.format import open_memmap

FOLDER = Path("data/training/document_finder")
Bytes = npt.NDArray[np.uint8]
Shapes = Mapping[str, tuple[int, ...]]
OUTLINE: Shapes = {"pictures": (384, 384, 3), "maps": (3, 96, 96)}
WAY: Shapes = {"pictures": (224, 320, 3), "labels": (3,)}


@dataclass(frozen=True)
class Pool:
    """The mapped arrays by name, in a folder of their own."""

    folder: Path
    arrays: dict[str, Bytes]

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


def open_pool(folder: Path, shapes: Shapes, entries: int | None = None) -> Pool:
    """The pool in `folder`; made for `entries` where there is none or another size is asked for."""
    paths = {name: folder / f"{name}.npy" for name in shapes}
    first = next(iter(paths.values()))
    if entries is not None and (not first.is_file() or len(np.load(first, mmap_mode="r")) != entries):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "progress.json").unlink(missing_ok=True)
        for name, shape in shapes.items():
            open_memmap(paths[name], mode="w+", dtype=np.uint8, shape=(entries, *shape))  # type: ignore[no-untyped-call]
    mode: Literal["r", "r+"] = "r" if entries is None else "r+"
    return Pool(folder, {name: np.load(path, mmap_mode=mode) for name, path in paths.items()})
