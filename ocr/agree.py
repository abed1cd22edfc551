"""Whether a value of the visual zone and one of the MRZ say the same.

The MRZ has no diacritics, cuts long names off and knows several spellings of one letter (ICAO Doc 9303-3
§6), so names are compared through every transliteration, and numbers through the letters that readers
confuse.
"""

import re
from enum import Enum

from rapidfuzz.distance import Levenshtein

from mrz.transliterate import variants
from ocr.fields.layout import fold

CONFUSED = str.maketrans("OQDILSBZG", "000115826")
"""Letters and the digits that print and readers confuse them with."""
NEAR = 2
"""Edits up to which a name in the visual zone is taken for a misreading of the MRZ's."""


class Agreement(Enum):
    """How two values stand to each other."""

    SAME = "same"
    NEAR = "near"
    """Differs by what a misreading explains."""
    OTHER = "other"


def _letters(text: str) -> str:
    return re.sub(r"[^A-Z]", "", text.upper())


def compare_names(printed: str, zone: str, *, truncated: bool = False) -> Agreement:
    """A printed name against the MRZ's; a truncated name need only begin the printed one."""
    wanted = _letters(zone)
    best = NEAR + 1
    for variant in {_letters(form) for form in variants(printed)} | {_letters(fold(printed))}:
        if not variant:
            continue
        if variant == wanted or (truncated and len(wanted) >= 4 and variant.startswith(wanted)):
            return Agreement.SAME
        if len(variant) >= 4 and wanted.startswith(variant):
            best = min(best, 1)  # read in part only
        best = min(best, Levenshtein.distance(variant, wanted, score_cutoff=NEAR))
    return Agreement.NEAR if best <= min(NEAR, len(wanted) // 3) else Agreement.OTHER


def compare_numbers(printed: str, zone: str) -> Agreement:
    """Numbers without marks; letters and digits that look alike count as near, and as the same if alone."""
    a, b = (re.sub(r"[^A-Z0-9]", "", value.upper()) for value in (printed, zone))
    if a == b or a.translate(CONFUSED) == b.translate(CONFUSED):
        return Agreement.SAME
    if min(len(a), len(b)) >= 6 and (a.endswith(b) or a.startswith(b) or b.endswith(a) or b.startswith(a)):
        return Agreement.NEAR
    near = Levenshtein.distance(a.translate(CONFUSED), b.translate(CONFUSED), score_cutoff=1) <= 1
    return Agreement.NEAR if near and len(b) >= 6 and len(a) != len(b) else Agreement.OTHER


def compare_births(printed: str, zone: str) -> Agreement:
    """Birth dates, of which parts may be unknown; the MRZ has no century."""
    if printed.startswith(zone) or zone.startswith(printed) or printed[2:] == zone[2:]:
        return Agreement.SAME
    return Agreement.OTHER


def covers(field: str, printed: str | int, zone: str | int) -> bool:
    """Whether two values that say the same confirm each other whole, not only in part.

    A name that the MRZ cuts off, words that one of them writes together, a birth date of which only the year
    is printed: what the other does not say rests on one source.
    """
    if field in ("familyName", "givenNames"):
        words = "<".join(str(zone).upper().split())
        return words in variants(str(printed)) or words == fold(str(printed)).replace(" ", "<")
    return field != "birthDate" or len(str(printed)) == len(str(zone))


def compare(field: str, printed: str | int, zone: str | int, *, truncated: bool = False) -> Agreement:
    """Two values of one field, the printed one first."""
    if field in ("familyName", "givenNames"):
        return compare_names(str(printed), str(zone), truncated=truncated)
    if field in ("documentNumber", "personalNumber"):
        return compare_numbers(str(printed), str(zone))
    if field == "birthDate":
        return compare_births(str(printed), str(zone))
    british = field == "nationality" and {str(printed)[:2], str(zone)[:2]} == {"GB"}
    return Agreement.SAME if printed == zone or british else Agreement.OTHER
