"""Curves over a score: reliability, ROC, and what is wrong among what is taken."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from benchmarks.report.charts.plane import COLOURS, INK, LETTER, PALE, Plane, choose_ticks
from benchmarks.results.intervals import wilson

Floats = npt.NDArray[np.float64]
Scored = tuple[Sequence[float], Sequence[bool]]
"""Scores, and whether each was right."""
PERCENT = [(value / 100, f"{value} %") for value in range(0, 101, 20)]
BINS = 10
MOST_WRONG = 0.1
"""A curve of what is wrong among what is taken is left off where more is wrong: nobody would take that."""


def draw_reliability(title: str, series: Mapping[str, Scored]) -> str:
    """What was said against what came true, in bins of equal count, with Wilson's intervals."""
    lowest = min((min(scores) for scores, _ in series.values() if scores), default=0.0)
    start = 0.5 if lowest >= 0.55 else 0.0
    plane = Plane(title, width=430, height=400)
    x, y = plane.x_scale(start, 1), plane.y_scale(start, 1)
    ticks = [(value, f"{100 * value:g} %") for value in choose_ticks(start, 1.0)]
    plane.axes(x, y, (ticks, ticks), ("confidence said", "share right"))
    plane.segment((x.at(start), y.at(start)), (x.at(1), y.at(1)), PALE, 1, "4 4")
    for number, (name, (scores, right)) in enumerate(series.items()):
        said, true = np.asarray(scores, dtype=np.float64), np.asarray(right, dtype=bool)
        points = []
        for part in np.array_split(np.argsort(said, kind="stable"), BINS):
            if not len(part):
                continue
            hits, count = int(true[part].sum()), len(part)
            low, high = wilson(hits, count)
            at = x.at(float(said[part].mean()))
            plane.segment((at, y.at(low)), (at, y.at(high)), COLOURS[number % len(COLOURS)], 1.2)
            points.append((at, y.at(hits / count)))
        if points:
            plane.curve(points, number, name, every=1)
    return plane.render()


def trace_roc(scores: Floats, right: npt.NDArray[np.bool_]) -> tuple[Floats, Floats, Floats]:
    """False and true positive shares, and the threshold of each point; scores in descending order."""
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], right[order]
    last = np.append(ranked[1:] != ranked[:-1], True)
    true = np.cumsum(hits)[last] / max(1, int(hits.sum()))
    false = np.cumsum(~hits)[last] / max(1, int((~hits).sum()))
    return np.append(0.0, false), np.append(0.0, true), np.append(np.inf, ranked[last])


def draw_roc(
    title: str, series: Mapping[str, Scored], marked: Mapping[str, float], axes: tuple[str, str]
) -> str:
    """One ROC curve a series; `marked`: series → the threshold that ships, ringed, with words."""
    plane = Plane(title, width=430, height=400)
    x, y = plane.x_scale(0, 1), plane.y_scale(0, 1)
    plane.axes(x, y, (PERCENT, PERCENT), axes)
    plane.segment((x.at(0), y.at(0)), (x.at(1), y.at(1)), PALE, 1, "4 4")
    for number, (name, (scores, right)) in enumerate(series.items()):
        false, true, thresholds = trace_roc(np.asarray(scores, dtype=float), np.asarray(right, dtype=bool))
        area = float(np.sum(np.diff(false) * (true[1:] + true[:-1]) / 2))
        label = f"{name}: area {area:.3f}"
        plane.curve([(x.at(a), y.at(b)) for a, b in zip(false, true, strict=True)], number, label)
        if name in marked:
            place = int(np.flatnonzero(thresholds >= marked[name])[-1])
            _point_out(plane, x.at(float(false[place])), y.at(float(true[place])), f"ships: {marked[name]:g}")
    return plane.render()


def draw_risk(
    title: str,
    series: Mapping[str, Scored],
    marked: Mapping[str, Sequence[tuple[float, str]]],
    axes: tuple[str, str],
) -> str:
    """The share wrong among what is taken against the share taken, as the threshold falls; `marked`: series →
    thresholds with words. What lies lower and further to the right is better."""
    plane = Plane(title, width=520, height=360)
    traced, top = {}, 0.0
    for name, (scores, right) in series.items():
        said, true = np.asarray(scores, dtype=float), np.asarray(right, dtype=bool)
        order = np.argsort(-said, kind="stable")
        ranked = said[order]
        last = np.append(ranked[1:] != ranked[:-1], True)
        taken = np.arange(1, len(said) + 1)[last]
        wrong = np.cumsum(~true[order])[last] / taken
        traced[name] = taken / len(said), wrong, ranked[last]
        top = max(top, float(wrong.max(initial=0.0)))
    top = min(MOST_WRONG, max(0.02, top) * 1.05)
    x, y = plane.x_scale(0, 1), plane.y_scale(0, top)
    ticks = [(value, f"{100 * value:g} %") for value in choose_ticks(0, top, 5)]
    plane.axes(x, y, (PERCENT, ticks), axes)
    for number, (name, (share, wrong, thresholds)) in enumerate(traced.items()):
        shown = [(x.at(a), y.at(b)) for a, b in zip(share, wrong, strict=True) if b <= top]
        if shown:
            plane.curve(shown, number, name)
        else:
            plane.legend.append((f"{name}: always more than {100 * top:.0f} % wrong", number))
        for threshold, words in marked.get(name, ()):
            inside = np.flatnonzero(thresholds >= threshold)
            if len(inside):
                place = int(inside[-1])
                _point_out(plane, x.at(float(share[place])), y.at(float(wrong[place])), words)
    return plane.render()


def _point_out(plane: Plane, x: float, y: float, words: str) -> None:
    """A ring around a point, and words beside it."""
    plane.parts.append(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="none" stroke="{INK}" stroke-width="2"/>'
    )
    beside = x + 10 + LETTER * len(words) < plane.width
    up = y - 12 if y > plane.top + 30 else y + 24
    plane.text(x + 10 if beside else x - 10, up, words, anchor="start" if beside else "end")
