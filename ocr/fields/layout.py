"""Lines as a reader's eye has them: upright, with edges, heights and a folded text to compare."""

import itertools
import math
import re
import statistics
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from anyascii import anyascii

from ocr.fields.dates import find_dates
from ocr.read import PageText
from ocr.text import Polygon, TextLine
from ocr.ways import turn_polygon

OBLIQUE, ACROSS = math.radians(12), math.radians(50)
"""Angles to the rest of the text from which a long line, and any line, is no part of the form."""
APART = math.radians(5)
"""Slopes between which there is such a gap belong to different papers."""
DATED, LITTLE = 3.0, 0.1
"""What a date counts for a line that may be a form's, against words in capitals; and any line."""
LONG, LONG_ENOUGH = 4.0, 2.5
"""Length in heights from which a line has a slope; the same of a date or of words in capitals: a card's back
may have nothing longer."""
FEWEST_LETTERS, MOSTLY = 4, 0.7
NUMERO = str.maketrans({"°": "o", "º": "o", "№": "No", "’": "'"})
"""Signs whose folded form should be that of the word they stand for."""


@dataclass(frozen=True)
class Item:
    """A line, or a part of one, in coordinates of the upright page; `polygon` is in page pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    polygon: Polygon
    weakest: float = 1.0
    """Probability of the least sure character of the line."""

    @property
    def height(self) -> float:
        return max(1.0, self.bottom - self.top)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def part(self, start: int, end: int) -> "Item":
        """The characters from `start` to `end`, with edges in proportion."""
        length = max(1, len(self.text))
        a, b = start / length, end / length
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.polygon
        polygon = (
            (x0 + (x1 - x0) * a, y0 + (y1 - y0) * a),
            (x0 + (x1 - x0) * b, y0 + (y1 - y0) * b),
            (x3 + (x2 - x3) * b, y3 + (y2 - y3) * b),
            (x3 + (x2 - x3) * a, y3 + (y2 - y3) * a),
        )
        width = self.right - self.left
        return Item(
            self.text[start:end],
            self.left + width * a,
            self.top,
            self.left + width * b,
            self.bottom,
            self.confidence,
            polygon,
            self.weakest,
        )


def cut_item(item: Item, cuts: Sequence[int]) -> list[Item]:
    """The line in parts, cut before the characters `cuts`; parts without text are left out."""
    ends = [0, *sorted(cuts), len(item.text)]
    return [item.part(a, b) for a, b in itertools.pairwise(ends) if item.text[a:b].strip()]


def fold(text: str) -> str:
    """Capital Latin letters, digits and single spaces: what is left when spelling habits are taken away."""
    plain = anyascii(text.translate(NUMERO)).upper()
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", plain).split())


def _slope(corners: Polygon) -> float:
    """The angle of the text in radians, 0 when it runs to the right."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    return math.atan2(y1 - y0 + y2 - y3, x1 - x0 + x2 - x3)


def _length(corners: Polygon) -> float:
    return math.dist(corners[0], corners[1])


def _weigh(text: str) -> float:
    """How much a line looks like a form's and not like a letter's: dates, and words in capitals."""
    letters = sum(map(str.isalpha, text))
    capitals = sum(map(str.isupper, text))
    return (
        DATED * bool(find_dates(text)) + (letters >= FEWEST_LETTERS and capitals > MOSTLY * letters) + LITTLE
    )


def _find_slope(lines: Sequence[TextLine], polygons: Sequence[Polygon]) -> float:
    """The slope of the form: the median of the lines that are long enough to tell. Where they disagree,
    another paper lies beneath or beside, and those count that look like a form's and can be read: most of a
    form's lines do, and of the many of a letter few, so the sum counts by its mean."""
    weighed = [(_weigh(line.text), line, corners) for line, corners in zip(lines, polygons, strict=True)]
    long = sorted(
        (_slope(corners), line.confidence**2 * weight)
        for weight, line, corners in weighed
        if _length(corners) > (LONG if weight < 1 else LONG_ENOUGH) * math.dist(*corners[::3])
    )
    if not long:
        return 0.0
    groups = [[long[0]]]
    for entry in long[1:]:
        if entry[0] - groups[-1][-1][0] > APART:
            groups.append([])
        groups[-1].append(entry)
    best = max(groups, key=lambda group: sum(weight for _, weight in group) ** 2 / len(group))
    return statistics.median(slope for slope, _ in best)


def lay_out_items(page: PageText) -> list[Item]:
    """The lines of a page from top to bottom, straightened; those that stand across are left out.

    What runs across the form, such as an overprinted SPECIMEN, is no part of it.
    """
    turned = [turn_polygon(line.polygon, page.rotation, page.size) for line in page.lines]
    tilt = _find_slope(page.lines, turned)
    cos, sin = math.cos(-tilt), math.sin(-tilt)
    items = []
    for line, corners in zip(page.lines, turned, strict=True):
        straight = tuple((x * cos - y * sin, x * sin + y * cos) for x, y in corners)
        slope = abs(_slope(straight))
        if slope > ACROSS or (slope > OBLIQUE and _length(straight) > 2 * math.dist(*straight[::3])):
            continue
        ys = [(straight[0][1] + straight[1][1]) / 2, (straight[2][1] + straight[3][1]) / 2]
        xs = [x for x, _ in straight]
        items.append(
            Item(
                unicodedata.normalize("NFC", line.text),
                min(xs),
                min(ys),
                max(xs),
                max(ys),
                line.confidence,
                line.polygon,
                line.weakest,
            )
        )
    return sorted(items, key=lambda item: item.middle)
