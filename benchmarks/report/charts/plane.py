"""The plane that a chart is drawn on: scales, axes, marks and lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from math import floor, log10

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito (2008); their yellow is too pale for lines on white."""
DASHES = ("", "7 3", "2 3", "9 3 2 3", "5 5", "1 4", "12 4")
MARKERS = ("circle", "square", "triangle", "diamond", "cross", "ring", "bar")
INK, PALE, GRID = "#1f2328", "#57606a", "#d8dee4"
LETTER, LEGEND_ROW = 6.4, 18.0
"""Pixels of a letter, about, and of a row of the legend."""
Point = tuple[float, float]


@dataclass(frozen=True)
class Scale:
    """A value to a coordinate, linear or by its logarithm."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def at(self, value: float) -> float:
        """The coordinate; what lies outside is drawn at the edge."""
        low, high = self.low, self.high
        clipped = min(max(value, low), high)
        if self.log:
            low, high, clipped = log10(low), log10(high), log10(clipped)
        share = (clipped - low) / (high - low) if high > low else 0.5
        return self.start + share * (self.end - self.start)


def choose_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers between two values."""
    span = max(high - low, 1e-12)
    step = 10 ** floor(log10(span / most))
    step = next(step * factor for factor in (1, 2, 2.5, 5, 10, 20) if span / (step * factor) <= most)
    first = floor(low / step + 0.999999)
    return [round(number * step, 12) for number in range(first, floor(high / step + 1e-9) + 1)]


def number(value: float) -> str:
    """A coordinate, short."""
    return f"{value:.1f}".removesuffix(".0")


def draw_marker(kind: str, x: float, y: float, colour: str, size: float = 4.2) -> str:
    """A mark with its middle at the point."""
    shapes: dict[str, list[Point]] = {
        "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        "triangle": [(0, -1.25), (1.15, 0.9), (-1.15, 0.9)],
        "diamond": [(0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)],
        "bar": [(-1.3, -0.45), (1.3, -0.45), (1.3, 0.45), (-1.3, 0.45)],
    }
    if kind in shapes:
        corners = " ".join(f"{number(x + size * a)},{number(y + size * b)}" for a, b in shapes[kind])
        return f'<polygon points="{corners}" fill="{colour}"/>'
    if kind == "cross":
        two = 2 * size
        path = f"M{number(x - size)} {number(y - size)}l{two} {two}m0 {-two}l{-two} {two}"
        return f'<path d="{path}" stroke="{colour}" stroke-width="2.2" fill="none"/>'
    fill = "#fff" if kind == "ring" else colour
    place = f'cx="{number(x)}" cy="{number(y)}" r="{size}"'
    return f'<circle {place} fill="{fill}" stroke="{colour}" stroke-width="1.6"/>'


@dataclass
class Plane:
    """A chart in the making: `render` gives the SVG."""

    title: str
    width: float = 520
    height: float = 330
    left: float = 58
    top: float = 14
    right: float = 16
    bottom: float = 46
    parts: list[str] = field(default_factory=list)
    legend: list[tuple[str, int]] = field(default_factory=list)

    def x_scale(self, low: float, high: float, *, log: bool = False) -> Scale:
        """From left to right."""
        return Scale(low, high, self.left, self.width - self.right, log)

    def y_scale(self, low: float, high: float, *, log: bool = False) -> Scale:
        """From the bottom up."""
        return Scale(low, high, self.height - self.bottom, self.top, log)

    def text(
        self, x: float, y: float, words: str, *, anchor: str = "start", size: float = 12, colour: str = INK
    ) -> None:
        """Words at a point."""
        self.parts.append(
            f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" font-size="{size}" '
            f'fill="{colour}">{escape(words)}</text>'
        )

    def segment(self, a: Point, b: Point, colour: str = GRID, width: float = 1, dash: str = "") -> None:
        """A straight line."""
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(
            f'<line x1="{number(a[0])}" y1="{number(a[1])}" x2="{number(b[0])}" y2="{number(b[1])}" '
            f'stroke="{colour}" stroke-width="{width}"{dashed}/>'
        )

    def axes(
        self,
        x: Scale,
        y: Scale,
        ticks: tuple[Sequence[tuple[float, str]], Sequence[tuple[float, str]]],
        labels: tuple[str, str],
    ) -> None:
        """The grid with its numbers, and what the axes are."""
        floor_, ceiling = self.height - self.bottom, self.top
        for value, words in ticks[0]:
            self.segment((x.at(value), floor_), (x.at(value), ceiling))
            self.text(x.at(value), floor_ + 16, words, anchor="middle", size=11, colour=PALE)
        for value, words in ticks[1]:
            self.segment((self.left, y.at(value)), (self.width - self.right, y.at(value)))
            self.text(self.left - 7, y.at(value) + 4, words, anchor="end", size=11, colour=PALE)
        self.text((self.left + self.width - self.right) / 2, self.height - 8, labels[0], anchor="middle")
        middle = (self.top + self.height - self.bottom) / 2
        self.parts.append(
            f'<text transform="translate(14 {number(middle)}) rotate(-90)" text-anchor="middle" '
            f'font-size="12" fill="{INK}">{escape(labels[1])}</text>'
        )

    def curve(self, points: Sequence[Point], series: int, label: str = "", *, every: int = 0) -> None:
        """A line through points (coordinates) with a marker on every so many of them."""
        colour, dash = COLOURS[series % len(COLOURS)], DASHES[series % len(DASHES)]
        path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.8"{dashed}/>')
        step = every or max(1, len(points) // 6)
        for x, y in points[::step]:
            self.mark(x, y, series)
        if label:
            self.legend.append((label, series))

    def mark(self, x: float, y: float, series: int, size: float = 4.2) -> None:
        """The marker of a series."""
        self.parts.append(
            draw_marker(MARKERS[series % len(MARKERS)], x, y, COLOURS[series % len(COLOURS)], size)
        )

    def _legend(self) -> tuple[str, float]:
        """The legend below the axes' labels, and its height: two in a row where they are short."""
        room = (self.width - self.left) / 2 - 45
        columns = 2 if all(LETTER * len(label) <= room for label, _ in self.legend) else 1
        parts = []
        for place, (label, series) in enumerate(self.legend):
            colour = COLOURS[series % len(COLOURS)]
            x = self.left + place % columns * (self.width - self.left) / 2
            y = self.height + 10 + LEGEND_ROW * (place // columns)
            entry = Plane("")
            entry.segment((x, y), (x + 30, y), colour, 1.8, DASHES[series % len(DASHES)])
            entry.mark(x + 15, y, series)
            entry.text(x + 37, y + 4, label)
            parts += entry.parts
        return "".join(parts), LEGEND_ROW * -(-len(self.legend) // columns)

    def render(self) -> str:
        """The whole as SVG."""
        legend, tall = self._legend()
        size = f'viewBox="0 0 {number(self.width)} {number(self.height + tall)}" width="{number(self.width)}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(self.title)}">'
            f"<title>{escape(self.title)}</title>{''.join(self.parts)}{legend}</svg>"
        )
