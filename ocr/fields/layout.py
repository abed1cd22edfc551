"""Lines as a reader's eye has them: upright, with edges, heights and a folded text to compare."""

import re
from dataclasses import dataclass

from anyascii import anyascii

from ocr.read import PageText, turn_polygon
from ocr.text import Polygon

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
        )


def fold(text: str) -> str:
    """Capital Latin letters, digits and single spaces: what is left when spelling habits are taken away."""
    plain = anyascii(text.translate(NUMERO)).upper()
    return " ".join(re.sub(r"[^A-Z0-9]+", " ", plain).split())


def lay_out_items(page: PageText) -> list[Item]:
    """The lines of a page from top to bottom, without those that stand across the reading direction."""
    items = []
    for line in page.lines:
        corners = turn_polygon(line.polygon, page.rotation, page.size)
        # Along the text the left edge lies left of the right one; a line across it is no part of the form.
        run = corners[1][0] - corners[0][0], corners[1][1] - corners[0][1]
        if abs(run[1]) > abs(run[0]) or run[0] <= 0:
            continue
        xs = [x for x, _ in corners]
        left_middle = (corners[0][1] + corners[3][1]) / 2
        right_middle = (corners[1][1] + corners[2][1]) / 2
        height = (abs(corners[3][1] - corners[0][1]) + abs(corners[2][1] - corners[1][1])) / 2
        middle = (left_middle + right_middle) / 2
        items.append(
            Item(
                line.text,
                min(xs),
                middle - height / 2,
                max(xs),
                middle + height / 2,
                line.confidence,
                line.polygon,
            )
        )
    return items
