"""Shares with their Wilson intervals, a line a kind, one marker a series."""

from collections.abc import Mapping, Sequence
from math import floor

from benchmarks.report.charts.plane import COLOURS, GRID, Plane, choose_ticks
from benchmarks.results.intervals import wilson

ROW, GAP = 19.0, 7.0
WIDTH, LABELS, NUMBERS = 720.0, 190.0, 128.0
Counts = tuple[int, int]
"""How many of how many."""


def draw_shares(
    title: str, rows: Mapping[str, Sequence[Counts]], series: Sequence[str] = ("",), axis: str = "share right"
) -> str:
    """Label → counts, one for each of `series`. The axis begins at the lowest interval, and says so."""
    lows = [wilson(*counts)[0] for entry in rows.values() for counts in entry if counts[1]]
    low = max(0.0, floor(min(lows, default=0.0) * 20) / 20 - 0.0001)
    low = 0.0 if low < 0.35 else low
    each = ROW * 0.72 if len(series) > 1 else ROW
    height = sum(each * len(entry) + GAP for entry in rows.values()) + 60
    plane = Plane(title, width=WIDTH, height=height, left=LABELS, right=NUMBERS, top=8, bottom=44)
    x = plane.x_scale(low, 1.0)
    y = plane.y_scale(0, 1)
    ticks = [(value, f"{100 * value:g} %") for value in choose_ticks(low, 1.0)]
    plane.axes(x, y, (ticks, []), (axis + ("" if low == 0 else ", axis cut off on the left"), ""))
    top = plane.top + GAP
    for label, entry in rows.items():
        middle = top + each * len(entry) / 2
        plane.text(LABELS - 10, middle + 4, label, anchor="end")
        for number, (hits, trials) in enumerate(entry):
            line = top + each * (number + 0.5)
            if not trials:
                continue
            start, end = wilson(hits, trials)
            colour = COLOURS[number % len(COLOURS)]
            plane.segment((x.at(start), line), (x.at(end), line), colour, 1.6)
            for edge in (start, end):
                plane.segment((x.at(edge), line - 3.5), (x.at(edge), line + 3.5), colour, 1.6)
            plane.mark(x.at(hits / trials), line, number)
            words = f"{100 * hits / trials:.1f} % of {trials:,}"
            plane.text(WIDTH - NUMBERS + 10, line + 4, words, size=11)
        top += each * len(entry) + GAP
        plane.segment((LABELS, top - GAP / 2), (WIDTH - 8, top - GAP / 2), GRID, 0.6)
    if len(series) > 1:
        plane.legend = [(name, number) for number, name in enumerate(series)]
    return plane.render()
