"""Plots as SVG without styles or scripts: classes for the stylesheet, numbers in a table beside.

Series differ by dashes and by the shape of their marks before they differ by colour.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 14, 34
BAR = 26
MARKS = ("circle", "square", "triangle")


@dataclass(frozen=True)
class Series:
    """A line: its name, and a share from 0 to 1 at each place; None leaves a gap."""

    name: str
    shares: Sequence[float | None]


def draw_lines(title: str, places: Sequence[str], series: Sequence[Series]) -> Markup:
    """Shares over places that follow each other; title and figures in words are for screen readers."""
    inner = WIDTH - LEFT - RIGHT
    xs = [LEFT + inner * (place + 0.5) / max(1, len(places)) for place in range(len(places))]
    parts = [_grid(), *_places(places, xs)]
    for number, one in enumerate(series):
        points = [(x, _y(share)) for x, share in zip(xs, one.shares, strict=True) if share is not None]
        if len(points) > 1:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            parts.append(f'<polyline class="app-plot__line app-plot__s{number}" points="{line}"/>')
        parts += [_mark(number, x, y) for x, y in points]
    told = "; ".join(
        f"{one.name}: " + ", ".join(_percent(share) for share in one.shares if share is not None)
        for one in series
    )
    return _svg(title, told, HEIGHT, parts)


def draw_bars(title: str, bars: Sequence[tuple[str, float]]) -> Markup:
    """One bar a name, on a scale that ends at the largest, at least a tenth."""
    most = max([0.1, *(share for _, share in bars)])
    left, height = 250, TOP + BAR * len(bars) + 6
    inner = WIDTH - left - 60
    parts = []
    for number, (name, share) in enumerate(bars):
        y = TOP + BAR * number
        length = inner * share / most
        parts.append(f'<text x="{left - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>')
        parts.append(
            f'<rect class="app-plot__bar" x="{left}" y="{y + 3}" width="{max(length, 1):.1f}" height="15"/>'
        )
        value = f'x="{left + length + 6:.1f}" y="{y + 15}"'
        parts.append(f'<text class="app-plot__value" {value}>{_percent(share)}</text>')
    told = "; ".join(f"{name}: {_percent(share)}" for name, share in bars)
    return _svg(title, told, height, parts)


def legend_mark(number: int) -> Markup:
    """The mark of a series, for a legend beside the plot."""
    return Markup(  # noqa: S704 - numbers alone
        f'<svg width="34" height="14" viewBox="0 0 34 14" aria-hidden="true" focusable="false">'
        f'<path class="app-plot__line app-plot__s{number}" d="M0 7h34"/>{_mark(number, 17, 7)}</svg>'
    )


def _svg(title: str, told: str, height: int, parts: Sequence[str]) -> Markup:
    return Markup(  # noqa: S704 - every text is escaped
        f'<div class="app-plot-wrap" tabindex="0" role="group" aria-label="{escape(title)}">'
        f'<svg class="app-plot" viewBox="0 0 {WIDTH} {height}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>{''.join(parts)}</svg></div>"
    )


def _grid() -> str:
    lines = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _y(share)
        lines.append(f'<path class="app-plot__grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_percent(share)}</text>')
    return "".join(lines)


def _places(places: Sequence[str], xs: Sequence[float]) -> list[str]:
    step = max(1, -(-len(places) // 8))
    return [
        f'<text x="{x:.1f}" y="{HEIGHT - 12}" text-anchor="middle">{escape(place)}</text>'
        for number, (place, x) in enumerate(zip(places, xs, strict=True))
        if number % step == 0
    ]


def _mark(number: int, x: float, y: float) -> str:
    shape = MARKS[number % len(MARKS)]
    name = f'class="app-plot__m{number}"'
    if shape == "circle":
        return f'<circle {name} cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    if shape == "square":
        return f'<rect {name} x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>'
    return f'<path {name} d="M{x:.1f} {y - 5.5:.1f}l5 9h-10z"/>'


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)


def _percent(share: float) -> str:
    return f"{round(100 * share)}\N{NO-BREAK SPACE}%"
