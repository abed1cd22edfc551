"""What a decoded zone changes against the plain reading, character by character, with the reason."""

from collections.abc import Sequence
from itertools import zip_longest

from rapidfuzz.distance import Levenshtein

from mrz.decode.symbols import INDEX, VALUES
from mrz.formats import CLASSES, FORMATS, Format, FormatName
from mrz.types import Repair

CODED = ("issuer", "nationality")


def align(read: str, became: str) -> list[tuple[str, str]]:
    """Pairs of characters (read, became) of a least-edits alignment; '' where one has none."""
    pairs: list[tuple[str, str]] = []
    for step in Levenshtein.opcodes(read, became):
        old, new = read[step.src_start : step.src_end], became[step.dest_start : step.dest_end]
        # A stretch is kept or replaced one by one, or else one of the two is empty.
        pairs += zip_longest(old, new, fillvalue="")
    return pairs


def _coded(layout: Format, line: int) -> set[int]:
    spans = [item.span for item in layout.fields if item.name in CODED and item.span.line == line]
    return {column for span in spans for column in range(span.start, span.end)}


def _reason(seen: str, became: str, kind: str, is_coded: bool) -> str:
    filler = became == "<"
    reasons = (
        (not became, "not a character of the line"),
        (not seen, "filler lost by the reader" if filler else "character lost by the reader"),
        (is_coded, "known state code"),
        (seen not in CLASSES[kind], "digit expected" if kind in "ND" else "letter expected"),
        (filler, "filler misread"),
        (kind in "NDX" and _value(seen) != _value(became), "look-alike, decided by the check digits"),
    )
    return next((reason for holds, reason in reasons if holds), "more probable here")


def _value(character: str) -> int:
    return int(VALUES[INDEX[character]]) if character else -1


def find_repairs(name: FormatName, read: Sequence[str], lines: Sequence[str]) -> tuple[Repair, ...]:
    """The repairs from the plain readings to the zone's lines; a removed character stands at the column of
    the one that follows it."""
    layout = FORMATS[name]
    found = []
    for number, (seen_line, line) in enumerate(zip(read, lines, strict=True)):
        if seen_line == line:
            continue
        kinds, coded = layout.classes(number), _coded(layout, number)
        column = 0
        for seen, became in align(seen_line, line):
            if seen != became:
                at = min(column, len(line) - 1)
                reason = _reason(seen, became, kinds[at], at in coded)
                found.append(Repair(number, at, seen, became, reason))
            column += bool(became)
    return tuple(found)
