"""A document among papers: its lines read the way up that it stands, whatever the papers decided.

Papers on a desk lie at other angles than the document upon them, and often have more text. Which way up a
page is read is then what most of its text says, and a document that stands otherwise is read on its head,
half as sure as print is. So of lines of one slope that read badly a few are asked the other way up.
"""

import math
from collections.abc import Sequence

from ocr.text import Image, TextLine, TextReader
from ocr.ways import orient_box

APART = 4.0
"""Degrees between the slopes of two papers."""
LONG = 2.0
"""Length in heights from which a line has a slope."""
FEWEST, FEWEST_LETTERS = 3, 20
"""Lines of a group that read badly, and their letters, from which it may be a document's."""
SMALL, ASKED, GROUPS = 6, 4, 4
"""Lines of a group that is asked as a whole, of which few may be filled in; lines of a larger one that are
asked; groups that are asked."""
CLEAR_LINE, GAIN = 0.85, 0.15
"""Confidence of a line that can be read; by how much the other way is better than the first."""
FEWEST_OF_FORM, FEWEST_FILLED = 2, 12
"""Lines of a form among those asked, and their letters."""
FEWEST_CHARACTERS, MOSTLY = 3, 0.7
"""Letters and digits of a form's line; the share of them in capitals and digits."""


def _slope(line: TextLine) -> float:
    """The angle of a line in degrees, 0 to 180: a line on its head has the same."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = line.polygon
    return math.degrees(math.atan2(y1 - y0 + y2 - y3, x1 - x0 + x2 - x3)) % 180


def _is_long(line: TextLine) -> bool:
    return math.dist(*line.polygon[:2]) > LONG * math.dist(line.polygon[0], line.polygon[3])


def group_by_slope(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """The lines that are long enough to have a slope, those of one slope together, most of them first."""
    groups: list[list[TextLine]] = []
    last = -math.inf
    long = [(_slope(line), line) for line in lines if _is_long(line)]
    for slope, line in sorted(long, key=lambda one: one[0]):
        if slope - last > APART:
            groups.append([])
        groups[-1].append(line)
        last = slope
    if len(groups) > 1 and _slope(groups[0][0]) + 180 - last <= APART:
        groups[0] += groups.pop()
    return sorted(groups, key=len, reverse=True)


def is_of_form(line: TextLine) -> bool:
    """Whether a line can be read and is in capitals and digits, as what is filled into a document is; letters
    and notes are not."""
    marks = [sign for sign in line.text if sign.isalnum()]
    filled = sum(sign.isupper() or sign.isdigit() for sign in marks)
    return line.confidence >= CLEAR_LINE and len(marks) >= FEWEST_CHARACTERS and filled >= MOSTLY * len(marks)


def right_documents(image: Image, lines: Sequence[TextLine], reader: TextReader) -> list[TextLine]:
    """The lines, with those of a document that was read on its head the other way up. Nothing is asked where
    all lines run one way: then it was asked of the page."""
    groups = group_by_slope(lines)
    if len(groups) < 2:
        return list(lines)
    righted: dict[int, TextLine] = {}
    for group in groups[:GROUPS]:
        poor = [line for line in group if line.confidence < CLEAR_LINE]
        letters = sum(len(line.text) for line in poor)
        if len(poor) < FEWEST or letters < FEWEST_LETTERS or any(map(is_of_form, group)):
            continue
        asked = poor if len(poor) <= SMALL else poor[:: -(-len(poor) // ASKED)]
        turned = _turn(image, asked, reader)
        filled = [line for line in turned if is_of_form(line)]
        letters = sum(len(line.text) for line in filled)
        if len(filled) < max(FEWEST_OF_FORM, len(asked) / 3) or letters < FEWEST_FILLED:
            continue
        righted.update(zip(map(id, asked), turned, strict=True))
        rest = [line for line in poor if id(line) not in righted]
        righted.update(zip(map(id, rest), _turn(image, rest, reader), strict=True))
    best = [(line, righted.get(id(line), line)) for line in lines]
    return [turned if turned.confidence > line.confidence + GAIN else line for line, turned in best]


def _turn(image: Image, lines: Sequence[TextLine], reader: TextReader) -> list[TextLine]:
    return list(reader.recognise(image, [orient_box(line.polygon, 180) for line in lines]))
