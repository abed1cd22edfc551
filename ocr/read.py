"""The text lines of a page, whichever way it was laid on the glass.

A polygon whose first corner is the top left *of the text* says at once where the line stands and which way
it reads, so nothing is turned: detection runs once on the page as uploaded, the shapes of the boxes tell
upright text from text on its side, and a few long lines read in both directions decide which way is up.
Polygons are always in pixels of the page as uploaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import cv2
import numpy as np

from ocr.text import Image, Point, Polygon, TextLine, TextReader

Rotation = Literal[0, 90, 180, 270]
"""The clockwise turn, in degrees, that brings the text upright."""

ELONGATED = 1.5
"""A box this many times longer than wide tells which way its text runs."""
PROBES = 5
"""Lines read in both directions to tell up from down."""
CLEAR = 0.85
"""Legibility of these lines from which the other way is not tried: print upside down came to 0.70 at most."""
FEWEST_LETTERS = 20
"""Letters of these lines from which their legibility says anything."""
DOUBTFUL, SAMPLE = 0.75, 12
"""Legibility of a page under which some of its lines are read the other way up as well; how many."""
MUCH_BETTER = 0.15
"""Legibility by which the other way must be ahead of what a document's looks say."""
OPPOSITE: dict[Rotation, Rotation] = {0: 180, 90: 270, 180: 0, 270: 90}
FEWEST_INSIDE = 5
"""Boxes that the area of a document holds at least."""
COVERED = 0.6
"""Share of a box inside a larger one from which it is the same text, seen twice."""
SMALLEST_PART, LARGEST_ZOOM = 16, 2.5
"""Pixels of the shorter side of a document; how many times it is made larger for the detector, at most."""
MAX_LINES = 140
"""Lines read on one page; the longest are kept. An identity document has 20 to 60."""
SMALL_PAGE = 700
"""Longest side in pixels under which the detector sees the page enlarged."""
SMALL_TEXT = 11.0
"""Text height, in pixels of what the detector saw, under which a closer look pays."""
DETECTOR_SIDE = 960
WORTH_TILING = 1.5
"""An area this many times longer than the detector sees is looked at in two overlapping halves."""


@dataclass(frozen=True)
class PageText:
    """What stands on a page: `lines` with polygons in page pixels, `rotation` of most of the text."""

    lines: list[TextLine]
    rotation: Rotation
    size: tuple[int, int]
    """Width and height of the page in pixels."""
    unread: list[Polygon] = field(default_factory=list)
    """Boxes that were found but not read."""

    def upright(self, line: TextLine) -> TextLine:
        """The line with its polygon in the coordinates of the page turned upright."""
        return replace(line, polygon=turn_polygon(line.polygon, self.rotation, self.size))


def turn_point(point: Point, rotation: Rotation, size: tuple[int, int]) -> Point:
    """Where a point of a page of `size` (width, height) lies after a clockwise turn by `rotation`."""
    (x, y), (width, height) = point, size
    if rotation == 90:
        return height - y, x
    if rotation == 180:
        return width - x, height - y
    if rotation == 270:
        return y, width - x
    return x, y


def turn_polygon(polygon: Polygon, rotation: Rotation, size: tuple[int, int]) -> Polygon:
    """`turn_point` on every corner; the order of the corners stays."""
    return tuple(turn_point(point, rotation, size) for point in polygon)


def orient_box(box: Polygon, rotation: Rotation) -> Polygon:
    """The box with its corners in reading order, for text that needs `rotation` to be upright."""
    shift = {0: 0, 90: 3, 180: 2, 270: 1}[rotation]
    return box[shift:] + box[:shift]


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
    joined = _join_cut_lines(_merge(found))
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


def _merge(boxes: list[Polygon]) -> list[Polygon]:
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
        if axis == 0 or all(_is_vertical(box) is not False for box in whole):
            result = whole
    return result


def find_boxes(image: Image, reader: TextReader) -> list[Polygon]:
    """Quadrilaterals of the text lines in pixels of `image`, corners clockwise from the image's top left."""
    longest = max(image.shape[:2])
    if longest < SMALL_PAGE:
        return _detect_scaled(image, min(3.0, DETECTOR_SIDE / longest), reader, (0.0, 0.0))
    return _closer_look(image, reader.detect(image), reader)


def _lies_in(box: Polygon, outlines: Sequence[Polygon]) -> bool:
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
        found += [box for box in seen if _lies_in(box, [area])]
    return _merge(found)


def _is_vertical(box: Polygon) -> bool | None:
    along, across = sides(box)
    if along > ELONGATED * across:
        return False
    return True if across > ELONGATED * along else None


def _choose(
    image: Image, boxes: list[Polygon], ways: tuple[Rotation, Rotation], reader: TextReader
) -> tuple[Rotation, list[TextLine]]:
    """Which of two opposite rotations reads better, by a few long lines, and these lines read that way. The
    first is taken without a look at the second when it reads as print does the right way up."""
    if not boxes:
        return ways[0], []
    probes = sorted(boxes, key=lambda box: -max(sides(box)))[:PROBES]
    first, second = ways
    lines = reader.recognise(image, [orient_box(box, first) for box in probes])
    letters = sum(_count_letters(line) for line in lines)
    if letters >= FEWEST_LETTERS and measure_legibility(lines) >= CLEAR:
        return first, lines
    others = reader.recognise(image, [orient_box(box, second) for box in probes])
    return (second, others) if _weigh(others) > _weigh(lines) else (first, lines)


def _count_letters(line: TextLine) -> int:
    """What a line weighs: its letters, up to a number, so that no long line decides alone."""
    return min(len(line.text), 30)


def _weigh(lines: Sequence[TextLine]) -> float:
    # Squared: a line upside down still gets half the confidence, from letters that look alike.
    return sum(line.confidence**2 * _count_letters(line) for line in lines)


def measure_legibility(lines: Sequence[TextLine]) -> float:
    """Mean squared confidence of the lines, weighed by their letters, 0 to 1."""
    return _weigh(lines) / max(1, sum(_count_letters(line) for line in lines))


@dataclass(frozen=True)
class Known:
    """What is known of a page before its text is read. `rotation`: the turn that brings it upright, None
    where nobody can say; `zones`: outlines of machine-readable zones that have been read, whose lines need
    not be read again; `areas`: where documents lie; other papers on the desk are not read. Empty:
    everywhere."""

    rotation: Rotation | None = None
    zones: Sequence[Polygon] = ()
    areas: Sequence[Polygon] = ()
    settled: bool = False
    """The rotation is that of a zone that holds, so nothing else is asked."""


@dataclass(frozen=True)
class Layout:
    """Boxes in reading order of their text, the rotation of most of it, and the lines among the boxes that
    have been read to find it."""

    boxes: list[Polygon]
    rotation: Rotation
    read: list[TextLine] = field(default_factory=list)


def lay_out(
    image: Image, reader: TextReader, known: Rotation | None = None, areas: Sequence[Polygon] = ()
) -> Layout:
    """Finds the text of a page and which way it reads; nearly square boxes follow the majority. Of text that
    runs as `known` says, no line is read to tell up from down. Text outside of all `areas` is left out."""
    # A picture so small holds a document and nothing beside it that could be read.
    limited = areas and max(image.shape[:2]) >= SMALL_PAGE
    found = find_boxes_within(image, areas, reader) if limited else []
    if len(found) < FEWEST_INSIDE:  # an outline that holds hardly any text is no document's
        found = find_boxes(image, reader)
    flat = [box for box in found if _is_vertical(box) is False]
    tall = [box for box in found if _is_vertical(box) is True]
    weight_flat = sum(max(sides(box)) for box in flat)
    weight_tall = sum(max(sides(box)) for box in tall)
    ways: dict[bool, Rotation] = {False: 0, True: 90}
    read: list[TextLine] = []
    for vertical, group, weight in ((False, flat, weight_flat), (True, tall, weight_tall)):
        if known is not None and vertical is (known in (90, 270)):
            ways[vertical] = known
        elif weight >= 0.15 * (weight_flat + weight_tall):
            ways[vertical], lines = _choose(image, group, (90, 270) if vertical else (0, 180), reader)
            read += lines
    main = ways[weight_tall > weight_flat]
    boxes = []
    for box in found:
        runs = _is_vertical(box)
        boxes.append(orient_box(box, main if runs is None else ways[runs]))
    return Layout(boxes, main, read)


def read_page(image: Image, reader: TextReader, known: Known | None = None) -> PageText:
    """Every text line of a page, top to bottom of the upright page, but those of zones that are `known`."""
    known = known or Known()
    layout = lay_out(image, reader, known.rotation, known.areas)
    size = (int(image.shape[1]), int(image.shape[0]))
    chosen = sorted(layout.boxes, key=lambda box: -sides(box)[0])
    zones = [box for box in chosen if _lies_in(box, known.zones)]
    chosen = [box for box in chosen if box not in zones]
    lines = _read_rest(image, chosen[:MAX_LINES], layout.read, reader)
    rotation = layout.rotation
    if not known.settled and lines and measure_legibility(lines) < DOUBTFUL:
        upset = _turn_over(image, lines, reader)
        better = measure_legibility(upset) - measure_legibility(lines) if upset else 0.0
        if upset and better > (0.0 if known.rotation is None else MUCH_BETTER):
            lines, rotation = upset, OPPOSITE[rotation]
    text = PageText([], rotation, size, [*chosen[MAX_LINES:], *zones])
    ordered = sort_lines([line for line in lines if line.text.strip()], rotation, size)
    return PageText(ordered, text.rotation, size, text.unread)


def _read_rest(
    image: Image, boxes: list[Polygon], known: Sequence[TextLine], reader: TextReader
) -> list[TextLine]:
    """The text of each box in order; those that are `known` are not read again."""
    by_box = {line.polygon: line for line in known}
    rest = [box for box in boxes if box not in by_box]
    by_box.update(zip(rest, reader.recognise(image, rest), strict=True))
    return [by_box[box] for box in boxes]


def _turn_over(image: Image, lines: Sequence[TextLine], reader: TextReader) -> list[TextLine]:
    """The lines read the other way up, where that reads better; else nothing. Print upside down gives half
    the confidence: other papers, or ornament in the longest lines, may have said which way is up."""
    step = -(-len(lines) // SAMPLE)
    some = lines[step - 1 :: step]  # not the longest, which have been asked already
    turned = reader.recognise(image, [orient_box(line.polygon, 180) for line in some])
    if measure_legibility(turned) <= measure_legibility(some):
        return []
    upset = _read_rest(image, [orient_box(line.polygon, 180) for line in lines], turned, reader)
    return upset if measure_legibility(upset) > measure_legibility(lines) else []


def sort_lines(lines: Sequence[TextLine], rotation: Rotation, size: tuple[int, int]) -> list[TextLine]:
    """Lines from top to bottom of the upright page."""

    def top(line: TextLine) -> float:
        return float(np.mean([y for _, y in turn_polygon(line.polygon, rotation, size)]))

    return sorted(lines, key=top)
