"""The text lines of a page, whichever way it was laid on the glass.

A polygon whose first corner is the top left *of the text* says at once where the line stands and which way
it reads, so nothing is turned: detection runs once on the page as uploaded, the shapes of the boxes tell
upright text from text on its side, and a few long lines read in both directions decide which way is up.
Polygons are always in pixels of the page as uploaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from ocr.find_boxes import SMALL_PAGE, find_boxes, find_boxes_within, is_vertical, lies_in, sides
from ocr.text import Image, Point, Polygon, TextLine, TextReader

Rotation = Literal[0, 90, 180, 270]
"""The clockwise turn, in degrees, that brings the text upright."""

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
MAX_LINES = 140
"""Lines read on one page; the longest are kept. An identity document has 20 to 60."""


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


def _read_few(
    image: Image, boxes: list[Polygon], known: Rotation | None, reader: TextReader
) -> list[TextLine]:
    """The lines of an outline that holds few, where they read as print does and so are a document's: a card's
    back may have three."""
    if not 0 < len(boxes) < FEWEST_INSIDE:
        return []
    tall = sum(is_vertical(box) is True for box in boxes) > len(boxes) / 2
    first: Rotation = known if known is not None else 90 if tall else 0
    _, lines = _choose(image, boxes, (first, OPPOSITE[first]), reader)
    letters = sum(_count_letters(line) for line in lines)
    return lines if letters >= FEWEST_LETTERS and measure_legibility(lines) >= CLEAR else []


def lay_out(
    image: Image, reader: TextReader, known: Rotation | None = None, areas: Sequence[Polygon] = ()
) -> Layout:
    """Finds the text of a page and which way it reads; nearly square boxes follow the majority. Of text that
    runs as `known` says, no line is read to tell up from down. Text outside of all `areas` is left out."""
    # A picture so small holds a document and nothing beside it that could be read.
    limited = areas and max(image.shape[:2]) >= SMALL_PAGE
    found = find_boxes_within(image, areas, reader) if limited else []
    read = _read_few(image, found, known, reader)
    if len(found) < FEWEST_INSIDE and not read:  # an outline that holds hardly any text is no document's
        found = find_boxes(image, reader)
    flat = [box for box in found if is_vertical(box) is False]
    tall = [box for box in found if is_vertical(box) is True]
    weight_flat = sum(max(sides(box)) for box in flat)
    weight_tall = sum(max(sides(box)) for box in tall)
    ways: dict[bool, Rotation] = {False: 0, True: 90}
    for vertical, group, weight in ((False, flat, weight_flat), (True, tall, weight_tall)):
        if known is not None and vertical is (known in (90, 270)):
            ways[vertical] = known
        elif weight >= 0.15 * (weight_flat + weight_tall):
            ways[vertical], lines = _choose(image, group, (90, 270) if vertical else (0, 180), reader)
            read += lines
    main = ways[weight_tall > weight_flat]
    boxes = []
    for box in found:
        runs = is_vertical(box)
        boxes.append(orient_box(box, main if runs is None else ways[runs]))
    return Layout(boxes, main, read)


def read_page(image: Image, reader: TextReader, known: Known | None = None) -> PageText:
    """Every text line of a page, top to bottom of the upright page, but those of zones that are `known`."""
    known = known or Known()
    layout = lay_out(image, reader, known.rotation, known.areas)
    size = (int(image.shape[1]), int(image.shape[0]))
    chosen = sorted(layout.boxes, key=lambda box: -sides(box)[0])
    zones = [box for box in chosen if lies_in(box, known.zones)]
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
