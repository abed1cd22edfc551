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


def seek(field: str, wanted: str, items: Sequence[Item], same: Same, this_year: int) -> Reading | None:
    """The line that prints `wanted`, or None. Only names, dates and document numbers are distinctive."""
    for item in items:
        if "<<" in item.text or item.confidence < 0.5:
            continue
        if field in ("birthDate", "expiryDate"):
            for month_first in (False, True):
                for date in find_dates(
                    item.text, future=field != "birthDate", this_year=this_year, month_first=month_first
                ):
                    if date.value == wanted:
                        part = item.part(date.start, date.end)
                        return Reading(
                            field, wanted, part.text, item.confidence, part.polygon, anchored=False
                        )
        elif field == "documentNumber":
            number = read_number(item.text)
            if number is not None and same(number, wanted):
                return Reading(field, number, item.text, item.confidence, item.polygon, anchored=False)
        elif field in ("familyName", "givenNames") and len(wanted) >= 2:
            for part in _word_spans(item):
                name = read_name(part.text)
                if name is not None and same(name, wanted):
                    return Reading(field, name, part.text, item.confidence, part.polygon, anchored=False)
    return None
