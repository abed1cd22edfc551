"""Lines of a zone cut out of the picture as strips for the recogniser, and the way back to the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from mrz.strips import SHORT, STRIP_HEIGHT, STRIP_WIDTH, Grey, fit_strip

Points = npt.NDArray[np.float64]
"""n × 2: x, y in pixels."""
Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Top left, top right, bottom right, bottom left of the upright text, in pixels of the picture."""

FINEST = 28.0
"""Height of a cut, in pixels, beyond which the picture is made coarser first: the strip has 32 rows."""
GROUND = 4
"""Pixels around the corners that a cubic interpolation may need, and some."""
MARGIN_ACROSS, MARGIN_ALONG = 0.04, 0.55
"""Ground added to a quad above and below, and left and right, in heights of the quad: the cuts that the
recogniser was trained on have it, and a quad may end in the middle of a character."""


@dataclass(frozen=True)
class Cut:
    """A line's strip (32 × 704) and where it comes from: `corners` of the cut in the picture (4 × 2, as the
    corners of `Quad`), `width` of the strip's part that the cut fills, in pixels."""

    strip: Grey
    corners: Points
    width: float

    def map_back(self, columns: Sequence[float], rows: Sequence[float]) -> Points:
        """Where points of the strip lie in the picture."""
        box = np.array([[0, 0], [self.width, 0], [self.width, STRIP_HEIGHT], [0, STRIP_HEIGHT]], np.float32)
        matrix = cv2.getPerspectiveTransform(box, self.corners.astype(np.float32))
        points = np.stack([np.asarray(columns, float), np.asarray(rows, float)], axis=1)
        return np.asarray(cv2.perspectiveTransform(points[None], matrix)[0], dtype=np.float64)


def measure(corners: Points) -> tuple[float, float]:
    """(length, height) of a quad: the means of its opposite sides."""
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2


def widen(quad: Points, along: float, across: float) -> Points:
    """The quad with `along` more at both ends and `across` more above and below, in heights of the quad."""
    _, height = measure(quad)
    grown = quad.astype(np.float64).copy()
    for left, right in ((0, 1), (3, 2)):
        step = quad[right] - quad[left]
        step = step / max(1e-6, float(np.linalg.norm(step))) * height * along
        grown[left] -= step
        grown[right] += step
    for top, bottom in ((0, 3), (1, 2)):
        step = (quad[bottom] - quad[top]) * across
        grown[top] -= step
        grown[bottom] += step
    return grown


def turn_round(quad: Quad) -> Quad:
    """The same quad read upside down."""
    return quad[2], quad[3], quad[0], quad[1]


def cut_line(
    grey: Grey, quad: Quad | Points, *, along: float = MARGIN_ALONG, across: float = MARGIN_ACROSS
) -> Cut:
    """The line inside `quad`, with some ground around it, as a strip. What lies beyond the picture's border
    repeats the border."""
    corners = widen(np.asarray(quad, dtype=np.float64), along, across)
    length, height = measure(corners)
    source, local = _coarsen(grey, corners, height)
    wide, high = (max(8, round(size * local.scale)) for size in (length, height))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(local.corners.astype(np.float32), target)
    flat = cv2.warpPerspective(
        source, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    line = np.asarray(flat, dtype=np.uint8)
    filled = STRIP_WIDTH if wide >= SHORT * high else max(4, round(wide * STRIP_HEIGHT / high * 1.2))
    return Cut(fit_strip(line), corners, float(filled))


@dataclass(frozen=True)
class _Local:
    corners: Points
    scale: float


def _coarsen(grey: Grey, corners: Points, height: float) -> tuple[Grey, _Local]:
    """The part of the picture around the corners (OpenCV warps no more than 32,766 pixels a side), coarser
    where it is finer than the strip needs: warping alone would skip pixels."""
    limit = np.array([grey.shape[1], grey.shape[0]])
    low = np.clip(np.floor(corners.min(axis=0)) - GROUND, 0, limit - 1).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)) + GROUND, low + 1, limit).astype(int)
    part = grey[low[1] : high[1], low[0] : high[0]]
    if height <= 1.5 * FINEST:
        return part, _Local(corners - low, 1.0)
    scale = FINEST / height
    size = max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale))
    small = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    exact = np.array([size[0] / part.shape[1], size[1] / part.shape[0]])
    return np.asarray(small, dtype=np.uint8), _Local((corners - low) * exact, scale)
