"""Finding and reading a zone among recognised text lines, by the position grammar and the check digits."""

from collections.abc import Sequence
from datetime import date

from mrz.attempt import Attempt, forget_choices, make_attempt, rank
from mrz.formats import FORMATS
from mrz.judge import estimate_confidence, is_zone, list_repairs
from mrz.parse import parse_lines
from mrz.rows import Row, TextPiece, build_rows
from mrz.stacks import overlap, stack_rows
from mrz.types import MrzReading, Polygon


def find_zone(pieces: Sequence[TextPiece], *, today: date | None = None) -> MrzReading | None:
    """The zone among the text lines of an upright picture, or None when there is none.

    Lines that the detector split are joined; text beside and around the zone is left aside. Each character
    that differs from the plain reading is listed as a repair. A zone whose printed check digits do not hold
    comes back as printed, with `valid` false.
    """
    zones = find_zones(pieces, today=today)
    return zones[0] if zones else None


def find_zones(pieces: Sequence[TextPiece], *, today: date | None = None) -> list[MrzReading]:
    """All zones among the lines, the best first; no row belongs to two of them."""
    rows = build_rows(pieces)
    try:
        attempts = [
            make_attempt(layout, group) for layout in FORMATS.values() for group in stack_rows(rows, layout)
        ]
    finally:
        forget_choices()
    plausible = sorted((item for item in attempts if is_zone(item)), key=rank)
    taken: list[Row] = []
    found = []
    for item in plausible:
        if any(overlap(row, other) for row in item.rows for other in taken):
            continue
        taken += item.rows
        zone = parse_lines(item.lines, today=today, as_format=item.layout.name)
        repairs = list_repairs(item)
        polygon = _outline(item)
        found.append(MrzReading(zone, estimate_confidence(item, zone, repairs), polygon, repairs))
    return found


def _outline(attempt: Attempt) -> Polygon:
    """Four corners around the rows, in reading order: the upper edge of the first, the lower edge of the
    last. The edge of a line with fewer characters (the Swiss licence's first) is made as long."""
    lengths, rows = attempt.layout.lengths, attempt.rows
    longest = max(lengths)
    full = rows[lengths.index(longest)].polygon

    def edge(number: int, left: int, right: int) -> tuple[tuple[float, float], tuple[float, float]]:
        own = rows[number].polygon
        if lengths[number] == longest:
            return own[left], own[right]
        (x, y), (x0, y0), (x1, y1) = own[left], full[left], full[right]
        return (x, y), (x + x1 - x0, y + y1 - y0)

    top_left, top_right = edge(0, 0, 1)
    bottom_left, bottom_right = edge(-1, 3, 2)
    return top_left, top_right, bottom_right, bottom_left


__all__ = ["find_zone", "find_zones"]
