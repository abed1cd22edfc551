"""What a decoded zone changes against the plain reading, character by character, with the reason."""

from collections.abc import Sequence
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from mrz.formats import FORMATS, FormatName
from mrz.reasons import Reason, explain
from mrz.types import Repair

NO_PLACE: Reason = "not a character of the line"


def align(read: str, became: str) -> list[tuple[str, str]]:
    """Pairs of characters (read, became) of a least-edits alignment; '' where one has none."""
    pairs: list[tuple[str, str]] = []
    for step in Levenshtein.opcodes(read, became):
        old, new = read[step.src_start : step.src_end], became[step.dest_start : step.dest_end]
        # A stretch is kept or replaced one by one, or else one of the two is empty.
        pairs += zip_longest(old, new, fillvalue="")
    return pairs


def find_repairs(name: FormatName, read: Sequence[str], lines: Sequence[str]) -> tuple[Repair, ...]:
    """The repairs from the plain readings to the zone's lines; a removed character stands at the column of
    the one that follows it."""
    found = []
    for number, (seen_line, line) in enumerate(zip(read, lines, strict=True)):
        column = 0
        for seen, became in align(seen_line, line):
            if seen != became:
                at = min(column, len(line) - 1)
                reason = explain(FORMATS[name], lines, number, at, seen) if became else NO_PLACE
                found.append(Repair(number, at, seen, became, reason))
            column += bool(became)
    return tuple(found)
