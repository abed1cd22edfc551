"""Lines that are the same as the one below them, in another script whose capitals look like Latin ones."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from ocr.fields.assign import Reading
from ocr.fields.continued import find_below
from ocr.fields.layout import Item, fold
from ocr.fields.scripts import OTHER_SCRIPT

ALIKE, SHORTEST = 60.0, 5
"""rapidfuzz ratio from which two lines are one name in two scripts; letters of each at least."""


def find_native(items: Sequence[Item], issuer: str | None, readings: Sequence[Reading] = ()) -> set[int]:
    """The lines that have their Latin form right below them, on documents that print both: nobody is born in
    NAPAAIMNI. A line over a town or family name that was read is its native form, like it or not."""
    if issuer not in OTHER_SCRIPT:
        return set()
    found = set()
    read = {reading.field: reading.polygon for reading in readings}
    latin = {read[field] for field in ("familyName", "placeOfBirth") if field in read}
    latin |= {read["givenNames"]} if {"givenNames", "familyName"} <= set(read) else set()
    for line, item in enumerate(items):
        under = find_below(item, items)
        if under is None:
            continue
        first, second = fold(item.text), fold(under.text)
        alike = min(len(first), len(second)) >= SHORTEST and fuzz.ratio(first, second) >= ALIKE
        if under.polygon in latin or alike:
            found.add(line)
    return found
