"""What stands on a document without a legible caption, by its form and place; with less confidence.

A guess never contradicts an MRZ (`anchored` is false), but it may confirm one.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.fields.assign import LEGIBLE, Reading, read_unannounced
from ocr.fields.captions import Caption
from ocr.fields.content import is_span
from ocr.fields.continued import find_below
from ocr.fields.countries import country_of_text
from ocr.fields.dates import find_dates, find_incomplete
from ocr.fields.grammar import HEIGHT, SEXES_JOINED, Habit, read_name, read_number, read_sex
from ocr.fields.layout import Item, cut_item, fold
from ocr.fields.scripts import OTHER_SCRIPT

DOUBT = 0.75
"""A guess keeps this share of its line's confidence."""
BIRTH_NAME = re.compile(r"^(GEB|NEE|BORN|GEBOREN|RODENA|Z D)\b")
SIGNED = re.compile(r"N\s?[°ºo]?\s?[:.]\s?([A-Z0-9]*\d{4}[A-Z0-9]*)")
"""`N°: 012345`, a number and nothing else in its line."""
TWO_NUMBERS = re.compile(
    r"(?P<first>\s*\d{10,14})\s+[A-Z]{1,2}\d{6,9}\s*|(?P<other>\s*[A-Z]{1,2}\d{6,9})\s+\d{10,14}\s*"
)
DOUBLE_SURNAMES = frozenset({"ESP"})
"""States that print two family names on two lines under one caption."""


def _is_more(text: str) -> bool:
    """Whether what stands beside a date is a value of its own: a word, or a number of six characters."""
    return sum(map(str.isalpha, text)) >= 3 or sum(map(str.isalnum, text)) >= 6


def split_at_heights(items: Sequence[Item]) -> list[Item]:
    """Lines that hold a person's height and something else, in parts: what stands beside it is another
    column's."""
    result = []
    for item in items:
        match = HEIGHT.search(item.text)
        ends = [] if match is None else [end for end in match.span() if 0 < end < len(item.text)]
        result += cut_item(item, ends)
    return result


def split_at_numbers(items: Sequence[Item]) -> list[Item]:
    """Lines that hold a person's number and a document's, in two."""
    result = []
    for item in items:
        match = TWO_NUMBERS.fullmatch(item.text)
        result += [item] if match is None else cut_item(item, [max(match.end("first"), match.end("other"))])
    return result


def split_at_dates(items: Sequence[Item]) -> list[Item]:
    """Lines that hold a date and something else, in parts: the detector joins neighbouring columns.

    A span of dates (`01.01.2004-01.01.2009`) and a numbered field stay whole.
    """
    result = []
    for item in items:
        incomplete = find_incomplete(item.text)
        dates = find_dates(item.text) or [date for date in (incomplete,) if date is not None]
        between = [item.text[a.end : b.start] for a, b in itertools.pairwise(dates)]
        numbered = re.match(r"^\s*\d[a-d]?\s*[.,)]\s", item.text)
        if not dates or numbered or "(" in item.text or any(re.search("[-–]", gap) for gap in between):
            result.append(item)
            continue
        cuts = [0]
        for date in dates:
            if _is_more(item.text[cuts[-1] : date.start]) or date is not dates[0]:
                cuts.append(date.start)
            if _is_more(item.text[date.end :]):
                cuts.append(date.end)
        ends = [*cuts[1:], len(item.text)]
        parts = [item.part(a, b) for a, b in zip(cuts, ends, strict=True) if item.text[a:b].strip()]
        result += parts
    return result


def _guess_dates(found: set[str], free: Sequence[Item], known: set[str], habit: Habit) -> list[Reading]:
    """The earliest date is the birth, the latest the expiry, when there are at least two dates."""
    seen: dict[str, Item] = {}
    for item in free:
        for date in find_dates(item.text, this_year=habit.this_year, month_first=habit.month_first):
            seen.setdefault(date.value, item.part(date.start, date.end))
    loose = {value: item for value, item in seen.items() if value not in known}
    everything = sorted(set(seen) | known)
    readings = []
    if len(everything) >= 2 and loose:
        first, last = min(loose), max(loose)
        young = int(first[:4]) > habit.this_year - 10 or is_span(first, everything[-1])
        if "birthDate" not in found and first == everything[0] and not young:
            readings.append(read_unannounced("birthDate", first, loose[first], DOUBT))
        if "expiryDate" not in found and last == everything[-1] and last != first:
            readings.append(read_unannounced("expiryDate", last, loose[last], DOUBT))
    return readings


def _guess_number(free: Sequence[Item], items: Sequence[Item]) -> list[Reading]:
    """A number of seven to twelve characters in the upper half, in the largest print."""
    signed = [(item, number[1]) for item in free if (number := SIGNED.fullmatch(item.text.strip()))]
    if len(signed) == 1:
        return [read_unannounced("documentNumber", signed[0][1], signed[0][0], DOUBT)]
    middle = (min(item.top for item in items) + max(item.bottom for item in items)) / 2
    numbers = [
        (item, printed)
        for item in free
        if item.middle < middle
        and (printed := read_number(item.text)) is not None
        and re.fullmatch(r"[A-Z0-9]{7,12}", printed)
        and sum(char.isdigit() for char in printed) >= 4
    ]
    if not numbers:
        return []
    item, found = max(numbers, key=lambda entry: entry[0].height)
    return [read_unannounced("documentNumber", found, item, DOUBT)]


def _guess_names(
    readings: Sequence[Reading], captions: Sequence[Caption], free: Sequence[Item], issuer: str | None
) -> list[Reading]:
    """The line under the family name: given names where these have no caption, else a second surname."""
    family = next((reading for reading in readings if reading.field == "familyName"), None)
    if family is None:
        return []
    line = next((item for item in free if item.polygon == family.polygon), None)
    under = find_below(line, free) if line is not None else None
    name = read_name(under.text) if under is not None and under.confidence >= LEGIBLE else None
    # An address has a comma; names have none within.
    if line is None or under is None or name is None or "," in under.text or BIRTH_NAME.match(fold(name)):
        return []
    # The same name again is its Latin form.
    repeated = fold(name)[:4] == fold(line.text)[:4] and issuer in OTHER_SCRIPT
    if repeated or any(reading.polygon == under.polygon for reading in readings):
        return []
    if not any(caption.field == "givenNames" for caption in captions):
        return [read_unannounced("givenNames", name, under, DOUBT)]
    weakest = min(family.weakest, under.weakest)
    joined = replace(
        family, value=f"{family.value} {name}", text=f"{family.text} {under.text}", weakest=weakest
    )
    if issuer in DOUBLE_SURNAMES:
        return [replace(joined, confidence=min(1.0, joined.confidence * 1.02))]
    return [replace(joined, confidence=joined.confidence * DOUBT, anchored=False)]


def guess(
    readings: Sequence[Reading],
    captions: Sequence[Caption],
    items: Sequence[Item],
    taken: set[int],
    habit: Habit,
    issuer: str | None,
) -> list[Reading]:
    """Readings for fields that no caption gave."""
    found = {reading.field for reading in readings}
    if not items:
        return []
    free = [item for line, item in enumerate(items) if line not in taken and "<<" not in item.text]
    used = {reading.polygon for reading in readings}
    loose = [item for item in free if item.polygon not in used]
    dates = {str(reading.value) for reading in readings if reading.field.endswith("Date")}
    guesses = _guess_dates(found, loose, dates, habit) + _guess_names(readings, captions, free, issuer)
    if "documentNumber" not in found:
        guesses += _guess_number(loose, items)
    if "gender" not in found:
        letters = [
            item
            for item in loose
            if (len(fold(item.text)) <= 3 or SEXES_JOINED.match(item.text.strip()))
            and item.text.isupper()
            and read_sex(item.text) is not None
        ]
        if len(letters) == 1:
            guesses.append(read_unannounced("gender", read_sex(letters[0].text) or 0, letters[0], DOUBT))
    if "nationality" not in found:
        top = min(item.top for item in items) + 0.2 * (
            max(i.bottom for i in items) - min(i.top for i in items)
        )
        named = [i for i in loose if i.middle > top and len(fold(i.text)) >= 5 and country_of_text(i.text)]
        if named and len({country_of_text(item.text) for item in named}) == 1:
            guesses.append(
                read_unannounced("nationality", country_of_text(named[0].text) or "", named[0], DOUBT)
            )
    return guesses
