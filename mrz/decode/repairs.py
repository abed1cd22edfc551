"""What a decoded zone changes against the plain reading, character by character, with the reason."""

from collections.abc import Sequence

import numpy as np

from mrz.decode.symbols import INDEX, VALUES
from mrz.formats import CLASSES, FORMATS, Format, FormatName
from mrz.types import Repair

CODED = ("issuer", "nationality")


def align(read: str, became: str) -> list[tuple[str, str]]:
    """Pairs of characters (read, became) of a least-edits alignment; '' where one has none."""
    costs = np.zeros((len(read) + 1, len(became) + 1), dtype=np.int64)
    costs[:, 0], costs[0] = np.arange(len(read) + 1), np.arange(len(became) + 1)
    for i, a in enumerate(read, start=1):
        for j, b in enumerate(became, start=1):
            costs[i, j] = min(costs[i - 1, j - 1] + (a != b), costs[i - 1, j] + 1, costs[i, j - 1] + 1)
    i, j, pairs = len(read), len(became), []
    while i or j:
        if i and j and costs[i, j] == costs[i - 1, j - 1] + (read[i - 1] != became[j - 1]):
            i, j = i - 1, j - 1
            pairs.append((read[i], became[j]))
        elif j and costs[i, j] == costs[i, j - 1] + 1:
            j -= 1
            pairs.append(("", became[j]))
        else:
            i -= 1
            pairs.append((read[i], ""))
    return pairs[::-1]


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
