"""What each line of a page is, told by a small network from all of them together, and what follows for fields
that no caption announced.

Captions are the first to become illegible. What is left - the letters, forms and places of all lines - tells
much of what stands where, more than any rule about one line or two.
"""

from collections.abc import Sequence

import numpy as np

from ocr.extraction import DocumentType
from ocr.fields.assign import LEGIBLE, WORDS, Reading
from ocr.fields.grammar import Habit, read_value
from ocr.fields.labels.features import LABELS, Floats, like_captions, look_at
from ocr.fields.labels.model import session
from ocr.fields.layout import Item
from ocr.fields.order import names_country

__all__ = ["LABELS", "read_labelled", "tell_lines"]

FEWEST = 3
"""Lines from which a page says anything by their places."""
LIKELY = 0.5
"""Probability from which a line is taken for a field's value."""
SAME = 0.4
"""Probability from which the line below goes on with the value."""
NEXT = 2.2
"""Heights to the next line of a value at most."""
DOUBT = 0.8
"""What no caption announced keeps this share of its line's confidence, and of the label's probability."""
NAMES = ("familyName", "givenNames", "placeOfBirth")
CAPTION = 0.8
"""Likeness to a caption from which a text is no name."""
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
    if field not in WORDS:
        return True
    text = item.text
    if item.confidence < LEGIBLE or (":" in text and field != "residenceAddress"):
        return False
    if field == "placeOfBirth" and names_country(text):
        return False
    return field not in NAMES or float(like_captions([text]).max()) < CAPTION


def _goes_on(field: int, line: int, items: Sequence[Item], told: Floats, free: set[int]) -> list[int]:
    """The lines of a value that begins with `line`."""
    lines = [line]
    while len(lines) < SEVERAL.get(LABELS[field], 1):
        last = items[lines[-1]]
        below = [
            other
            for other in free - set(lines)
            if told[other, field] >= SAME
            and told[other].argmax() == field
            and 0.5 * last.height < items[other].middle - last.middle < NEXT * last.height
            and abs(items[other].left - last.left) < 2 * last.height
        ]
        if not below:
            break
        lines.append(min(below, key=lambda other: items[other].middle))
    return lines


def read_labelled(
    fields: Sequence[str], items: Sequence[Item], told: Floats, free: set[int], habit: Habit
) -> list[Reading]:
    """Readings of `fields` from the lines `free`: for each the likeliest line that has its form."""
    readings = []
    for name in fields:
        field = LABELS.index(name)
        for line in sorted(free, key=lambda other: -told[other, field]):
            probability = float(told[line, field])
            if probability < LIKELY:
                break
            if not _may_be(name, items[line]):
                continue
            lines = _goes_on(field, line, items, told, free)
            above = [
                other
                for other in free - set(lines)
                if name in SEVERAL
                and told[other].argmax() == field
                and told[other, field] >= SAME
                and 0.5 * items[line].height
                < items[line].middle - items[other].middle
                < NEXT * items[line].height
                and abs(items[other].left - items[line].left) < 2 * items[line].height
            ]
            if above and len(lines) < SEVERAL[name]:
                lines = [max(above, key=lambda other: items[other].middle), *lines]
            text = " ".join(items[other].text.strip() for other in lines)
            value = read_value(name, text, habit)
            if value is None:
                continue
            confidence = min(items[other].confidence for other in lines)
            weakest = min(items[other].weakest for other in lines)
            readings.append(
                Reading(
                    name,
                    value,
                    text,
                    confidence * probability * DOUBT,
                    items[lines[0]].polygon,
                    anchored=False,
                    weakest=weakest,
                )
            )
            break
    return readings
