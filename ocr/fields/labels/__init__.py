"""What each line of a page is, told by a small network from all of them together, and what follows for fields
that no caption announced.

Captions are the first to become illegible. What is left - the letters, forms and places of all lines - tells
much of what stands where, more than any rule about one line or two.
"""

import re
from collections.abc import Sequence

import numpy as np

from ocr.extraction import DocumentType
from ocr.fields.assign import LEGIBLE, WORDS, Reading
from ocr.fields.countries import names_with_code
from ocr.fields.grammar import Habit, read_place, read_value
from ocr.fields.labels.features import LABELS, Floats, like_captions, look_at
from ocr.fields.labels.model import session
from ocr.fields.layout import Item
from ocr.fields.order import is_bureau, is_heading, names_country
from ocr.fields.specimen import is_overprint_seen

__all__ = ["LABELS", "read_labelled", "tell_lines"]

FEWEST = 3
"""Lines from which a page says anything by their places."""
LIKELY = 0.5
"""Probability from which a line is taken for a field's value."""
SAME = 0.4
"""Probability from which the line below goes on with the value."""
NEXT, ASIDE = 2.2, 2.0
"""Heights to the next line of a value at most, and by which its left edge may be aside."""
DOUBT = 0.8
"""What no caption announced keeps this share of its line's confidence, and of the label's probability."""
NAMES = ("familyName", "givenNames", "placeOfBirth")
CAPTION = 0.8
"""Likeness to a caption from which a text is no name."""
CLEAR = 0.3
"""Probability of the least sure character of a town."""
ZEROS = re.compile(r"[0O]{1,7}")
"""A signature or an ornament, read as digits."""
SEVERAL = {"residenceAddress": 3, "issuingAuthority": 2, "placeOfBirth": 2, "givenNames": 2, "familyName": 2}
"""Lines of a value, by field."""


def tell_lines(items: Sequence[Item], kind: DocumentType, issuer: str | None, this_year: int) -> Floats:
    """Lines × `LABELS`: how likely each line is each of them. Lines beyond the first 72, and pages of less
    than three, are told nothing about: zeros."""
    answers = np.zeros((len(items), len(LABELS)), dtype=np.float32)
    if len(items) >= FEWEST:
        seen = look_at(items, kind, issuer, this_year)
        inputs = {"letters": seen.letters, "numbers": seen.numbers, "places": seen.places}
        (told,) = session().run(None, inputs)
        answers[: len(told)] = told
    return answers


def _may_be(field: str, item: Item) -> bool:
    """Whether a line can be a value: words that are legible, no caption beside its value, no country for a
    town."""
    text = item.text
    if field == "documentNumber":
        return not ZEROS.fullmatch(text.strip())
    if field not in WORDS:
        return True
    sign = field == "issuingAuthority" and re.fullmatch(r"[A-Z]{1,2}", text.strip())  # beside the title
    if item.confidence < LEGIBLE or sign or (":" in text and field != "residenceAddress"):
        return False
    if field == "placeOfBirth":
        state = names_country(text) and not names_with_code(read_place(text) or "")
        if state or is_overprint_seen(text) or item.weakest < CLEAR:
            return False
    if field not in NAMES:
        return True
    heading = field != "placeOfBirth" and is_heading(text)
    return not (heading or is_bureau(text) or float(like_captions([text]).max()) >= CAPTION)


def _is_next(items: Sequence[Item], first: int, second: int) -> bool:
    """Whether the second line stands right under the first, in its column."""
    upper, lower = items[first], items[second]
    down = (lower.middle - upper.middle) / upper.height
    return 0.5 < down < NEXT and abs(lower.left - upper.left) < ASIDE * upper.height


def _lines_of(field: str, line: int, items: Sequence[Item], told: Floats, free: set[int]) -> list[int]:
    """The lines of the value that `line` is one of, from top to bottom."""
    number, most = LABELS.index(field), SEVERAL.get(field, 1)
    alike = {
        other for other in free if told[other, number] >= SAME and LABELS[told[other].argmax()] == field
    } - {line}
    lines = [line]
    while len(lines) < most:
        below = [other for other in alike if _is_next(items, lines[-1], other)]
        above = [other for other in alike if _is_next(items, other, lines[0])]
        if below:
            lines.append(min(below, key=lambda other: items[other].middle))
        elif above:
            lines.insert(0, max(above, key=lambda other: items[other].middle))
        else:
            break
        alike -= set(lines)
    return lines


def _read_lines(field: str, items: Sequence[Item], likely: float, habit: Habit) -> Reading | None:
    text = " ".join(item.text.strip() for item in items)
    value = read_value(field, text, habit)
    if value is None:
        return None
    confidence = min(item.confidence for item in items) * likely * DOUBT
    weakest = min(item.weakest for item in items)
    return Reading(field, value, text, confidence, items[0].polygon, False, weakest)


def read_labelled(
    field: str, items: Sequence[Item], told: Floats, free: set[int], habit: Habit
) -> Reading | None:
    """The reading of a field from the lines `free`: of the likeliest one that has its form; None where none
    is likely."""
    number = LABELS.index(field)
    for line in sorted(free, key=lambda other: -told[other, number]):
        likely = float(told[line, number])
        if likely < LIKELY:
            return None
        if not _may_be(field, items[line]):
            continue
        lines = _lines_of(field, line, items, told, free)
        reading = _read_lines(field, [items[other] for other in lines], likely, habit)
        if reading is not None:
            return reading
    return None
