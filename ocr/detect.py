"""Text lines found by PP-OCRv6's detector: pictures to its map of probabilities, the map to quadrilaterals.

The steps and their constants are those of PaddleOCR's own predictor (differentiable binarisation, Liao et al.
2020), so that the boxes are the same.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
import pyclipper

from ocr.boxes import SURE_IF_SHORT
from ocr.engine import Network, Tensor

MODEL, FILE = "PP-OCRv6_small_det", "inference.onnx"
MULTIPLE = 32
"""What the sides of the network's pictures are multiples of."""
SMALLEST = 64
"""Width and height together, pixels, under which a picture is filled up with black."""
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
FACTOR = np.array([1 / 255 / value for value in DEVIATION], dtype=np.float32)
OFFSET = np.array([-mean / value for mean, value in zip(MEAN, DEVIATION, strict=True)], dtype=np.float32)
TEXT = 0.3
"""Probability from which a pixel belongs to text."""
WIDEN = 1.5
"""The network marks the middle of lines. They are widened by so many times their area a length of border."""
THINNEST, THINNEST_WIDENED = 3.0, 5.0
"""Shorter side of a box, pixels of the map, before and after it is widened."""
MOST = 1000
"""Places of text that are looked at on one picture."""
Image = npt.NDArray[np.uint8]
Quads = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Found:
    """Boxes (n × 4 corners × 2, pixels of the picture, clockwise from the top left) and the mean probability
    of text in each."""

    quads: Quads
    scores: list[float]


class LineDetector:
    """The detector, loaded at its first picture; pictures with a longer side than `side` are made smaller.
    Raises the errors of `models.load.model_dir`."""

    def __init__(self, side: int, threads: int = 2) -> None:
        self._side = side
        self._network = Network(MODEL, FILE, threads=threads)

    def load(self) -> None:
        """Loads the network now."""
        self._network.load()

    def find(self, image: Image) -> Found:
        """The boxes of a picture (height × width × 3, BGR) with a score of at least `SURE_IF_SHORT`."""
        with self._network.run(prepare(image, self._side)) as maps:
            found = find_quads(maps[0, 0], int(image.shape[1]), int(image.shape[0]))
        self._network.release()
        return found


def prepare(image: Image, side: int) -> Tensor:
    """The picture as the network wants it: 1 × 3 × height × width."""
    height, width = image.shape[:2]
    if height + width < SMALLEST:
        filled = np.zeros((max(MULTIPLE, height), max(MULTIPLE, width), 3), dtype=np.uint8)
        filled[:height, :width] = image
        image, (height, width) = filled, filled.shape[:2]
    scale = min(1.0, side / max(height, width))
    high, wide = (max(MULTIPLE, round(int(n * scale) / MULTIPLE) * MULTIPLE) for n in (height, width))
    resized = image if (high, wide) == (height, width) else cv2.resize(image, (wide, high))
    return np.ascontiguousarray((resized * FACTOR + OFFSET).transpose(2, 0, 1)[None])


def find_quads(probabilities: Tensor, width: int, height: int) -> Found:
    """Boxes in a map, in pixels of the picture of `width` × `height` that it is of."""
    marked = (probabilities > TEXT).astype(np.uint8) * 255
    contours, _ = cv2.findContours(marked, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    scale = np.array([width / probabilities.shape[1], height / probabilities.shape[0]])
    quads, scores = [], []
    for contour in contours[:MOST]:
        core, thin = _enclose(contour)
        if thin < THINNEST:
            continue
        score = _average(probabilities, core)
        if score < SURE_IF_SHORT:
            continue
        box, thin = _enclose(_widen(core))
        if thin < THINNEST_WIDENED:
            continue
        quads.append(np.clip(np.round(box * scale), 0, (width, height)).astype(np.int16))
        scores.append(score)
    return Found(np.array(quads, dtype=np.int16).reshape(-1, 4, 2), scores)


def _enclose(points: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.float32], float]:
    """The smallest rectangle around points, clockwise from its top left corner, and its shorter side."""
    rectangle = cv2.minAreaRect(np.asarray(points))
    corners = cv2.boxPoints(rectangle)
    by_x = corners[np.argsort(corners[:, 0], kind="stable")]
    left, right = (pair[np.argsort(pair[:, 1], kind="stable")] for pair in (by_x[:2], by_x[2:]))
    return np.array([left[0], right[0], right[1], left[1]], dtype=np.float32), min(rectangle[1])


def _average(probabilities: Tensor, box: npt.NDArray[np.float32]) -> float:
    """Mean probability within a box."""
    limit = np.array([probabilities.shape[1], probabilities.shape[0]]) - 1
    left, top = np.clip(np.floor(box.min(axis=0)), 0, limit).astype(int)
    right, bottom = np.clip(np.ceil(box.max(axis=0)), 0, limit).astype(int)
    mask = np.zeros((bottom - top + 1, right - left + 1), dtype=np.uint8)
    inside = (box - np.array([left, top], dtype=np.float32)).astype(np.int32)
    cv2.fillPoly(mask, [inside], (1,))
    return float(cv2.mean(probabilities[top : bottom + 1, left : right + 1], mask)[0])


def _widen(box: npt.NDArray[np.float32]) -> npt.NDArray[np.int32]:
    """The outline of a box made wider on all sides; none where that leaves nothing."""
    distance = cv2.contourArea(box) * WIDEN / cv2.arcLength(box, True)
    offset = pyclipper.PyclipperOffset()
    offset.AddPath(box, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    outlines = offset.Execute(distance)
    return np.array(outlines[0] if outlines else box, dtype=np.int32).reshape(-1, 1, 2)
