"""The specimens: where the corners are known, how well they are found; on all of them, whether any text would
be cut off, and whether a zone stands as its document is said to."""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.captures.optics import Floats
from benchmarks.suites.localisation.judge import is_upright, measure_iou
from models.errors import CodedError
from mrz.locate import locate as locate_zones
from ocr.extract import load_files
from ocr.intake import PageImage, intake
from ocr.locate import Place, locate
from ocr.text import Polygon, shared_reader

SLACK = 0.01
"""A corner of a text's box this share of the page outside of the quad is not cut off: boxes have some
room."""
Detect = Callable[[PageImage], Sequence[Polygon]]


@dataclass
class Specimens:
    """Over all pages. `cut`: files with text that every quad leaves out, `cut_documents` those of them with
    an identity document (the text may be that of what lies beside it); `against`: files whose zone stands
    another way than its document was said to."""

    ious: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    cut: list[str] = field(default_factory=list)
    cut_documents: list[str] = field(default_factory=list)
    zones: int = 0
    against: list[str] = field(default_factory=list)
    fills: int = 0
    nothing: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The figures."""
        return {
            "pages": self.pages,
            "fills": self.fills,
            "nothingFound": self.nothing,
            "knownQuads": len(self.ious),
            "meanIou": round(float(np.mean(list(self.ious.values()))), 4) if self.ious else None,
            "leastIou": round(min(self.ious.values()), 4) if self.ious else None,
            "textCutOff": len(self.cut),
            "textCutOffDocuments": len(self.cut_documents),
            "zonesAsked": self.zones,
            "zonesAgainst": len(self.against),
            "files": {"cut": self.cut, "against": self.against, "ious": self.ious},
        }


@dataclass(frozen=True)
class Truth:
    """What is known of a file: its corners in pixels, if any, and whether it shows an identity document."""

    quad: Floats | None
    document: bool


def _read_truth(data: Path) -> dict[str, Truth]:
    with (data / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["file"]: Truth(
                quad=np.array(row["quad"].replace(",", " ").split(), dtype=np.float64).reshape(4, 2)
                if row.get("quad")
                else None,
                document=row.get("doc_type") != "negative",
            )
            for row in csv.DictReader(file)
        }


def leaves_out(places: Sequence[Place], polygons: Sequence[Polygon], size: tuple[int, int]) -> int:
    """How many texts do not lie in any of the quads. None when nothing was found: then nothing is cut."""
    if not places or any(place.fills for place in places):
        return 0
    slack = SLACK * max(size)
    outlines = [np.asarray(place.quad, dtype=np.float32) for place in places]

    def is_in(polygon: Polygon) -> bool:
        return any(
            all(cv2.pointPolygonTest(outline, (float(x), float(y)), True) > -slack for x, y in polygon)
            for outline in outlines
        )

    return sum(not is_in(polygon) for polygon in polygons)


def _ask_zone(page: PageImage, places: Sequence[Place]) -> bool | None:
    """Whether the page's zone reads as its document stands; None when there is none to tell."""
    for zone in locate_zones(page.pixels):
        middle = np.array(zone.lines).reshape(-1, 2).mean(axis=0)
        for place in places:
            outline = np.asarray(place.quad, dtype=np.float32)
            inside = cv2.pointPolygonTest(outline, (float(middle[0]), float(middle[1])), False) >= 0
            if zone.certain_direction and inside:
                return is_upright(np.array(place.quad), np.array(zone.lines[0]))
    return None


def run_specimens(data: Path, detect: Detect | None = None) -> Specimens:
    """All specimens of a folder with `truth.csv` and `images/`."""
    detect = detect or (lambda page: shared_reader().detect(page.pixels))
    result = Specimens()
    for name, truth in _read_truth(data).items():
        try:
            pages = intake(load_files([data / "images" / name]))
        except CodedError:
            continue  # what may not come in at all
        for page in pages:
            places, size = locate(page), (page.width, page.height)
            result.pages += 1
            result.fills += any(place.fills for place in places)
            result.nothing += not places
            if truth.quad is not None:
                ious = [measure_iou(np.array(place.quad), truth.quad, size) for place in places]
                result.ious[name] = round(max(ious, default=0.0), 4)
            if leaves_out(places, detect(page), size):
                result.cut.append(name)
                result.cut_documents += [name] * truth.document
            agrees = _ask_zone(page, places)
            result.zones += agrees is not None
            if agrees is False:
                result.against.append(name)
    return result
