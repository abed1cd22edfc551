"""Text lines out of pixels: the `TextReader` Protocol and its implementation with PaddleOCR's networks.

The engine stands behind a Protocol so that it can change. Recognition runs line by line: on a CPU that is
both the fastest and the leanest way (see docs/architecture.md); lines that cannot matter need not be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt

from ocr.boxes import count_as_text
from ocr.detect import LineDetector
from ocr.recognise import LineRecogniser

Image = npt.NDArray[np.uint8]
"""Height × width × 3, BGR, as OpenCV has it."""
Point = tuple[float, float]
Polygon = tuple[Point, ...]

DETECTION_SIDE = 960
"""Longest side, in pixels, of the picture that the detector sees."""
THREADS = 2


@dataclass(frozen=True)
class TextLine:
    """One line of text. `polygon` has four corners in reading order (top left first), in pixels;
    `confidence` is the mean probability of its characters, `weakest` that of the least sure one."""

    text: str
    polygon: Polygon
    confidence: float
    weakest: float = 1.0


class TextReader(Protocol):
    """Finds and reads text lines."""

    def detect(self, image: Image) -> list[Polygon]:
        """Quadrilaterals of the text lines, corners in reading order for upright text."""
        ...

    def recognise(self, image: Image, polygons: Sequence[Polygon]) -> list[TextLine]:
        """The text in each polygon, in the order given."""
        ...


def crop_line(image: Image, polygon: Polygon) -> Image:
    """The polygon's content as an upright strip, `max side lengths` in size (perspective removed)."""
    corners = np.asarray(polygon, dtype=np.float32)
    top, right, bottom, left = (float(np.linalg.norm(corners[(i + 1) % 4] - corners[i])) for i in range(4))
    width, height = max(2, round(max(top, bottom))), max(2, round(max(left, right)))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    strip = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(strip, dtype=np.uint8)


class PaddleTextReader:
    """PP-OCRv6 small: lines found by `LineDetector`, read by `LineRecogniser`; weights verified, never any
    network."""

    def __init__(self, detection_side: int = DETECTION_SIDE) -> None:
        self._detector = LineDetector(detection_side, THREADS)
        self._recogniser = LineRecogniser(THREADS)
        self._detector.load()
        self._recogniser.load()

    def detect(self, image: Image) -> list[Polygon]:
        """See `TextReader.detect`."""
        found = self._detector.find(image)
        quads = found.quads[count_as_text(found.quads, found.scores)]
        return [tuple((float(x), float(y)) for x, y in quad) for quad in quads]

    def recognise(self, image: Image, polygons: Sequence[Polygon]) -> list[TextLine]:
        """See `TextReader.recognise`."""
        texts = self._recogniser.read([crop_line(image, polygon) for polygon in polygons])
        return [
            TextLine(text.text, polygon, text.confidence, text.weakest)
            for text, polygon in zip(texts, polygons, strict=True)
        ]


@cache
def shared_reader() -> PaddleTextReader:
    """The reader of this process, loaded once."""
    return PaddleTextReader()
