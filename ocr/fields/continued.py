"""Values that go on in the line below: addresses, long names of places and authorities; and names that stand
there once more in Latin letters."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.fields.assign import LEGIBLE, Assignment, Reading
from ocr.fields.dates import find_dates
from ocr.fields.grammar import HEIGHT, LATIN, Habit, read_categories, read_name
from ocr.fields.layout import Item
from ocr.fields.scripts import OTHER_SCRIPT, latin_form
from ocr.fields.specimen import is_overprint_seen

MOST_LINES = {"residenceAddress": 3, "issuingAuthority": 2, "placeOfBirth": 2}
"""Lines of a value, by field."""
WHOLE_NAMES = ("fullName", "wholeName")
ASIDE, SAME_ROW = 6.0, 0.5
"""Heights to what goes on beside a line, and by which it may be higher or lower."""
TWICE = ("familyName", "givenNames", "placeOfBirth")
"""Fields that are printed in both scripts, one below the other."""
UNFINISHED = re.compile(
    r"([-,/]|\b(d[aeiou]|de[lr]|des|dos|la|le|les|los|sur|sous|am|an|ob|bei|pod|nad|upon|on|of|the|st|san|santa|sint))\s*$",
    re.IGNORECASE,
)
"""Ends of lines after which a place's name goes on."""
CLEAR = 0.25
"""Probability of the least sure character of a line that goes on: captions are smaller and read worse."""
MOST_JOINED = 3
"""Categories of one letter each that may stand without a space."""
CLOSEST, FARTHEST = 0.6, 1.9
"""Distance of the lines of one value, in heights."""


def find_below(line: Item, free: Sequence[Item], *, over: bool = False) -> Item | None:
    """The line right under another, or right `over` it, in the same print and column."""
    for item in free:
        down = (line.middle - item.middle if over else item.middle - line.middle) / line.height
        same_print = 0.7 < item.height / line.height < 1.4
        in_column = abs(item.left - line.left) < 1.2 * line.height
        if CLOSEST < down < FARTHEST and in_column and same_print:
            return item
    return None


def _goes_on(field: str, text: str) -> bool:
    """Whether a value's line is visibly unfinished; towns have their province in the next one, which is none
    of it."""
    return field != "placeOfBirth" or bool(UNFINISHED.search(text))


def _is_of_categories(text: str) -> bool:
    """Whether a line is the categories below a licence's address, with marks between them or without."""
    spaced = " ".join(text) if len(text) <= MOST_JOINED else text
    return read_categories(spaced) is not None


def _belongs(item: Item) -> bool:
    legible = item.confidence >= LEGIBLE and item.weakest >= CLEAR
    text = item.text.strip()
    other = find_dates(text) or is_overprint_seen(text) or HEIGHT.fullmatch(text) or _is_of_categories(text)
    return legible and not other


def _extend(reading: Reading, line: Item, free: Sequence[Item], *, over: bool) -> Reading:
    value, text = str(reading.value), reading.text
    confidence, weakest, last = reading.confidence, reading.weakest, line
    for _ in range(MOST_LINES[reading.field] - 1):
        other = find_below(last, free, over=over)
        upper = other if over and other is not None else last
        if other is None or not _belongs(other) or not _goes_on(reading.field, upper.text):
            break
        more = other.text.strip()
        value, text = (f"{more} {value}", f"{more} {text}") if over else (f"{value} {more}", f"{text} {more}")
        confidence, weakest = min(confidence, other.confidence), min(weakest, other.weakest)
        last = other
    return replace(reading, value=value, text=text, confidence=confidence, weakest=weakest)


def _choose_latin(reading: Reading, line: Item, free: Sequence[Item], habit: Habit) -> Reading:
    """The second of two lines, which has the Latin form."""
    under = find_below(line, free)
    latin = latin_form(under.text, habit.issuer) if under is not None and _belongs(under) else None
    value = LATIN[reading.field](latin) if latin is not None else None
    if under is None or value is None:
        return reading
    return replace(
        reading,
        value=value,
        text=under.text.strip(),
        confidence=under.confidence,
        polygon=under.polygon,
        weakest=under.weakest,
    )


def _join_beside(reading: Reading, line: Item, free: Sequence[Item]) -> Reading:
    """A full name of one word with the word that stands right of it: the family name and the given names of
    one caption may be set apart."""
    if len(reading.text.split()) > 1:
        return reading
    for item in free:
        across, down = (item.left - line.right) / line.height, abs(item.middle - line.middle) / line.height
        if 0 < across < ASIDE and down < SAME_ROW and _belongs(item) and read_name(item.text) is not None:
            text = f"{reading.text} {item.text.strip()}"
            confidence = min(reading.confidence, item.confidence)
            weakest = min(reading.weakest, item.weakest)
            return replace(reading, value=text, text=text, confidence=confidence, weakest=weakest)
    return reading


def join_lines(assignment: Assignment, items: Sequence[Item], taken: set[int], habit: Habit) -> list[Reading]:
    """The readings with the lines that belong to them. `taken`: lines that are captions."""
    readings, over = assignment.readings, assignment.over
    used = {reading.polygon for reading in readings}
    lines = {item.polygon: item for item in items}
    free = [
        item
        for number, item in enumerate(items)
        if number not in taken and item.polygon not in used and "<<" not in item.text
    ]
    result = []
    for reading in readings:
        line = lines.get(reading.polygon)
        if line is None:
            result.append(reading)
        elif not over and habit.issuer in OTHER_SCRIPT and reading.field in TWICE and "/" not in reading.text:
            result.append(_choose_latin(reading, line, free, habit))
        elif reading.field in WHOLE_NAMES:
            result.append(_join_beside(reading, line, free))
        elif reading.field in MOST_LINES:
            result.append(_extend(reading, line, free, over=over))
        else:
            result.append(reading)
    return result
