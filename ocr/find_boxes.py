"""Where text stands: the detector's boxes on a whole page or within documents, none of them twice."""

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.text import Image, Point, Polygon, TextReader

ELONGATED = 1.5
"""A box this many times longer than wide tells which way its text runs."""
COVERED = 0.6
"""Share of a box inside a larger one from which it is the same text, seen twice."""
SMALLEST_PART, LARGEST_ZOOM = 16, 2.5
"""Pixels of the shorter side of a document; how many times it is made larger for the detector, at most."""
SMALL_PAGE = 700
"""Longest side in pixels under which the detector sees the page enlarged."""
SMALL_TEXT = 11.0
"""Text height, in pixels of what the detector saw, under which a closer look pays."""
DETECTOR_SIDE = 960
WORTH_TILING = 1.5
"""An area this many times longer than the detector sees is looked at in two overlapping halves."""


def sides(box: Polygon) -> tuple[float, float]:
    """Length along the first side and length across, in pixels."""
    corners = np.asarray(box)
    return float(np.linalg.norm(corners[1] - corners[0])), float(np.linalg.norm(corners[3] - corners[0]))


def _detect_scaled(image: Image, scale: float, reader: TextReader, origin: Point) -> list[Polygon]:
    if scale != 1.0:
        kind = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
        image = np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=kind), dtype=np.uint8)
    left, top = origin
    return [tuple((x / scale + left, y / scale + top) for x, y in box) for box in reader.detect(image)]


def _closer_look(image: Image, boxes: list[Polygon], reader: TextReader) -> list[Polygon]:
    """A second detection inside the area that holds text, when the first saw the text too small."""
    height, width = image.shape[:2]
    seen = min(1.0, DETECTOR_SIDE / max(width, height))
    heights = [min(sides(box)) * seen for box in boxes]
    if seen == 1.0 or not boxes or float(np.median(heights)) >= SMALL_TEXT:
        return boxes
    points = np.concatenate([np.asarray(box) for box in boxes])
    margin = 0.03 * max(width, height)
    left, top = (int(max(0.0, value - margin)) for value in points.min(axis=0))
    right, bottom = (int(value + margin) for value in points.max(axis=0))
    area = image[top:bottom, left:right]
    # Tiles of the detector's own size, overlapping, so that nothing is made smaller than it can read.
    longest = max(area.shape[:2])
    scale = min(1.0, 2 * DETECTOR_SIDE / longest)
    tiles = 1 if longest * scale <= WORTH_TILING * DETECTOR_SIDE else 2
    found: list[Polygon] = []
    for part, origin in _tile(area, tiles):
        found += _detect_scaled(part, min(scale, 1.0), reader, (origin[0] + left, origin[1] + top))
    joined = _join_cut_lines(merge(found))
    return joined if len(joined) >= 0.8 * len(boxes) else boxes


def _tile(image: Image, count: int) -> list[tuple[Image, Point]]:
    """`count` overlapping halves along the longer side, each with its origin."""
    if count == 1:
        return [(image, (0.0, 0.0))]
    height, width = image.shape[:2]
    if height >= width:
        cut, overlap = height // 2, height // 20
        return [(image[: cut + overlap], (0.0, 0.0)), (image[cut - overlap :], (0.0, float(cut - overlap)))]
    cut, overlap = width // 2, width // 20
    return [(image[:, : cut + overlap], (0.0, 0.0)), (image[:, cut - overlap :], (float(cut - overlap), 0.0))]


def _share_inside(box: Polygon, other: Polygon) -> float:
    """The share of a box that lies inside another; of the boxes themselves, not of the upright rectangles
    around them, for a long line that runs askew has half the page in its own."""
    inner, outer = (np.asarray(polygon, dtype=np.float32) for polygon in (box, other))
    (left, top), (right, bottom) = inner.min(axis=0), inner.max(axis=0)
    (least_x, least_y), (most_x, most_y) = outer.min(axis=0), outer.max(axis=0)
    if right <= least_x or most_x <= left or bottom <= least_y or most_y <= top:
        return 0.0
    area, _ = cv2.intersectConvexConvex(inner, outer)
    return float(area) / max(1.0, float(cv2.contourArea(inner)))


def merge(boxes: list[Polygon]) -> list[Polygon]:
    """Boxes without those that mostly lie inside a larger one (seen twice where tiles overlap)."""
    order = sorted(range(len(boxes)), key=lambda i: -sum(sides(boxes[i])))
    kept: list[int] = []
    for i in order:
        if all(_share_inside(boxes[i], boxes[k]) <= COVERED for k in kept):
            kept.append(i)
    return [boxes[i] for i in sorted(kept)]


def _follow(first: Polygon, second: Polygon, axis: int) -> bool:
    """Two boxes overlap along `axis` (0: x, 1: y) as two halves of one line do, and stand in one row."""
    (a_low, a_high), (b_low, b_high) = (
        (np.asarray(box).min(axis=0), np.asarray(box).max(axis=0)) for box in (first, second)
    )
    across = 1 - axis
    shared = min(a_high[across], b_high[across]) - max(a_low[across], b_low[across])
    in_row = shared > 0.6 * min(a_high[across] - a_low[across], b_high[across] - b_low[across])
    return bool(in_row and a_low[axis] < b_low[axis] <= a_high[axis] < b_high[axis])


def _join_cut_lines(boxes: list[Polygon]) -> list[Polygon]:
    """Lines cut at the border of two tiles, made whole: their halves overlap where the tiles do."""
    result = list(boxes)
    for axis in (0, 1):
        whole: list[Polygon] = []
        for box in sorted(result, key=lambda box: min(corner[axis] for corner in box)):
            at = next((i for i, other in enumerate(whole) if _follow(other, box, axis)), None)
            if at is None:
                whole.append(box)
                continue
            (a0, a1, _, a3), (_, b1, b2, b3) = whole[at], box
            whole[at] = (a0, b1, b2, a3) if axis == 0 else (a0, a1, b2, b3)
        # Along y only boxes of text on its side are joined: lines of upright text stand apart.
        if axis == 0 or all(is_vertical(box) is not False for box in whole):
            result = whole
    return result


def find_boxes(image: Image, reader: TextReader) -> list[Polygon]:
    """Quadrilaterals of the text lines in pixels of `image`, corners clockwise from the image's top left."""
    longest = max(image.shape[:2])
    if longest < SMALL_PAGE:
        return _detect_scaled(image, min(3.0, DETECTOR_SIDE / longest), reader, (0.0, 0.0))
    return _closer_look(image, reader.detect(image), reader)


def lies_in(box: Polygon, outlines: Sequence[Polygon]) -> bool:
    """Whether the middle of a box lies in one of the outlines."""
    x, y = np.mean(np.asarray(box), axis=0)
    return any(
        cv2.pointPolygonTest(np.asarray(outline, dtype=np.float32), (float(x), float(y)), False) >= 0
        for outline in outlines
    )


def find_boxes_within(image: Image, areas: Sequence[Polygon], reader: TextReader) -> list[Polygon]:
    """Text boxes of documents whose place is known, each seen at the detector's full size: on a desk a card
    has a fraction of the picture's pixels, and its captions vanish when the whole picture is made smaller."""
    found: list[Polygon] = []
    height, width = image.shape[:2]
    for area in areas:
        corners = np.asarray(area)
        left, top = (int(max(0, value)) for value in np.floor(corners.min(axis=0)))
        right, bottom = (int(value) for value in np.ceil(corners.max(axis=0)))
        part = image[top : min(bottom, height), left : min(right, width)]
        if min(part.shape[:2]) < SMALLEST_PART:
            continue
        scale = min(LARGEST_ZOOM, DETECTOR_SIDE / max(part.shape[:2]))
        seen = _detect_scaled(part, scale, reader, (float(left), float(top)))
        found += [box for box in seen if lies_in(box, [area])]
    return merge(found)


def is_vertical(box: Polygon) -> bool | None:
    """Whether text runs along the box's second side; None of a nearly square one."""
    along, across = sides(box)
    if along > ELONGATED * across:
        return False
    return True if across > ELONGATED * along else None
