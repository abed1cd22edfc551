"""Times: how they spread, and how they grow."""

from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.report.charts.plane import Plane, choose_ticks

STEPS = (1, 2, 5)


def log_ticks(low: float, high: float, words: str) -> list[tuple[float, str]]:
    """1, 2, 5 of each power of ten, or the powers alone where there are many."""
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    steps = STEPS if len(powers) <= 3 else (1,)
    values = [step * 10.0**power for power in powers for step in steps]
    return [(value, f"{value:g}{words}") for value in values if low * 0.999 <= value <= high * 1.001]


def draw_spread(title: str, series: Mapping[str, Sequence[float]]) -> str:
    """The share of cases done within a time (seconds, logarithmic), one curve a series; the median and the
    95th percentile are ringed by lines."""
    every = [value for values in series.values() for value in values if value > 0]
    if not every:
        return ""
    low, high = min(every) * 0.9, max(every) * 1.1
    plane = Plane(title, width=520, height=320)
    x, y = plane.x_scale(low, high, log=True), plane.y_scale(0, 1)
    shares = [(value, f"{100 * value:g} %") for value in choose_ticks(0, 1)]
    plane.axes(
        x,
        y,
        (log_ticks(low, high, " s"), [*shares, (0.5, ""), (0.95, "")]),
        ("seconds, logarithmic", "done within"),
    )
    for number, (name, values) in enumerate(series.items()):
        ordered = np.sort(np.asarray([value for value in values if value > 0], dtype=float))
        if not len(ordered):
            continue
        shares_done = np.arange(1, len(ordered) + 1) / len(ordered)
        median, late = np.percentile(ordered, (50, 95))
        label = f"{name}: median {median:.3g} s, 95 % {late:.3g} s"
        plane.curve([(x.at(a), y.at(b)) for a, b in zip(ordered, shares_done, strict=True)], number, label)
    plane.legend = [(label, series) for label, series in plane.legend]
    return plane.render()


def draw_growth(
    title: str, series: Mapping[str, Sequence[tuple[float, float]]], axes: tuple[str, str]
) -> str:
    """Values against sizes, both logarithmic, one line a series."""
    points = [point for line in series.values() for point in line if point[1] > 0]
    if not points:
        return ""
    sizes, values = [point[0] for point in points], [point[1] for point in points]
    low, high = min(values) / 1.5, max(values) * 1.5
    plane = Plane(title, width=520, height=320)
    x = plane.x_scale(min(sizes) / 1.2, max(sizes) * 1.2, log=True)
    y = plane.y_scale(low, high, log=True)
    marks = [(size, f"{size:,.0f}") for size in sorted(set(sizes))]
    plane.axes(x, y, (marks, log_ticks(low, high, "")), axes)
    for number, (name, line) in enumerate(series.items()):
        plane.curve([(x.at(a), y.at(b)) for a, b in line if b > 0], number, name, every=1)
    return plane.render()
