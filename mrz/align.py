"""Fitting an observed line to a line of a format: an alignment with the position grammar as its costs.

Recognisers merge, drop and add fillers in long runs, and take letters for digits. The cheapest alignment of
the observed characters with the positions of the format mends both, and lists what it changed. It never looks
at a check digit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from mrz.formats import CLASSES, Format

AS_DIGIT = dict(zip("OQDUILJZSBGTAE", "00001112586743", strict=True))
AS_LETTER = dict(zip("01256847", "OIZSGBAT", strict=True))
"""Characters of OCR-B that look alike; the likelier partner where there are several."""
FREE, UNUSUAL, CONFUSED, MISPRINTED, WRONG = 0.0, 0.8, 0.6, 1.5, 3.0
FILLER_AT_END, FILLER_IN_RUN, FILLER_ALONE = 0.25, 0.3, 2.5
"""Readers cut a long run at the end of a line more often than one between names."""
NOISE_IN_RUN, NOISE = 0.5, 2.5


@dataclass(frozen=True)
class Alignment:
    """The fitted line, its cost, and for each position the observed character (`""`: none was seen)."""

    text: str
    cost: float
    observed: tuple[str, ...]
    dropped: int


@cache
def _fit(character: str, kind: str) -> tuple[float, str]:
    """Cost and resulting character of seeing `character` where the class `kind` is printed."""
    if kind == "N" and character == "<":
        return MISPRINTED, character
    if character in CLASSES[kind]:
        return (UNUSUAL if character == "<" and kind in "D" else FREE), character
    swap = AS_DIGIT if kind in "ND" else AS_LETTER
    other = swap.get(character)
    if other is not None and other in CLASSES[kind]:
        return CONFUSED, other
    return WRONG, character


def place(observed: str, kinds: Sequence[str]) -> Alignment:
    """The reading position by position of a line that has the format's length already."""
    fits = [_fit(character, kind) for character, kind in zip(observed, kinds, strict=True)]
    return Alignment("".join(fit[1] for fit in fits), sum(fit[0] for fit in fits), tuple(observed), 0)


def align(observed: str, kinds: Sequence[str]) -> Alignment:
    """The cheapest way to print `observed` on positions of the classes `kinds` (dynamic programming)."""
    rows, columns = len(observed), len(kinds)
    missing = [CLASSES[kind] for kind in kinds]

    def near_filler(i: int) -> bool:
        return observed[i - 1 : i] == "<" or observed[i : i + 1] == "<"

    drop = [
        NOISE_IN_RUN if observed[i] == "<" and near_filler_run(observed, i) else NOISE for i in range(rows)
    ]
    add = [FILLER_IN_RUN if near_filler(i) else FILLER_ALONE for i in range(rows)] + [FILLER_AT_END]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    move = [[""] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if not i and not j:
                continue
            options: list[tuple[float, str]] = []
            if i and j:
                options.append((best[i - 1][j - 1] + _fit(observed[i - 1], kinds[j - 1])[0], "fit"))
            if j:
                cost = add[i] if "<" in missing[j - 1] else WRONG + 1
                options.append((best[i][j - 1] + cost, "add"))
            if i:
                options.append((best[i - 1][j] + drop[i - 1], "drop"))
            best[i][j], move[i][j] = min(options, key=lambda option: option[0])
    text, seen, dropped = _trace(observed, kinds, move)
    return Alignment(text, best[rows][columns], seen, dropped)


def near_filler_run(text: str, i: int) -> bool:
    """Whether the filler at `i` has a filler beside it."""
    return text[i - 1 : i] == "<" or text[i + 1 : i + 2] == "<"


def _trace(observed: str, kinds: Sequence[str], move: list[list[str]]) -> tuple[str, tuple[str, ...], int]:
    i, j, dropped = len(observed), len(kinds), 0
    text: list[str] = []
    seen: list[str] = []
    while i or j:
        step = move[i][j]
        if step == "drop":
            i, dropped = i - 1, dropped + 1
            continue
        if step == "fit":
            text.append(_fit(observed[i - 1], kinds[j - 1])[1])
            seen.append(observed[i - 1])
            i -= 1
        else:
            text.append("<")
            seen.append("")
        j -= 1
    return "".join(reversed(text)), tuple(reversed(seen)), dropped


def restore_separator(observed: str, layout: Format, line: int) -> Alignment | None:
    """A line with a filler too few whose names are two words with one filler between; None for other lines.

    That is where the filler is missing: readers shrink the separator, and a single name of two words is rare.
    """
    names = layout.field("names")
    if names is None or names.span.line != line:
        return None
    words = re.fullmatch(r"[A-Z0-9]+<([A-Z0-9]+<*)", observed[names.span.start :])
    if words is None:
        return None
    at = len(observed) - len(words[1])
    found = align(observed[:at] + "<" + observed[at:], layout.classes(line))
    if found.observed[at - 1 : at + 1] != ("<", "<"):
        return None
    return replace(
        found, cost=found.cost + FILLER_IN_RUN, observed=(*found.observed[:at], "", *found.observed[at + 1 :])
    )


def respread_fillers(observed: str, kinds: Sequence[str]) -> list[Alignment]:
    """Other ways to give `observed` its length: all missing fillers put into one run or at the end, or all
    superfluous ones taken from one run. Which run lost them cannot be seen in the text."""
    lack = len(kinds) - len(observed)
    if not lack:
        return []
    runs = [(match.end(), len(match.group())) for match in re.finditer("<+", observed)]
    if not observed.endswith("<") and lack > 0:
        runs.append((len(observed), 0))
    found = []
    for end, size in runs:
        if size + lack < 1 and lack < 0:
            continue
        text = (
            observed[:end] + "<" * lack + observed[end:]
            if lack > 0
            else observed[: end + lack] + observed[end:]
        )
        placed = place(text, kinds)
        price = FILLER_AT_END if end == len(observed) else FILLER_IN_RUN
        seen = [*observed[:end], *[""] * lack, *observed[end:]] if lack > 0 else list(text)
        cost = placed.cost + (price * lack if lack > 0 else NOISE_IN_RUN * -lack)
        found.append(Alignment(placed.text, cost, tuple(seen), max(0, -lack)))
    return found
