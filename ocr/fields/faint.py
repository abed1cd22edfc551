"""Captions that can hardly be read: small print that stands over a value, and is likelier one caption than
any other.

On a picture of 110 dots per inch most captions have wrong letters, the values next to none.
What such a line says is then told by likeness to all captions together; it counts only where a value of its
field stands under or beside it.
"""

import re
import statistics
from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz, process

from ocr.fields.assign import is_near
from ocr.fields.captions import Caption, phrases
from ocr.fields.dates import find_dates
from ocr.fields.gazetteer import is_town
from ocr.fields.grammar import Habit, read_value
from ocr.fields.layout import Item, fold
from ocr.fields.order import is_heading

LIKE, AHEAD = 58.0, 5.0
"""rapidfuzz ratio of a faint caption to its phrase, and by how much it must be ahead of the likest of another
field."""
CLEAR = 0.75
"""Probability of the least sure character above which a line is legible."""
SHORTEST = 5
SMALLEST, SMALL = 0.4, 0.95
"""Height of captions at least and at most, against values."""
TYPED = ("birthDate", "issueDate", "expiryDate", "gender", "nationality", "documentNumber", "personalNumber")
WORDS = ("familyName", "givenNames", "placeOfBirth", "issuingAuthority", "residenceAddress", "fullName")


@cache
def _glued() -> dict[str, str]:
    """Phrases without spaces, and their field."""
    return {
        phrase.replace(" ", ""): field for phrase, field in reversed(phrases()) if len(phrase) >= SHORTEST
    }


def name_field(text: str) -> tuple[str, float] | None:
    """The field whose caption a line is likest, and how like; None where two are nearly as like."""
    best: dict[str, float] = {}
    parts = [part for part in re.split(r"[/·|]", text) if len(fold(part)) >= SHORTEST] or [text]
    for part in dict.fromkeys([*parts, text]):
        plain = fold(part).replace(" ", "")
        if len(plain) < SHORTEST:
            continue
        for phrase, score, _ in process.extract(plain, _glued().keys(), scorer=fuzz.ratio, limit=12):
            field = _glued()[phrase]
            best[field] = max(best.get(field, 0.0), score)
    ranked = sorted(best.items(), key=lambda entry: -entry[1])
    if not ranked or ranked[0][1] < LIKE:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < AHEAD:
        return None
    return ranked[0]


def find_faint(
    items: Sequence[Item], captions: Sequence[Caption], taken: set[int], habit: Habit
) -> list[Caption]:
    """Captions among the lines that are no caption yet, of fields that have none."""
    heights = [item.height for item in items if find_dates(item.text)]
    if not heights:
        return []
    height = statistics.median(heights)
    known = {caption.field for caption in captions}
    found: dict[str, Caption] = {}
    for line, item in enumerate(items):
        small = SMALLEST * height <= item.height <= SMALL * height
        if line in taken or not small or "<<" in item.text or find_dates(item.text):
            continue
        # What can be read clearly is what it says.
        if item.weakest > CLEAR or is_town(item.text) or is_heading(item.text):
            continue
        named = name_field(item.text)
        if named is None or not named[0] or named[0] in known:
            continue
        field, score = named
        values = [
            other
            for number, other in enumerate(items)
            if number != line and number not in taken and is_near(item, other)
        ]
        if field not in TYPED + WORDS or not any(
            read_value(field, v.text, habit) is not None
            and (field != "residenceAddress" or any(map(str.isdigit, v.text)))
            for v in values
        ):
            continue
        if field not in found or score > found[field].score:
            found[field] = Caption(field, line, 0, len(item.text), score, item)
    return list(found.values())
