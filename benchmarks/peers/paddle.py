"""PaddleOCR as it comes: every line found and read, then a plain position grammar."""

from collections.abc import Sequence
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.grammar import find_by_positions
from benchmarks.peers.ours import open_pages
from benchmarks.peers.protocol import ZoneRead
from mrz.parse import parse_lines
from ocr.read import orient_box, sides
from ocr.text import Image, PaddleTextReader, TextLine, TextReader

DETECTION_SIDE = 4000
"""Longest side of what the detector sees: PaddleOCR's own limit, so that captures are not made smaller."""
TALL = 1.5
"""A box so much higher than wide holds text on its side: PaddleOCR's own rule."""
DOUBTFUL, LONG = 0.9, 6.0
"""Long lines (by their proportions) with a lower score are read the other way up too: in place of PaddleOCR's
classifier of each line's direction, whose model is not among the product's."""


def read_lines(image: Image, reader: TextReader) -> list[TextLine]:
    """Every line of a picture, top to bottom of the text."""
    boxes = [
        orient_box(box, 90) if sides(box)[1] > TALL * sides(box)[0] else box for box in reader.detect(image)
    ]
    lines = reader.recognise(image, boxes)
    doubtful = [
        number
        for number, line in enumerate(lines)
        if line.confidence < DOUBTFUL and sides(line.polygon)[0] > LONG * sides(line.polygon)[1]
    ]
    turned = reader.recognise(image, [orient_box(boxes[number], 180) for number in doubtful])
    for number, other in zip(doubtful, turned, strict=True):
        if _stands_better(other, lines[number]):
            lines[number] = other
    return sorted(lines, key=_top)


def _stands_better(other: TextLine, line: TextLine) -> bool:
    """Whether the other way up is the right one: fillers upside down read as `>`, and with high scores."""
    if "<<" in line.text or ">>" in other.text:
        return False
    return ">>" in line.text or other.confidence > line.confidence


def _top(line: TextLine) -> float:
    """How far down its own text a line stands."""
    corners = np.asarray(line.polygon)
    along = corners[1] - corners[0]
    down = np.array([-along[1], along[0]]) / max(1.0, float(np.linalg.norm(along)))
    return float(corners.mean(axis=0) @ down)


class PaddleLines:
    """The product's engine and weights, set as PaddleOCR sets them."""

    def __init__(self) -> None:
        self._reader = PaddleTextReader(DETECTION_SIDE)
        read_lines(np.full((120, 160, 3), 200, dtype=np.uint8), self._reader)

    def open(self, path: Path) -> list[Image]:
        """The pages' pixels, BGR."""
        return open_pages(path)

    def read(self, opened: Any) -> Sequence[ZoneRead]:
        """The zone of each page; the confidence is the product of its lines' scores."""
        found = []
        for page in opened:
            lines = read_lines(page, self._reader)
            zone = find_by_positions([line.text for line in lines])
            if zone is not None:
                parsed = parse_lines(zone[1], as_format=zone[0].name)
                scores = sorted((line.confidence for line in lines if "<" in line.text), reverse=True)
                confidence = prod(scores[: len(zone[1])])
                found.append(ZoneRead(zone[1], parsed.valid, confidence, zone[0].name))
        return found
