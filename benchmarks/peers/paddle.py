"""PaddleOCR as it comes: every line found and read, then a plain position grammar."""

import os
from collections.abc import Sequence
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.grammar import find_by_positions
from benchmarks.peers.ours import open_pages
from benchmarks.peers.protocol import ZoneRead
from models.load import model_dir
from mrz.parse import parse_lines
from ocr.find_boxes import sides
from ocr.text import THREADS, Image, Polygon, TextLine, TextReader, crop_line
from ocr.ways import orient_box

DETECTION, RECOGNITION = "PP-OCRv6_small_det", "PP-OCRv6_small_rec"
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


class PlainPaddle:
    """PaddleOCR's own detection and recognition on ONNX Runtime, with the weights of the product."""

    def __init__(self, detection_side: int) -> None:
        os.environ["PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK"] = "True"
        # 1.3 s that the other peers save
        from paddleocr import TextDetection, TextRecognition

        self._detection = TextDetection(
            model_name=DETECTION,
            model_dir=str(model_dir(DETECTION)),
            limit_side_len=detection_side,
            limit_type="max",
            engine="onnxruntime",
            cpu_threads=THREADS,
        )
        self._recognition = TextRecognition(
            model_name=RECOGNITION,
            model_dir=str(model_dir(RECOGNITION)),
            engine="onnxruntime",
            cpu_threads=THREADS,
        )

    def detect(self, image: Image) -> list[Polygon]:
        """See `TextReader.detect`."""
        result = next(iter(self._detection.predict(image)))
        return [tuple((float(x), float(y)) for x, y in quad) for quad in result["dt_polys"]]

    def recognise(self, image: Image, polygons: Sequence[Polygon]) -> list[TextLine]:
        """See `TextReader.recognise`."""
        if not polygons:
            return []
        crops = [crop_line(image, polygon) for polygon in polygons]
        read = self._recognition.predict(crops, batch_size=1)
        return [
            TextLine(result["rec_text"], polygon, float(result["rec_score"]))
            for result, polygon in zip(read, polygons, strict=True)
        ]


class PaddleLines:
    """PaddleOCR's lines under a grammar of positions."""

    def __init__(self) -> None:
        self._reader = PlainPaddle(DETECTION_SIDE)
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
