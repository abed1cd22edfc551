"""Dumped captures as the two halves of quality see them: the features of the regressions, and whether all
was exact.

The document's place is the true one, a little off, as a localiser has it; of some captures it is not
known.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from benchmarks.suites.quality.dump import READINGS, read_values
from benchmarks.suites.quality.plan import CAPTURES_EACH
from benchmarks.suites.quality.subjects import MANDATORY, agree
from ocr.assess.acceptable import describe_pixels
from ocr.assess.evidence import FieldEvidence, PageEvidence
from ocr.assess.measures import measure
from ocr.assess.places import Place, Point, Size
from ocr.assess.ratings import Ratings, rate

OFF = 0.004
"""Standard deviation of a found corner, as a share of the document's longer side."""
UNKNOWN_SHARE = 0.1


@dataclass(frozen=True)
class FoundPlace:
    """A document's place as a localiser gives it."""

    quad: tuple[Point, ...]
    size: Size | None
    confidence: float = 1.0
    fills: bool = False


@dataclass(frozen=True)
class Row:
    """A capture: what was wrong with it, its measures, what reading gave."""

    number: int
    group: int
    """Captures of one document share it."""
    kind: str
    flaws: dict[str, float]
    ratings: Ratings
    pixels: dict[str, float]
    evidence: PageEvidence
    exact: bool
    """Every mandatory field as printed, to the letter."""
    bare: bool
    """The same without regard to diacritics: what `acceptable` is fitted on."""


def find_place(quad: list[Point], size: Size, rng: np.random.Generator) -> Place | None:
    """The true place, as well as a localiser finds it."""
    if rng.random() < UNKNOWN_SHARE:
        return None
    corners = np.array(quad)
    extent = float(np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1).max())
    moved = corners + rng.normal(0, OFF * extent, (4, 2))
    return FoundPlace(tuple((float(x), float(y)) for x, y in moved), size)


def gather_evidence(extraction: dict[str, Any], size: tuple[int, int]) -> PageEvidence:
    """The evidence of an extraction (as JSON) of one page."""
    fields = dict(extraction.get("fields", {}))
    zones = []
    for document in extraction.get("documents", []):
        fields = document.get("fields", {}) | fields
        zones += [document["mrz"]] if "mrz" in document else []
    return PageEvidence(
        size=size,
        fields={
            name: FieldEvidence(fields[name]["status"], float(fields[name]["confidence"]))
            for name in MANDATORY
            if name in fields
        },
        zone_valid=any(zone["valid"] for zone in zones),
        zone_confidence=max((float(zone["confidence"]) for zone in zones), default=0.0),
    )


def load_rows(folder: Path) -> Iterator[Row]:
    """Every dumped capture, measured anew."""
    for text in (folder / READINGS).read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        picture = np.asarray(cv2.imread(str(folder / line["file"])), dtype=np.uint8)
        rng = np.random.default_rng((line["number"], 53))
        place = find_place([(x, y) for x, y in line["quad"]], line["size"], rng)
        ratings = rate(measure(picture, place).physical)
        yield Row(
            number=line["number"],
            group=line["number"] // CAPTURES_EACH,
            kind=line["kind"],
            flaws=line["flaws"],
            ratings=ratings,
            pixels=describe_pixels(ratings),
            evidence=gather_evidence(line["extraction"], (picture.shape[1], picture.shape[0])),
            exact=bool(line["exact"]),
            bare=agree(line.get("truth", {"": ()}), read_values(line["extraction"]), bare=True),
        )
