"""How what was entered differs from what was read, as a class: the values themselves are not kept."""

import unicodedata
from typing import Literal

from rapidfuzz.distance import OSA

from matching.scripts import fold_plain

ErrorClass = Literal["unchanged", "case", "diacritics", "oneEdit", "other", "emptied", "added"]


def classify(read: str | int | None, entered: str | int | None) -> ErrorClass | None:
    """The class of the difference; None when there was nothing either way.

    The mildest class that explains it: spaces do not count, an edit is one letter inserted, left out,
    replaced, or changed with its neighbour, letter case and diacritics aside.
    """
    before, after = _plain(read), _plain(entered)
    if not (before and after):
        return "emptied" if before else "added" if after else None
    if before == after:
        return "unchanged"
    if before.casefold() == after.casefold():
        return "case"
    folded = fold_plain(before), fold_plain(after)
    if folded[0] == folded[1]:
        return "diacritics"
    return "oneEdit" if OSA.distance(*folded, score_cutoff=1) == 1 else "other"


def _plain(value: str | int | None) -> str:
    return " ".join(unicodedata.normalize("NFC", "" if value is None else str(value)).split())
