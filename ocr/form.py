"""A closer look at a form that was found among papers by its lines alone.

Where no outline says where a document lies, the detector saw it small, as one thing among many: captions are
overlooked, or joined with the value beneath. What was read tells where the document is, and that part is seen
once more at the detector's full size.
"""

import math
from collections.abc import Sequence

import cv2
import numpy as np

from ocr.find_boxes import find_boxes_within, is_vertical, lies_in
from ocr.papers import group_by_slope, is_of_form
from ocr.text import Image, Polygon, TextLine, TextReader
from ocr.ways import OPPOSITE, orient_box, weigh_lines

FEWEST_OF_FORM, MOST_OF_PAGE, MOST_OF_LINES = 2, 0.12, 0.5
"""Lines in capitals and digits that make a form; the share of the page that they reach over, at most, and of
the page's lines that run as they do: where it is more, the form has been seen well."""
AROUND = 6.0
"""Heights of a line around those lines in which the document's others are looked for."""
WORTH_IT = 1.5
"""An area that was looked at and is so many times longer showed the form too small."""
SLANTED = 8.0
"""Degrees by which lines of one document may differ."""


def _angle(polygon: Polygon) -> float:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = polygon
    return math.degrees(math.atan2(y1 - y0 + y2 - y3, x1 - x0 + x2 - x3))


def _differ(first: float, second: float) -> float:
    return abs((first - second + 180) % 360 - 180)


def find_form(lines: Sequence[TextLine], page: tuple[int, int]) -> tuple[list[TextLine], Polygon] | None:
    """The lines of the one form among other papers, and the area around them; None where there is none, or
    it is most of what was read. `page`: width and height."""
    groups = group_by_slope(lines)
    if len(groups) < 2:
        return None
    form = max(groups, key=lambda group: sum(map(is_of_form, group)) ** 2 / len(group))
    filled = [line for line in form if is_of_form(line)]
    if len(filled) < FEWEST_OF_FORM or len(form) > MOST_OF_LINES * sum(map(len, groups)):
        return None
    points = np.array([line.polygon for line in filled], dtype=np.float32).reshape(-1, 2)
    middle, (across, down), turn = cv2.minAreaRect(points)
    if across * down > MOST_OF_PAGE * page[0] * page[1]:
        return None
    height = float(np.median([math.dist(line.polygon[0], line.polygon[3]) for line in filled]))
    corners = cv2.boxPoints((middle, (across + 2 * AROUND * height, down + 2 * AROUND * height), turn))
    return filled, tuple((float(x), float(y)) for x, y in corners)


def _extent(polygon: Polygon) -> float:
    return float(np.ptp(np.asarray(polygon), axis=0).max())


def look_at_form(
    image: Image, lines: Sequence[TextLine], reader: TextReader, seen: Sequence[Polygon] = ()
) -> list[TextLine]:
    """The lines, with those of a form among other papers as they read when it is seen alone, where they read
    better so. `seen`: areas that have been looked at alone."""
    found = find_form(lines, (image.shape[1], image.shape[0]))
    if found is None:
        return list(lines)
    filled, area = found
    if any(lies_in(area, [part]) and _extent(part) < WORTH_IT * _extent(area) for part in seen):
        return list(lines)
    way = _angle(filled[len(filled) // 2].polygon)
    boxes = []
    for box in find_boxes_within(image, [area], reader):
        if is_vertical(box) is None:
            continue
        turned = min((orient_box(box, turn) for turn in OPPOSITE), key=lambda one: _differ(_angle(one), way))
        if _differ(_angle(turned), way) < SLANTED and is_vertical(turned) is False:
            boxes.append(turned)
    closer = reader.recognise(image, boxes) if boxes else []
    before = [
        line
        for line in lines
        if lies_in(line.polygon, [area]) and _differ(_angle(line.polygon), way) < SLANTED
    ]
    if weigh_lines(closer) <= weigh_lines(before):
        return list(lines)
    return [*(line for line in lines if line not in before), *closer]
