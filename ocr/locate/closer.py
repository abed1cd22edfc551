"""Where documents lie in pixels: the outline network's view of the whole page, and a second one of each
document that is small on it, so that an outline is never as coarse as a finger's breadth."""

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.locate.lines import Points
from ocr.locate.place import Image
from ocr.locate.shapes import Borders, Shape, find_shapes
from ocr.locate.sight import look

SMALL = 0.5
"""Of the page's longer side: documents with shorter ones are looked at again."""
GROUND = 0.3
"""Around a document in the second view, of its box."""
SAME = 0.5
"""Intersection over union from which both views mean the same document."""
MOST = 4
"""Documents on one page; more are taken for none."""


@dataclass(frozen=True)
class Found:
    """As `Shape`, in pixels. `cell`: width and height of the network's cells, pixels."""

    corners: Points
    borders: Borders
    sureness: float
    is_sheet: bool
    cell: Points
    others: tuple[Points, ...] = ()

    @property
    def fills(self) -> bool:
        """Whether it reaches beyond the page on all sides."""
        return all(self.borders)


def find_documents(pixels: Image) -> list[Found]:
    """The documents on a page (height × width × 3), largest first, or its one sheet."""
    longest = max(pixels.shape[:2])
    found = []
    for first in _look_at(pixels, (0, 0, pixels.shape[1], pixels.shape[0]))[:MOST]:
        small = float(np.ptp(first.corners, axis=0).max()) < SMALL * longest
        found.append(_look_closer(pixels, first) if small and not any(first.borders) else first)
    return found


def _look_at(pixels: Image, box: tuple[int, int, int, int]) -> list[Found]:
    """The documents within a box (left, top, right, bottom)."""
    left, top, right, bottom = box
    maps = look(pixels[top:bottom, left:right])
    rows, columns = maps.document.shape
    cell = np.array([(right - left) / columns, (bottom - top) / rows])

    def place(shape: Shape) -> Found:
        corners = shape.corners * cell + [left, top]
        others = tuple(other * cell + [left, top] for other in shape.others)
        return Found(corners, shape.borders, shape.sureness, shape.is_sheet, cell, others)

    return [place(shape) for shape in find_shapes(maps)]


def _look_closer(pixels: Image, first: Found) -> Found:
    """The same document in a view of its own; as it was where that shows another thing."""
    low, high = first.corners.min(axis=0), first.corners.max(axis=0)
    ground = GROUND * float((high - low).max())
    limit = [pixels.shape[1], pixels.shape[0]]
    left, top = np.clip(np.floor(low - ground), 0, limit).astype(int)
    right, bottom = np.clip(np.ceil(high + ground), 0, limit).astype(int)
    if min(right - left, bottom - top) < 16:
        return first
    seen = _look_at(pixels, (int(left), int(top), int(right), int(bottom)))
    seen = [shape for shape in seen if not any(shape.borders) and shape.is_sheet == first.is_sheet]
    best = max(seen, key=lambda shape: overlap(shape.corners, first.corners), default=None)
    if best is None or overlap(best.corners, first.corners) < SAME:
        return first
    return best


def overlap(first: Points, second: Points) -> float:
    """Intersection over union of two convex figures."""
    a, b = first.astype(np.float32), second.astype(np.float32)
    both, _ = cv2.intersectConvexConvex(a, b)
    return float(both / max(1e-6, cv2.contourArea(a) + cv2.contourArea(b) - both))
