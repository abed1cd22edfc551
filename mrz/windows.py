"""Where a line may begin and end when a box is too long or too short: the windows of its characters that look
most like the lines of a format.

A finder stops short of faint fillers, or runs on over print beside a zone. The characters in between show
the pitch all the same, and which of them are the zone's the table of formats tells: how zones begin, the
classes of the places, the check digits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from mrz.checks import run_checks
from mrz.formats import CLASSES, FORMATS, Format, FormatName
from mrz.recognise import LineReading
from mrz.strips import CHARACTERS

SURE = 0.9
"""Probability of a character that counts for the pitch."""
FEWEST = 8
"""Such characters that a line's pitch needs."""
MOST_MISSING = 12
"""Characters that may be lost at an end."""
MOST = 3
"""Windows that are proposed."""
LEAST_WORTH = 0.2
"""What a window must be worth, a character: print that is no zone is worth nothing or less."""
CHECKED = 12
"""Windows of which the check digits are computed, the ones that fit best by classes alone."""
OUT_OF_CLASS, UNSEEN, UNSEEN_FILLER, BEGINNING, CHECK = -1.5, -0.6, -0.25, 4.0, 4.0
"""What a character of a wrong class, a place without a character, one that may hold a filler, the right
beginning and a check digit that holds are worth; a character of the right class is worth its probability."""
STRAIGHT = np.array([0.0, 0.5, 0.0])
"""What it is worth that the lines of a zone begin in the same cell."""
SHORT_LINE = 14
"""Lines that read shorter than this have a strip of another scale (`mrz.strips`): the Swiss first line."""
Columns = list[float]
Floats = npt.NDArray[np.float64]
KINDS = tuple(CLASSES)
IN_CLASS = np.array([[c in CLASSES[kind] for c in CHARACTERS] for kind in KINDS])


@dataclass(frozen=True)
class Row:
    """A line's characters in cells of one pitch (pixels of the strip): `cells` (numbers, shared by the lines
    of a box), `columns` (pixels), `symbols` (numbers in the alphabet) and `chances`, one each."""

    pitch: float

    cells: npt.NDArray[np.intp]
    columns: Floats
    symbols: npt.NDArray[np.intp]
    chances: Floats

    def place(self, start: int, count: int) -> Columns:
        """The columns of `count` cells from `start` on, by the sure characters among them."""
        inside = (self.cells >= start) & (self.cells < start + count) & (self.chances >= SURE)
        if inside.sum() < FEWEST:
            inside = np.ones(len(self.cells), dtype=bool)
        slope, first = self.pitch, float(np.median((self.columns - self.pitch * self.cells)[inside]))
        if inside.sum() >= FEWEST and np.ptp(self.cells[inside]) >= FEWEST:
            slope, first = np.polyfit(self.cells[inside], self.columns[inside], 1)
        return [float(first + slope * cell) for cell in range(start, start + count)]


@dataclass(frozen=True)
class Window:
    """A way to take a box for a format: the first of its lines that is taken, the first cell of each line
    that is, and how well that fits."""

    format: FormatName
    line: int
    starts: tuple[int, ...]
    worth: float


def measure_pitch(reading: LineReading) -> float | None:
    """Pixels of the strip from one character to the next; None when too few were read surely."""
    sure = [c for c, p in zip(reading.columns, reading.probabilities, strict=True) if p >= SURE]
    if len(sure) < FEWEST:
        return None
    steps = np.diff(sure)
    pitch = float(np.median(steps))
    if pitch <= 0:
        return None
    # Characters between sure ones may be lost: a step is as many pitches as it is long.
    numbers = np.concatenate([[0.0], np.cumsum(np.maximum(1, np.rint(steps / pitch)))])
    return float(np.polyfit(numbers, sure, 1)[0])


def _count_cells(reading: LineReading, origin: float, pitch: float) -> Row:
    """The characters step by step, so that a pitch that changes along the line (perspective) adds up to no
    wrong cell."""
    columns = np.asarray(reading.columns, dtype=np.float64)
    if len(columns) <= SHORT_LINE:
        pitch, first = measure_pitch(reading) or pitch, 0
    else:
        first = round((columns[0] - origin) / pitch)
    cells = first + np.concatenate([[0], np.cumsum(np.rint(np.diff(columns) / pitch))]).astype(np.intp)
    symbols = np.array([CHARACTERS.index(character) for character in reading.text], dtype=np.intp)
    return Row(pitch, cells, columns, symbols, np.asarray(reading.probabilities, dtype=np.float64))


@cache
def _kinds_of(name: FormatName, line: int) -> npt.NDArray[np.intp]:
    return np.array([KINDS.index(kind) for kind in FORMATS[name].classes(line)], dtype=np.intp)


class _Board:
    """What each cell of each line is worth in a place of each class, and what was read there."""

    def __init__(self, rows: Sequence[Row | None]) -> None:
        known = [row for row in rows if row is not None]
        self.low = min(int(row.cells.min()) for row in known) - MOST_MISSING
        self.high = max(int(row.cells.max()) for row in known) + MOST_MISSING + 1
        self.texts = [["<"] * (self.high - self.low) for _ in rows]
        unseen = np.array([UNSEEN_FILLER if "<" in CLASSES[kind] else UNSEEN for kind in KINDS])
        self.worth = [np.tile(unseen[:, None], (1, self.high - self.low)) for _ in rows]
        for number, row in enumerate(rows):
            if row is None:
                continue
            # The surest last: of two characters in one cell it stays.
            for k in np.argsort(row.chances):
                cell, chance = int(row.cells[k]) - self.low, float(row.chances[k])
                self.texts[number][cell] = CHARACTERS[row.symbols[k]]
                self.worth[number][:, cell] = chance * np.where(IN_CLASS[:, row.symbols[k]], 1, OUT_OF_CLASS)

    def judge(self, layout: Format, line: int, number: int) -> Floats:
        """How well the cells from each start on fit line `line` of the format; `number`: the box's line."""
        kinds = _kinds_of(layout.name, line)
        starts = np.arange(self.high - self.low - len(kinds) + 1)
        places = np.arange(len(kinds))
        return np.asarray(self.worth[number][kinds[:, None], starts + places[:, None]].sum(axis=0))

    def read(self, layout: Format, window: Window) -> list[str]:
        """What stands in a window, `<` where nothing was read."""
        found = []
        for k, (start, length) in enumerate(zip(window.starts, layout.lengths, strict=True)):
            cells = self.texts[window.line + k]
            found.append("".join(cells[start - self.low : start - self.low + length]))
        return found


def _windows(board: _Board, count: int) -> list[Window]:
    """All windows of all formats in a box of `count` lines; lines of a zone may begin one cell apart."""
    found = []
    for layout in FORMATS.values():
        room = board.high - board.low - max(layout.lengths)
        if room < 0:
            continue
        for first in range(count - len(layout.lengths) + 1):
            judged = [board.judge(layout, k, first + k) for k in range(len(layout.lengths))]
            for start in range(1, room):
                near = [values[start - 1 : start + 2] for values in judged]
                best = [int(np.argmax(part + STRAIGHT)) for part in near]
                worth = sum(float(part[k]) for part, k in zip(near, best, strict=True))
                starts = tuple(board.low + start - 1 + k for k in best)
                found.append(Window(layout.name, first, starts, worth))
    return found


def _weigh(board: _Board, window: Window) -> float:
    """What a window is worth by beginning and check digits too."""
    layout = FORMATS[window.format]
    lines = board.read(layout, window)
    held = sum(run_checks(layout.name, lines).values())
    return window.worth + BEGINNING * layout.begins(lines) + CHECK * held


def _is_worth(window: Window, worth: float) -> bool:
    return worth > LEAST_WORTH * sum(FORMATS[window.format].lengths)


def propose_columns(readings: Sequence[LineReading]) -> list[list[Columns]]:
    """Grids for the lines of a box that were cut side by side, the likeliest first, at most three: for each
    line, where its characters would stand if it were a line of the format that fits best there."""
    pitches = [pitch for reading in readings if (pitch := measure_pitch(reading)) is not None]
    if not pitches:
        return []
    pitch = float(np.median(pitches))
    longest = max(readings, key=lambda reading: len(reading.text))
    rows = [
        _count_cells(reading, longest.columns[0], pitch) if len(reading.text) else None
        for reading in readings
    ]
    board = _Board(rows)
    each = {(window.format, window.line, window.starts): window for window in _windows(board, len(rows))}
    likely = sorted(each.values(), key=lambda window: -window.worth)[:CHECKED]
    weighed = [(window, _weigh(board, window)) for window in likely]
    likely = [
        window for window, worth in sorted(weighed, key=lambda pair: -pair[1]) if _is_worth(window, worth)
    ]
    grids: list[list[Columns]] = []
    seen: set[tuple[int, tuple[int, ...], tuple[int, ...]]] = set()
    for window in likely:
        lengths = FORMATS[window.format].lengths
        if (window.line, window.starts, lengths) not in seen and len(grids) < MOST:
            seen.add((window.line, window.starts, lengths))
            grids.append([_grid(row, number, window) for number, row in enumerate(rows)])
    return grids


def _grid(row: Row | None, number: int, window: Window) -> Columns:
    """The columns of a line in a window; of a line that the window does not take, as those of the next."""
    lengths = FORMATS[window.format].lengths
    taken = min(max(number - window.line, 0), len(lengths) - 1)
    return [] if row is None else row.place(window.starts[taken], lengths[taken])
