"""What was found: where a document lies on a page, and how to see it upright."""

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
Image = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]
Rotation = Literal[0, 90, 180, 270]
Side = Literal["front", "back", "unknown"]
Size = Literal["ID-1", "ID-2", "ID-3"]

MILLIMETRES: dict[Size, tuple[float, float]] = {
    "ID-1": (85.6, 53.98),
    "ID-2": (105.0, 74.0),
    "ID-3": (125.0, 88.0),
}
"""Width and height after ISO/IEC 7810."""
DOUBLE_PAGE = (125.0, 176.0)
"""A passport opened flat: two pages of ID-3, one above the other."""
DPI, MM_PER_INCH = 300.0, 25.4
MOST_SHRINKING = 1.5
"""Warping alone would skip pixels where the page has this many times the pixels asked for."""
LARGEST_SIDE = 12_000
"""Of a rectified image, pixels."""


@dataclass(frozen=True)
class Place:
    """A document on a page.

    `quad`: its corners (x, y) in page pixels, clockwise, the first of them the top left one of the document
    when its text can be read; a document cut off by the page's border may have corners outside of it.
    `rotation`: the clockwise turn, to the nearest quarter, that brings it upright. `size`: format of ISO/IEC
    7810, None for anything else; ID-3 that is higher than wide is a double page. `confidence`: that the quad
    is right, 0 to 1; `upright`: that the rotation is. `fills`: nothing but the document shows, so quad is the
    page's border and nothing is cut off. `homography`: 3 × 3, from pixels of the rectified image at 300 dpi
    to page pixels.
    """

    quad: Quad
    rotation: Rotation
    side: Side
    size: Size | None
    confidence: float
    fills: bool
    homography: Matrix
    upright: float = 1.0

    def rectify(self, pixels: Image, dpi: float = DPI) -> Image:
        """The document upright, at its true aspect. `pixels`: the page, height × width or × 3. What has no
        format has as many pixels as on the page at 300 dpi, proportionally fewer or more at others."""
        width, height = measure(self.quad, self.size)
        scale = min(dpi / DPI, LARGEST_SIDE / max(width, height))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        shrinking = _density(self.quad, width * scale)
        source, own = pixels, np.eye(3)
        if shrinking > MOST_SHRINKING:
            less = max(1, round(pixels.shape[1] / shrinking)), max(1, round(pixels.shape[0] / shrinking))
            source = np.asarray(cv2.resize(pixels, less, interpolation=cv2.INTER_AREA), dtype=np.uint8)
            own = np.diag([less[0] / pixels.shape[1], less[1] / pixels.shape[0], 1.0])
        to_page = self.homography @ np.diag([width / size[0], height / size[1], 1.0])
        # Pixel k covers k to k + 1 in either picture; OpenCV's coordinates are the middles.
        back = shift(-0.5) @ own @ to_page @ shift(0.5)
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        flat = cv2.warpPerspective(source, back, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(flat, dtype=np.uint8)


def shift(by: float) -> Matrix:
    """Moves both coordinates."""
    return np.array([[1.0, 0.0, by], [0.0, 1.0, by], [0.0, 0.0, 1.0]])


def lengths(quad: Quad) -> tuple[float, float]:
    """Mean length of the upper and lower side, and of the left and right one."""
    corners = np.asarray(quad)
    sides = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    return float(sides[0] + sides[2]) / 2, float(sides[1] + sides[3]) / 2


def _density(quad: Quad, width: float) -> float:
    """Page pixels to a pixel of a rectified image of that width."""
    return lengths(quad)[0] / max(1.0, width)


def measure(quad: Quad, size: Size | None) -> tuple[float, float]:
    """Width and height of the rectified document in pixels at 300 dpi."""
    across, down = lengths(quad)
    if size is None:
        return max(1.0, across), max(1.0, down)
    wide, high = MILLIMETRES[size]
    if down > across:
        wide, high = DOUBLE_PAGE if size == "ID-3" else (high, wide)
    return wide * DPI / MM_PER_INCH, high * DPI / MM_PER_INCH


def find_homography(quad: Quad, size: Size | None) -> Matrix:
    """From pixels of the rectified image at 300 dpi to page pixels."""
    width, height = measure(quad, size)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    # In double precision only its own solver works: OpenCV's takes single precision corners.
    matrix = cv2.getPerspectiveTransform(corners, np.asarray(quad, dtype=np.float32))
    return np.asarray(matrix, dtype=np.float64)


def find_rotation(quad: Quad) -> Rotation:
    """The clockwise turn, to the nearest quarter, that makes the quad's first side run to the right."""
    corners = np.asarray(quad)
    along = corners[1] - corners[0] + corners[2] - corners[3]
    quarters = round(-float(np.arctan2(along[1], along[0])) / (np.pi / 2)) % 4
    turns: tuple[Rotation, ...] = (0, 90, 180, 270)
    return turns[quarters]


def as_quad(corners: npt.NDArray[np.floating]) -> Quad:
    """Four points as a `Quad`."""
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return first, second, third, fourth
