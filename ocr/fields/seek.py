"""Looks in the visual zone for what the MRZ says: the same name, date or number, in whatever line.

Small captions are often unreadable where the larger values are not. What is found is an independently read
source, with the diacritics that the MRZ lacks; what is not found proves nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from ocr.fields.assign import Reading
from ocr.fields.dates import find_dates
from ocr.fields.grammar import read_name, read_number
from ocr.fields.layout import Item

Same = Callable[[str, str | int], bool]
"""Whether a printed value says the same as the MRZ's."""


MOST_WORDS = 8
"""Lines of more words are prose, not names."""


def _word_spans(item: Item) -> Iterator[Item]:
    """The line, then every run of its words, the longest first: full names stand on one line."""
    words = [(match.start(), match.end()) for match in re.finditer(r"[^\s,]+", item.text)]
    if len(words) > MOST_WORDS:
        return
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            yield item.part(words[first][0], words[first + length - 1][1])


def _is_outermost(field: str, wanted: str, items: Sequence[Item], this_year: int) -> bool:
    """A birth is the earliest date on a document and its expiry the latest: others are other dates."""
    printed = {date.value for item in items for date in find_dates(item.text, this_year=this_year)}
    if field == "expiryDate":
        return not any(value > wanted for value in printed)
    return not any(value[2:] != wanted[2:] and value < wanted for value in printed)


def _seek_date(field: str, wanted: str, items: Sequence[Item], this_year: int) -> Reading | None:
    if not _is_outermost(field, wanted, items, this_year):
        return None
    for item in items:
        for month_first in (False, True):
            for date in find_dates(
                item.text, future=field != "birthDate", this_year=this_year, month_first=month_first
            ):
                century = field == "birthDate" and date.value[2:] == wanted[2:]
                if "<<" not in item.text and (date.value == wanted or century):
                    part = item.part(date.start, date.end)
                    return Reading(
                        field, date.value, part.text, item.confidence, part.polygon, False, item.weakest
                    )
    return None


def _near(first: Item, second: Item) -> bool:
    """The same line, or the next one in the same column."""
    return (
        abs(first.middle - second.middle) < 2.2 * first.height and first.left - second.left < first.height * 3
    )


def seek(
    field: str,
    wanted: str,
    items: Sequence[Item],
    same: Same,
    this_year: int,
    announced: Sequence[Reading] = (),
) -> Reading | None:
    """The line that prints `wanted`, or None. Only names, dates and document numbers are distinctive.

    Where a caption has `announced` another name, only the lines beside that may correct it: a
    signature or a parent's name must not overrule what stands under the caption. Numbers are distinctive
    enough: a visa prints its own beside the passport's.
    """
    if field in ("birthDate", "expiryDate"):
        return _seek_date(field, wanted, items, this_year)
    read = {"documentNumber": read_number, "familyName": read_name, "givenNames": read_name}.get(field)
    if read is None or len(wanted) < 2:
        return None
    places = [
        item
        for item in items
        for reading in announced
        if reading.anchored and reading.polygon == item.polygon
    ]
    for item in items:
        if "<<" in item.text or item.confidence < 0.5:
            continue
        if read is read_name and places and not any(_near(place, item) for place in places):
            continue
        for part in _word_spans(item) if read is read_name else [item]:
            value = read(part.text)
            if value is not None and same(value, wanted):
                return Reading(field, value, part.text, item.confidence, part.polygon, False, item.weakest)
    return None
