"""Whether a value of the visual zone and one of the MRZ say the same.

The MRZ has no diacritics, cuts long names off and knows several spellings of one letter (ICAO Doc 9303-3
§6), so names are compared through every transliteration. Numbers are compared through the characters that
readers confuse, as far as the check digit of the zone can tell which of them it is.
"""

import re
from enum import Enum

from rapidfuzz.distance import Levenshtein

from mrz.check_digits import value
from mrz.transliterate import variants
from ocr.fields.layout import fold

CONFUSED = str.maketrans("OQDILSBZG", "000115826")
"""Letters and the digits that print and readers confuse them with."""
WHOLE_PREFIX = 3
"""Digits that a number printed in digits has before the zone's, from which they are no caption misread:
Belgium's cards print and code twelve digits."""
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


def _is_settled(printed: str, zone: str) -> bool:
    """Whether the check digit that holds for `zone` would fail for `printed`, a number that looks the same.

    It sees characters modulo 10, so that 6 and G, or 1 and L, are one to it; two differences may cancel out,
    as O for 0 at two places of the weights 7 and 3 does. One difference that it sees never does.
    """
    differences = [(a, b) for a, b in zip(printed, zone, strict=True) if a != b]
    return len(differences) == 1 and all((value(a) - value(b)) % 10 for a, b in differences)


def compare_numbers(printed: str, zone: str) -> Agreement:
    """Numbers without marks.

    Numbers that look alike are the same where the check digit of the zone settles which of them stands there
    (whether it holds is the caller's to ask), else near.
    """
    a, b = (re.sub(r"[^A-Z0-9]", "", number.upper()) for number in (printed, zone))
    if a == b:
        return Agreement.SAME
    if a.translate(CONFUSED) == b.translate(CONFUSED):
        return Agreement.SAME if _is_settled(a, b) else Agreement.NEAR
    if a.endswith(b) and re.fullmatch(rf"\d{{{WHOLE_PREFIX},}}", a.removesuffix(b)) and b.isdigit():
        return Agreement.OTHER
    if min(len(a), len(b)) >= 6 and (a.endswith(b) or a.startswith(b) or b.endswith(a) or b.startswith(a)):
        return Agreement.NEAR
    near = Levenshtein.distance(a.translate(CONFUSED), b.translate(CONFUSED), score_cutoff=1) <= 1
    return Agreement.NEAR if near and len(b) >= 6 and len(a) != len(b) else Agreement.OTHER


def compare_births(printed: str, zone: str) -> Agreement:
    """Birth dates (IncompleteDate), of which parts may be unknown; the MRZ has no century."""
    a, b = known_part(printed)[2:], known_part(zone)[2:]
    return Agreement.SAME if a.startswith(b) or b.startswith(a) else Agreement.OTHER


def known_part(birth: str) -> str:
    """An IncompleteDate without the parts that are not known: `1974-08`, `1974`."""
    while birth.endswith("-00"):
        birth = birth[:-3]
    return birth


def covers(field: str, printed: str | int, zone: str | int) -> bool:
    """Whether two values that say the same confirm each other whole, not only in part.

    A name that the MRZ cuts off, words that one of them writes together, a birth date of which only the year
    is printed: what the other does not say rests on one source.
    """
    if field in ("familyName", "givenNames"):
        words = "<".join(str(zone).upper().split())
        return words in variants(str(printed)) or words == fold(str(printed)).replace(" ", "<")
    return field != "birthDate" or len(known_part(str(printed))) == len(known_part(str(zone)))


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
