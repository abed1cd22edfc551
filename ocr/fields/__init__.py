"""The visual zone: fields from text lines, without templates: `read_fields(page)`."""

from dataclasses import dataclass, replace

from ocr.extraction import DocumentType
from ocr.fields.assign import Reading, assign, is_announced
from ocr.fields.captions import caption_lines, find_captions
from ocr.fields.columns import split_columns, split_numbers
from ocr.fields.continued import join_lines
from ocr.fields.dates import find_dates, find_incomplete
from ocr.fields.document import heading_of_text, is_specimen, issuer_of_text, type_of_text
from ocr.fields.grammar import Habit
from ocr.fields.guess import guess, split_at_dates
from ocr.fields.layout import Item, lay_out_items
from ocr.fields.licence import merge, numbered
from ocr.fields.specimen import is_overprint
from ocr.read import PageText

__all__ = ["PageFields", "Reading", "read_fields"]

NAMES = ("familyName", "givenNames", "placeOfBirth")
MONTH_FIRST = frozenset({"USA"})
"""States that print the month before the day."""


@dataclass(frozen=True)
class PageFields:
    """What the visual zone of one page says; `items` are its lines, upright."""

    readings: list[Reading]
    type: DocumentType
    issuer: str | None
    specimen: bool
    items: list[Item]


def _split_full_name(readings: list[Reading]) -> list[Reading]:
    """`ERIKSSON, ANNA MARIA` under one caption: family name before the comma."""
    result = []
    for reading in readings:
        family, comma, given = str(reading.value).partition(",")
        known = {other.field for other in readings}
        whole = reading.field == "fullName" or (reading.field == "familyName" and "givenNames" not in known)
        if whole and comma and given.strip():
            for field, value in (("familyName", family), ("givenNames", given)):
                if field not in known or field == reading.field:
                    result.append(replace(reading, field=field, value=value.strip()))
        elif reading.field != "fullName":
            result.append(reading)
        elif "familyName" not in known and "givenNames" in known:
            result.append(replace(reading, field="familyName"))
    return result


def _split_birth(readings: list[Reading], habit: Habit) -> list[Reading]:
    """`14.07.1981 (Utopia City)` for a compound caption: the place is what is left without the date."""
    places = {reading.field for reading in readings}
    for reading in readings:
        if reading.field == "birthDate" and "placeOfBirth" not in places:
            incomplete = find_incomplete(reading.text)
            dates = find_dates(reading.text, future=False, this_year=habit.this_year) or [
                date for date in (incomplete,) if date is not None
            ]
            rest = reading.text
            for date in reversed(dates):
                rest = rest[: date.start] + " " + rest[date.end :]
            rest = rest.strip(" .,;:-–/()")
            if dates and sum(char.isalpha() for char in rest) >= 3:
                return [*readings, replace(reading, field="placeOfBirth", value=rest)]
    return readings


def _doubt_overprint(reading: Reading) -> Reading:
    """A word such as SPECIMEN may be overprinted; alone it is no name that contradicts anything."""
    if reading.field in NAMES and is_overprint(reading.text):
        return replace(reading, confidence=min(reading.confidence, 0.85))
    return reading


def read_fields(page: PageText, this_year: int) -> PageFields:
    """Fields of a page by captions and licence numbers, its type and issuing state."""
    items = split_at_dates(lay_out_items(page))
    kind = type_of_text(items)
    if kind == "drivingLicence":
        items = split_numbers(items)
    captions = find_captions(items)
    taken = caption_lines(items, captions)
    over = assign(captions, items, taken, Habit(this_year)).over
    whole = split_columns(items, captions, taken, over=over)
    if len(whole) > len(items):
        items, captions = whole, find_captions(whole)
        taken = caption_lines(items, captions)
    announced = {line for line in range(len(items)) if is_announced(items[line], captions)}
    free = [item for line, item in enumerate(items) if line not in announced]
    issuer = issuer_of_text(free)
    american = heading_of_text(free) in MONTH_FIRST or (kind == "drivingLicence" and issuer in MONTH_FIRST)
    habit = Habit(this_year, american, issuer)
    taken = caption_lines(items, captions)
    if kind == "drivingLicence":
        numbers = numbered(items, american=issuer == "USA")
        captions = merge(numbers, captions, items)
        taken |= {caption.line for caption in numbers}
    assignment = assign(captions, items, taken, habit)
    assigned = join_lines(assignment, items, taken, habit)
    readings = _split_birth(_split_full_name(assigned), habit)
    readings += guess(readings, captions, items, taken, habit, issuer)
    readings = [_doubt_overprint(reading) for reading in readings]
    return PageFields(readings, kind, issuer, is_specimen(items), items)
