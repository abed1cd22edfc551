"""How a document lies under the camera: resolution, turn, lean, and how much of it is in the picture."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.assess.places import SIZES_MM, Place, Size

Floats = npt.NDArray[np.float64]
MM_PER_INCH = 25.4
AT_BORDER = 2.0
"""Page pixels within which a corner lies at the page's border."""


@dataclass(frozen=True)
class Pose:
    """Absent where the document's size, or the document, is not known."""

    dpi: float | None = None
    """Dots per inch of the document at its middle, the mean of all directions."""
    tilt: float = 0.0
    """Turn in the picture's plane from the nearest quarter, in degrees, 0 to 45."""
    lean: float = 0.0
    """Out of the picture's plane, in degrees."""
    inside: float = 1.0
    """Share of the document that lies on the page."""


def dimensions(quad: Floats, size: Size) -> tuple[float, float]:
    """Width and height in mm of an upright document; ID-3 that is higher than wide is a double page."""
    width, height = SIZES_MM[size]
    across = np.linalg.norm(quad[1] - quad[0]) + np.linalg.norm(quad[2] - quad[3])
    down = np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])
    return (width, 2 * height) if size == "ID-3" and down > across else (width, height)


def _jacobian(quad: Floats, size: Size) -> Floats:
    """Page pixels to the millimetre at the document's middle: the 2 × 2 derivative of the homography."""
    width, height = dimensions(quad, size)
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = np.asarray(cv2.getPerspectiveTransform(flat, quad.astype(np.float32)), dtype=np.float64)
    x, y, scale = matrix @ (width / 2, height / 2, 1.0)
    return np.asarray((matrix[:2, :2] - np.outer((x / scale, y / scale), matrix[2, :2])) / scale)


def pixels_per_mm(quad: Floats, size: Size) -> float:
    """Page pixels to the millimetre at the document's middle, the geometric mean of all directions."""
    return float(np.sqrt(abs(np.linalg.det(_jacobian(quad, size)))))


def measure_lean(quad: Floats, size: Size) -> float:
    """The angle between document and picture, in degrees, by how unequally directions are shortened at the
    middle.

    A plane that leans by θ is shortened to cos θ in one direction (weak perspective); no focal length is
    needed.
    """
    larger, smaller = np.linalg.svd(_jacobian(quad, size), compute_uv=False)
    return float(np.degrees(np.arccos(np.clip(smaller / larger, 0.0, 1.0))))


def measure_tilt(quad: Floats) -> float:
    """The turn from the nearest quarter, in degrees, by the upper and the lower side."""
    along = (quad[1] - quad[0]) + (quad[2] - quad[3])
    angle = float(np.degrees(np.arctan2(along[1], along[0]))) % 90
    return min(angle, 90 - angle)


def share_inside(quad: Floats, size: tuple[int, int]) -> float:
    """The share of the quad that lies on a page of `size` (width, height)."""
    width, height = size
    page = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    whole = cv2.contourArea(quad.astype(np.float32))
    if whole <= 0:
        return 0.0
    common, _ = cv2.intersectConvexConvex(quad.astype(np.float32), page)
    return float(np.clip(common / whole, 0.0, 1.0))


def measure_pose(place: Place | None, size: tuple[int, int]) -> Pose:
    """How the document lies on a page of `size` (width, height)."""
    if place is None:
        return Pose()
    quad = np.asarray(place.quad, dtype=np.float64)
    known = place.size
    return Pose(
        dpi=pixels_per_mm(quad, known) * MM_PER_INCH if known is not None else None,
        tilt=measure_tilt(quad),
        lean=measure_lean(quad, known) if known is not None else 0.0,
        inside=1.0 if place.fills else share_inside(quad, size),
    )


def outside_part(quad: Sequence[tuple[float, float]], size: tuple[int, int]) -> list[tuple[float, float]]:
    """The page's border strip nearest to what is cut off: where the corners that lie outside would come
    in."""
    points = np.asarray(quad, dtype=np.float64)
    width, height = size
    out = (points < -AT_BORDER).any(axis=1) | (points > np.array(size) + AT_BORDER).any(axis=1)
    clipped = np.clip(points[out], 0, (width, height))
    if len(clipped) == 0:
        return []
    low, high = clipped.min(axis=0), clipped.max(axis=0)
    reach = 0.04 * max(size)
    low, high = np.clip(low - reach, 0, size), np.clip(high + reach, 0, size)
    (x0, y0), (x1, y1) = (tuple(round(float(v), 1) for v in corner) for corner in (low, high))
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
