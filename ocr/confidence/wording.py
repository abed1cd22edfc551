"""Whether a text has the look of a name or place: not that of a caption, no stray letters."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from ocr.fields.captions import phrases
from ocr.fields.countries import country_of_text
from ocr.fields.document import TITLES
from ocr.fields.layout import fold
from ocr.fields.licence import WORDS as LICENCES

LONG_PHRASE = 9
"""Letters of a caption that is looked for within a text."""
LEAST_ALIKE = 60.0
"""Ratio, 0 to 100, from which a text begins to look like a caption."""
STRAY = (
    r"(?<=[A-ZÀ-Þ])[a-zß-ÿ](?=[A-ZÀ-Þ])|(?<=[A-ZÀ-Þ]{2})[a-zß-ÿ]+",  # a small letter among capitals
    r"(?<=[^\W\d_])\d(?=[^\W\d_])",  # a digit within a word
    r"[|/\\_=:;*<>()\[\]{}]",  # marks of no name
)
BRACKETED = re.compile(r"\(([^()\[\]]{2,})\)")
"""A district, a region or a state's code, as places have them behind or before the town."""


@cache
def _announcing() -> list[str]:
    """Folded captions and titles of documents."""
    titles = [title for words in TITLES.values() for title in words.split("|")]
    return list(dict.fromkeys([*(phrase for phrase, _ in phrases()), *titles, *LICENCES]))


def look_announcing(value: str | int) -> float:
    """How much a text looks like a caption or a title that was read badly, or holds one, 0 to 1."""
    text = fold(str(value))
    long = [phrase for phrase in _announcing() if LONG_PHRASE <= len(phrase) <= len(text)]
    found = (
        process.extractOne(text, _announcing(), scorer=fuzz.ratio),
        process.extractOne(text, long, scorer=fuzz.partial_ratio),
    )
    best = max((ratio for match in found if match is not None for ratio in match[1:2]), default=0.0)
    return max(0.0, (best - LEAST_ALIKE) / (100 - LEAST_ALIKE))


def count_strays(value: str | int) -> int:
    """How many of a text's characters do not fit the others."""
    return sum(len(found) for form in STRAY for found in re.findall(form, str(value)))


def plain_place(value: str | int) -> str:
    """A place without the marks that belong to one: pairs of brackets, and the stroke before a state."""
    text = BRACKETED.sub(r"\1", str(value))
    town, stroke, state = text.rpartition("/")
    return f"{town} {state}" if stroke and country_of_text(state) is not None else text


def is_respelled(value: str | int) -> bool:
    """Whether a name of an MRZ may stand for one with other letters: OE for Ö, AE for Æ, SS for ß."""
    return re.search("AE|OE|UE|AA|SS|IJ", str(value).upper()) is not None
