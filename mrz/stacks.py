"""Stacks of rows that could be the lines of a zone: which row can follow which, and how long they are."""

from collections.abc import Iterator, Sequence

from mrz.formats import Format
from mrz.rows import Row

LENGTHS = (0.55, 1.35)
"""An observed row is between these shares of the format's line."""
SHORTEST_NAMES = 5


def follows(above: Row, below: Row) -> bool:
    """Whether `below` can be the next row of the zone: close under it, alike in height, left edges near."""
    height = (above.height + below.height) / 2
    step = below.v - above.v
    alike = max(above.height, below.height) < 1.9 * min(above.height, below.height)
    near_left = abs(above.u0 - below.u0) < max(2.5 * height, 0.12 * (above.u1 - above.u0))
    return alike and 0.6 * height < step < 3.6 * height and near_left


def fits(row: Row, layout: Format, line: int) -> bool:
    """Whether a row is long enough, and not too long, for this line of the format."""
    width = layout.lengths[line]
    names = layout.field("names")
    # Readers drop the fillers behind a name, all of them at worst.
    shortest = LENGTHS[0] * width
    if names is not None and names.span.line == line:
        shortest = names.span.start + SHORTEST_NAMES
    return shortest <= len(row.text) <= LENGTHS[1] * width


def stack_rows(rows: Sequence[Row], layout: Format) -> Iterator[tuple[Row, ...]]:
    """Every stack of rows that could be the lines of `layout`."""

    def extend(stack: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
        if len(stack) == len(layout.lengths):
            yield stack
            return
        for row in rows:
            if fits(row, layout, len(stack)) and (not stack or follows(stack[-1], row)):
                yield from extend((*stack, row))

    yield from extend(())


def overlap(a: Row, b: Row) -> bool:
    """Whether two rows share a place, so that no two zones can have them."""
    across = abs(a.v - b.v) < 0.5 * min(a.height, b.height)
    return across and min(a.u1, b.u1) - max(a.u0, b.u0) > 0
