"""Our own readers: `mrz.read` on pixels, and the whole extraction."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.peers.protocol import ZoneRead

Image = npt.NDArray[np.uint8]
CAPTURES = ".jpg"


def open_pages(path: Path) -> list[Image]:
    """The upright pages of a file, as an upload's are; a capture of our own is decoded and no more."""
    if path.suffix == CAPTURES and path.parent.name == "captures":
        return [np.asarray(cv2.imread(str(path), cv2.IMREAD_COLOR), dtype=np.uint8)]
    from ocr.extract import load_files
    from ocr.intake import intake

    return [page.pixels for page in intake(load_files([path]))]


class OurReader:
    """`mrz.read`, warm."""

    def __init__(self) -> None:
        from mrz.reader import read_zones

        self._read = read_zones
        read_zones(np.full((120, 160, 3), 200, dtype=np.uint8))  # loads the models

    def open(self, path: Path) -> list[Image]:
        """The pages' pixels, BGR."""
        return open_pages(path)

    def read(self, opened: Any) -> Sequence[ZoneRead]:
        """The zones of all pages, the best first."""
        found = [zone for page in opened for zone in self._read(page)]
        return [
            ZoneRead(tuple(zone.lines), zone.valid, zone.confidence, zone.format, dict(zone.evidence))
            for zone in found
        ]


class ExtractPath:
    """`ocr.extract`, as the product does: all text of the page, and the zone from pixels and from text."""

    def __init__(self) -> None:
        from ocr.extract import extract
        from ocr.text import shared_reader

        shared_reader()
        self._extract = extract

    def open(self, path: Path) -> tuple[str, bytes]:
        """Name and bytes, as an upload gives them."""
        return path.name, path.read_bytes()

    def read(self, opened: Any) -> Sequence[ZoneRead]:
        """The zones, document by document."""
        zones = [document.mrz for document in self._extract([opened]).documents if document.mrz]
        return [ZoneRead(tuple(zone.lines), zone.valid, zone.confidence, zone.format) for zone in zones]
