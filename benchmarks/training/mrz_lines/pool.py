"""The pool of rendered lines: one process fills it while another trains from what is there already.

Two arrays on disk, mapped into memory (strips: lines × 32 × 704, codes: lines × 44, both bytes), and a small
file with the number of lines that are complete. Rendering goes on where it was stopped.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
from numpy.lib.format import open_memmap

from mrz.strips import CHARACTERS, STRIP_HEIGHT, STRIP_WIDTH

FOLDER = Path("data/training/mrz_lines")
LONGEST = 44
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Pool:
    """The mapped arrays. A line's codes are classes of the recogniser (1 to 37), then zeros."""

    folder: Path
    strips: Bytes
    codes: Bytes

    def _read_note(self) -> dict[str, int]:
        note = self.folder / "progress.json"
        return dict(json.loads(note.read_text(encoding="utf-8"))) if note.is_file() else {}

    @property
    def complete(self) -> int:
        """How many lines, from the first, are ready."""
        return self._read_note().get("complete", 0)

    @property
    def seed(self) -> int | None:
        """The seed it was begun with; None when nothing is rendered yet."""
        return self._read_note().get("seed")

    def note(self, complete: int, seed: int) -> None:
        """Says that the first `complete` lines are ready."""
        partial = self.folder / "progress.partial"
        partial.write_text(json.dumps({"complete": complete, "seed": seed}), encoding="utf-8")
        partial.replace(self.folder / "progress.json")


def encode(text: str) -> Bytes:
    """The classes of a text, padded with zeros to 44."""
    codes = np.zeros(LONGEST, dtype=np.uint8)
    codes[: len(text)] = [CHARACTERS.index(character) + 1 for character in text]
    return codes


def open_pool(folder: Path, lines: int | None = None) -> Pool:
    """The pool in `folder`; made for `lines` lines where there is none or another size is asked for."""
    strips, codes = folder / "strips.npy", folder / "codes.npy"
    if lines is not None and (not strips.is_file() or len(np.load(strips, mmap_mode="r")) != lines):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "progress.json").unlink(missing_ok=True)
        shape = (lines, STRIP_HEIGHT, STRIP_WIDTH)
        open_memmap(strips, mode="w+", dtype=np.uint8, shape=shape)  # type: ignore[no-untyped-call]
        open_memmap(codes, mode="w+", dtype=np.uint8, shape=(lines, LONGEST))  # type: ignore[no-untyped-call]
    mode: Literal["r", "r+"] = "r" if lines is None else "r+"
    return Pool(folder, np.load(strips, mmap_mode=mode), np.load(codes, mmap_mode=mode))
