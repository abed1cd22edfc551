"""The three networks (models/document_finder/card.md): what they are shown, and what they say."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from mrz.engine import open_session
from ocr.locate.place import Image

OUTLINE, WAY = ("document_outline", "outline.onnx"), ("document_way", "way.onnx")
CORNERS = ("document_corners", "corners.onnx")
LONG_SIDE, MULTIPLE, SHORTEST = 384, 32, 64
"""The outline network sees a page at this size, its sides stretched to multiples of 32."""
VIEW = (320, 224)
"""The way network sees a document so wide and high, whatever its shape."""
CROP = (192, 128)
"""The corners network sees a quadrilateral with its surroundings so wide and high."""
FINEST = 2000
"""Long side, pixels, above which a page is halved before anything is measured on it."""
Map = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Maps:
    """Probabilities a cell: that it lies on a document, in the core of one (its middle three fifths), on
    another sheet of paper. A cell is 4 × 4 pixels of what the network saw."""

    document: Map
    core: Map
    sheet: Map


@dataclass(frozen=True)
class Answer:
    """What the way network says of a view: probabilities of the clockwise quarter turns that bring it
    upright, of ID-1, ID-2, ID-3 and anything else, and of a holder's portrait."""

    ways: npt.NDArray[np.float64]
    kinds: npt.NDArray[np.float64]
    portrait: float


def halve(pixels: Image) -> tuple[Image, float]:
    """The page at a long side of at most 2000 pixels, and its scale. By halves: averaging whole pixels is
    several times as fast as averaging parts of them."""
    scale = 1.0
    while max(pixels.shape[:2]) > FINEST:
        # Odd sides lose their last row or column, which would make the scale another one.
        even = pixels[: pixels.shape[0] // 2 * 2, : pixels.shape[1] // 2 * 2]
        size = even.shape[1] // 2, even.shape[0] // 2
        pixels = np.asarray(cv2.resize(even, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        scale /= 2
    return pixels, scale


def frame_of(width: int, height: int) -> tuple[int, int]:
    """Width and height at which the outline network sees a page."""
    longest = max(width, height)
    sides = (
        max(SHORTEST, round(side * LONG_SIDE / longest / MULTIPLE) * MULTIPLE) for side in (width, height)
    )
    wide, high = sides
    return wide, high


@cache
def _session(model: str, file: str) -> Any:
    return open_session(model, file)


def look(pixels: Image) -> Maps:
    """The maps of a picture (height × width × 3). Raises the errors of `models.load.model_dir`."""
    frame = frame_of(pixels.shape[1], pixels.shape[0])
    while max(pixels.shape[:2]) > 2 * LONG_SIDE:  # averaging whole pixels first is several times as fast
        half = pixels.shape[1] // 2, pixels.shape[0] // 2
        pixels = np.asarray(cv2.resize(pixels, half, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    seen = cv2.resize(pixels, frame, interpolation=cv2.INTER_AREA)
    (maps,) = _session(*OUTLINE).run(["maps"], {"pictures": np.asarray(seen, dtype=np.uint8)[None]})
    return Maps(*maps[0])


def ask_ways(views: npt.NDArray[np.uint8]) -> list[Answer]:
    """The answers to views (n × 224 × 320 × 3). Each is asked as it is and upside down. Raises the errors of
    `models.load.model_dir`."""
    both = np.concatenate([views, views[:, ::-1, ::-1]])
    (answers,) = _session(*WAY).run(["answers"], {"pictures": np.ascontiguousarray(both)})
    upright, turned = np.split(answers.astype(np.float64), 2)
    ways = (upright[:, :4] + np.roll(turned[:, :4], 2, axis=1)) / 2
    rest = (upright[:, 4:] + turned[:, 4:]) / 2
    return [Answer(way, other[:4], float(other[4])) for way, other in zip(ways, rest, strict=True)]


def ask_corners(crops: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """The answers to crops (n × 128 × 192 × 3), n × 9: x and y of four corners, 0 to 1 across the crop, and
    how good the quadrilateral is that the crop was cut around. Raises the errors of
    `models.load.model_dir`."""
    (answers,) = _session(*CORNERS).run(["answers"], {"pictures": np.ascontiguousarray(crops)})
    return np.asarray(answers, dtype=np.float64)
