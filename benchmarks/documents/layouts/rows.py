"""The rows of an area: `familyName*2 | 5:gender 12` → cells."""

import re
from dataclasses import dataclass

from benchmarks.documents.layouts.errors import LayoutInvalidError

CELL = re.compile(
    r"(?:(?P<number>[0-9]+[a-d]?):)?(?P<field>[A-Za-z]+)(?:\*(?P<lines>[1-4]))?(?: (?P<width>[\d.]+))?"
)
CELL_GAP_MM = 1.6


@dataclass(frozen=True)
class Cell:
    """A field's place in a row; `number` is the one printed with it, `width` in mm."""

    field: str
    number: str = ""
    lines: int = 1
    width: float = 0.0


def parse_row(row: str, room: float) -> list[Cell]:
    """The cells of a row over `room` mm; those without a width share what is left.

    Raises `LayoutInvalidError`.
    """
    cells = []
    for part in row.split("|"):
        match = CELL.fullmatch(part.strip())
        if match is None:
            raise LayoutInvalidError(reason=f"a row that is none: {row}")
        cells.append(
            Cell(match["field"], match["number"] or "", int(match["lines"] or 1), float(match["width"] or 0))
        )
    left = room - sum(cell.width for cell in cells) - CELL_GAP_MM * (len(cells) - 1)
    open_cells = sum(not cell.width for cell in cells)
    if left < 0 or (open_cells and left / open_cells < 4):
        raise LayoutInvalidError(reason=f"a row wider than its area: {row}")
    return [Cell(cell.field, cell.number, cell.lines, cell.width or left / open_cells) for cell in cells]
