"""The text lines of a page, whichever way it was laid on the glass.

A polygon whose first corner is the top left *of the text* says at once where the line stands and which way
it reads, so nothing is turned: detection runs once on the page as uploaded, the shapes of the boxes tell
upright text from text on its side, and a few long lines read in both directions decide which way is up.
Polygons are always in pixels of the page as uploaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ocr.find_boxes import SMALL_PAGE, find_boxes, find_boxes_within, is_vertical, lies_in, merge, sides
from ocr.form import look_at_form
from ocr.papers import right_documents
from ocr.text import Image, Polygon, TextLine, TextReader
from ocr.ways import (
    OPPOSITE,
    Rotation,
    count_letters,
    measure_legibility,
    orient_box,
    read_rest,
    turn_polygon,
    weigh_lines,
)

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
    letters = sum(count_letters(line) for line in lines)
    if letters >= FEWEST_LETTERS and measure_legibility(lines) >= CLEAR:
        return first, lines
    others = reader.recognise(image, [orient_box(box, second) for box in probes])
    return (second, others) if weigh_lines(others) > weigh_lines(lines) else (first, lines)


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
    certain: bool = False
    """What lies in the areas is a document by its looks, however little of its text is found."""


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
    letters = sum(count_letters(line) for line in lines)
    return lines if letters >= FEWEST_LETTERS and measure_legibility(lines) >= CLEAR else []


def lay_out(image: Image, reader: TextReader, told: Known) -> Layout:
    """Finds the text of a page and which way it reads; nearly square boxes follow the majority. Of text that
    runs as is known, no line is read to tell up from down. Text outside of all areas is left out."""
    known, areas = told.rotation, told.areas
    # A picture so small holds a document and nothing beside it that could be read.
    limited = areas and max(image.shape[:2]) >= SMALL_PAGE
    found = find_boxes_within(image, areas, reader) if limited else []
    read = [] if told.certain else _read_few(image, found, known, reader)
    if len(found) < FEWEST_INSIDE and not read:
        everywhere = find_boxes(image, reader)
        # An outline that holds hardly any text is no document's, but where its looks are.
        inside = merge([*found, *(box for box in everywhere if told.certain and lies_in(box, areas))])
        found = inside if told.certain and inside else everywhere
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
    layout = lay_out(image, reader, known)
    size = (int(image.shape[1]), int(image.shape[0]))
    chosen = sorted(layout.boxes, key=lambda box: -sides(box)[0])
    zones = [box for box in chosen if lies_in(box, known.zones)]
    chosen = [box for box in chosen if box not in zones]
    lines = read_rest(image, chosen[:MAX_LINES], layout.read, reader)
    rotation = layout.rotation
    if not known.settled and lines and measure_legibility(lines) < DOUBTFUL:
        upset = _turn_over(image, lines, 0.0 if known.rotation is None else MUCH_BETTER, reader)
        if upset:
            lines, rotation = upset, OPPOSITE[rotation]
    if not known.settled and (known.rotation is None or measure_legibility(lines) < DOUBTFUL):
        lines = right_documents(image, lines, reader)
    if not known.settled:
        lines = look_at_form(image, lines, reader, known.areas)
    text = PageText([], rotation, size, [*chosen[MAX_LINES:], *zones])
    ordered = sort_lines([line for line in lines if line.text.strip()], rotation, size)
    return PageText(ordered, text.rotation, size, text.unread)


def _turn_over(image: Image, lines: Sequence[TextLine], gain: float, reader: TextReader) -> list[TextLine]:
    """The lines read the other way up, where that reads better by more than `gain`; else nothing. Print on
    its head gives half the confidence: other papers, or ornament in the longest lines, may have said which
    way is up."""
    step = -(-len(lines) // SAMPLE)
    some = lines[step - 1 :: step]  # not the longest, which have been asked already
    turned = reader.recognise(image, [orient_box(line.polygon, 180) for line in some])
    if measure_legibility(turned) <= measure_legibility(some) + gain:
        return []
    upset = read_rest(image, [orient_box(line.polygon, 180) for line in lines], turned, reader)
    return upset if measure_legibility(upset) > measure_legibility(lines) + gain else []


def sort_lines(lines: Sequence[TextLine], rotation: Rotation, size: tuple[int, int]) -> list[TextLine]:
    """Lines from top to bottom of the upright page."""

    def top(line: TextLine) -> float:
        return float(np.mean([y for _, y in turn_polygon(line.polygon, rotation, size)]))

    return sorted(lines, key=top)
