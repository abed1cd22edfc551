"""PassportEye's own `read_mrz`: its finder, Tesseract, its own cleaning. Runs in the peers' environment."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.peers.protocol import ZoneRead

WIDTHS = {"TD1": 30, "TD2": 36, "TD3": 44, "MRVA": 44, "MRVB": 36}


class PassportEye:
    """One call a picture, as its documentation has it."""

    def __init__(self) -> None:
        from passporteye import read_mrz
        from passporteye.mrz.text import MRZOCRCleaner

        self._read, self._clean = read_mrz, MRZOCRCleaner.apply

    def open(self, path: Path) -> str:
        """It reads files by name."""
        return str(path)

    def read(self, opened: Any) -> Sequence[ZoneRead]:
        """At most one zone; the confidence is its `valid_score`, 0 to 100, as a share."""
        found = self._read(opened)
        if found is None or not found.aux.get("raw_text"):
            return []
        lines = [str(line) for line in self._clean(found.aux["raw_text"])]
        width = WIDTHS.get(str(found.mrz_type))
        if width:  # as its parser does: what stands beyond the format's width is not looked at
            lines = [line[:width].ljust(width, "<") for line in lines]
        return [ZoneRead(tuple(lines), bool(found.valid), found.valid_score / 100, str(found.mrz_type or ""))]
