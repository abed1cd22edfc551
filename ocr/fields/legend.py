"""Legends: numbered captions in close rows that explain the numbers on a card's other side, and announce
nothing where they stand."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ocr.fields.captions import Caption
from ocr.fields.layout import Item

NUMBERED = re.compile(r"\s*(\d{1,2})\s*[.:)]")
FEWEST_ROWS, FEWEST_KNOWN = 4, 3
"""Rows of a legend, and those of them that are known captions and nothing else."""
CLOSE = 1.6
"""Heights from row to row: captions with values under them are farther apart."""
COLUMN = 1.5
"""Heights by which the rows' left edges differ."""
REST = 2
"""Letters behind a caption that are no value."""


def _number(item: Item) -> int | None:
    match = NUMBERED.match(item.text)
    return int(match[1]) if match else None


def _follows(upper: Item, lower: Item) -> bool:
    """Whether a row is the next one of a legend: its number the next, close below in the same column."""
    first, second = _number(upper), _number(lower)
    height = max(upper.height, lower.height)
    down = (lower.middle - upper.middle) / height
    return (
        first is not None
        and second == first + 1
        and 0 < down < CLOSE
        and abs(upper.left - lower.left) < COLUMN * height
    )


def _is_bare(line: int, items: Sequence[Item], captions: Sequence[Caption]) -> bool:
    """Whether a row is a number and captions, and has no value behind them."""
    ends = [caption.end for caption in captions if caption.line == line]
    return bool(ends) and sum(map(str.isalnum, items[line].text[max(ends) :])) <= REST


def find_legend(items: Sequence[Item], captions: Sequence[Caption]) -> set[int]:
    """The lines of the legends among `items`, which stand from top to bottom."""
    found: set[int] = set()
    for start, item in enumerate(items):
        if start in found or _number(item) is None:
            continue
        rows = [start]
        for line in range(start + 1, len(items)):
            if _follows(items[rows[-1]], items[line]):
                rows.append(line)
        known = sum(_is_bare(line, items, captions) for line in rows)
        if len(rows) >= FEWEST_ROWS and known >= FEWEST_KNOWN:
            found |= set(rows)
    return found


def silence_legend(captions: Sequence[Caption], items: Sequence[Item]) -> list[Caption]:
    """The captions; those of a legend announce no field."""
    legend = find_legend(items, captions)
    return [replace(caption, field="") if caption.line in legend else caption for caption in captions]
