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
from ocr.read import Rotation, orient_box, sides
from ocr.text import Image, Polygon, TextLine, TextReader, shared_reader

TALL = 1.5
"""A box so much higher than wide holds text on its side: PaddleOCR's own rule."""
PROBES = 5
"""Lines read both ways, in place of PaddleOCR's classifier of the lines' direction."""


def _direct(
    image: Image, boxes: list[Polygon], ways: tuple[Rotation, Rotation], reader: TextReader
) -> Rotation:
    """Which of two opposite ways the longest lines read better."""
    probes = sorted(boxes, key=lambda box: -max(sides(box)))[:PROBES]

    def score(way: Rotation) -> float:
        return sum(
            line.confidence for line in reader.recognise(image, [orient_box(box, way) for box in probes])
        )

    return max(ways, key=score)


def read_lines(image: Image, reader: TextReader) -> list[TextLine]:
    """Every line of a picture, top to bottom of the text."""
    boxes = reader.detect(image)
    lines: list[TextLine] = []
    tall = [box for box in boxes if sides(box)[1] > TALL * sides(box)[0]]
    flat = [box for box in boxes if sides(box)[1] <= TALL * sides(box)[0]]
    for group, ways in ((flat, (0, 180)), (tall, (90, 270))):
        if not group:
            continue
        way = _direct(image, group, (ways[0], ways[1]), reader)  # type: ignore[arg-type]
        found = reader.recognise(image, [orient_box(box, way) for box in group])
        lines += sorted(found, key=_top)
    return lines


def _top(line: TextLine) -> float:
    """How far down its own text a line stands."""
    corners = np.asarray(line.polygon)
    along = corners[1] - corners[0]
    down = np.array([-along[1], along[0]]) / max(1.0, float(np.linalg.norm(along)))
    return float(corners.mean(axis=0) @ down)


class PaddleLines:
    """The engine of the product, on its own."""

    def __init__(self) -> None:
        self._reader = shared_reader()
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
