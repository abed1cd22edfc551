"""A waterfall as SVG: a row a step, bars from left to right in bits, the running sum beside them.

A bar points to where it moves the sum, and one that speaks against is hollow: nothing hangs on colour. Only
attributes, no style and no script: a strict Content-Security-Policy lets it stand in a page. Texts and lines
take the page's own colour, and the bars' colours have three to one on white and on black (WCAG 2.2, 1.4.11),
so it reads in light, in dark and on paper.
"""

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from matching.waterfall import Step, Waterfall

WIDTH = 640
LABELS = 206
"""Where the bars' space begins, in the drawing's pixels, and where it ends."""
BARS_END = 506
BITS, SUM = 572, WIDTH - 4
"""Where the two columns of figures end."""
LINE, ROW_SPACE, HEAD, FOOT = 16, 10, 26, 24
BAR = 14
LABEL_LETTERS, VETO_LETTERS, HEADING_LETTERS = 28, 84, 80
"""A line of a label at font size 13, of a veto, and of the title."""
TIP = 6
RISE = 4.5
"""From the middle of a line of text to its baseline."""
FOR, AGAINST, STANDING = "#2e8b57", "#d6453d", "#6f7f8f"
TICKS = (5, 10, 20, 50, 100)
MOST_TICKS = 7
SCREEN_STYLE = (
    "svg{color:#17212b;background:#fff;font-family:system-ui,sans-serif}"
    "@media screen and (prefers-color-scheme:dark){svg{color:#e8edf2;background:#12171c}}"
)


@dataclass(frozen=True)
class Words:
    """The drawing's texts in one language.

    `bits` and `total` head the two columns of figures; `label` names a step, `veto` a contradiction, `number`
    writes bits; `threshold` says what the dotted line is.
    """

    title: str
    description: str
    bits: str
    total: str
    veto: Callable[[str], str]
    label: Callable[[Step], str]
    number: Callable[[float], str]
    threshold: str = ""


Range = tuple[float, float]


def shared_range(waterfalls: Iterable[Waterfall], threshold: float | None = None) -> Range:
    """One scale for several drawings, so that they can be compared by eye."""
    reaches = [waterfall.reach for waterfall in waterfalls]
    low = min((low for low, _ in reaches), default=0.0)
    high = max((high for _, high in reaches), default=0.0)
    return low, max(high, threshold or 0.0, low + 1.0)


def draw_waterfall(
    waterfall: Waterfall,
    words: Words,
    *,
    name: str,
    scale: Range | None = None,
    threshold: float | None = None,
    alone: bool = False,
) -> str:
    """The `<svg>` element. `name` makes its ids unique in a page; `threshold` (bits) is a line to reach.

    `alone` makes it a file of its own: with a page's colours, and the title over it.
    """
    canvas = _Canvas(scale or shared_range([waterfall], threshold))
    heading = textwrap.wrap(words.title, HEADING_LETTERS) if alone else []
    head = HEAD + len(heading) * LINE
    rows: list[_Row] = []
    y = head
    for step in waterfall.steps:
        label = textwrap.wrap(words.label(step), LABEL_LETTERS) or [""]
        rows.append(_Row(step, label, y, len(label) * LINE + ROW_SPACE))
        y += rows[-1].height
    bottom = y
    drawn = [
        *([_text(heading, 4, LINE, bold=True)] if heading else []),
        _axis(canvas, head, bottom, words),
        *([] if threshold is None else [_threshold(canvas, threshold, head, bottom, words)]),
        *(_connect(canvas, one, other) for one, other in pairwise(rows)),
        *(_draw_row(canvas, row, words) for row in rows),
    ]
    y += FOOT
    for veto in waterfall.vetoes:
        lines = textwrap.wrap(f"✕ {words.veto(veto)}", VETO_LETTERS)
        drawn.append(_text(lines, 4, y + LINE - 4, bold=True))
        y += len(lines) * LINE + 4
    return _frame(drawn, y + 4, words, name, alone=alone)


@dataclass(frozen=True)
class _Row:
    """A step with its label's lines, and where it stands."""

    step: Step
    label: list[str]
    top: int
    height: int

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


class _Canvas:
    """From bits to the drawing's pixels."""

    def __init__(self, scale: Range) -> None:
        self.low, self.high = scale

    def x(self, bits: float) -> float:
        share = (bits - self.low) / (self.high - self.low)
        return round(LABELS + share * (BARS_END - LABELS), 1)

    def ticks(self) -> Sequence[int]:
        """Round numbers of bits, zero among them."""
        span = self.high - self.low
        step = next((step for step in TICKS if span / step <= MOST_TICKS), int(span / MOST_TICKS) + 1)
        first = -int(-self.low // step) * step
        return range(first, int(self.high // step) * step + 1, step)


def _connect(canvas: _Canvas, one: _Row, other: _Row) -> str:
    """From where a bar ends down to where the next one begins."""
    x = canvas.x(one.step.end)
    return _line(f"M{x} {one.middle + BAR / 2:g}V{other.middle - BAR / 2:g}", ".55")


def _draw_row(canvas: _Canvas, row: _Row, words: Words) -> str:
    step, figures = row.step, row.middle + RISE
    strong = step.kind in ("prior", "posterior")
    shown = [
        _text(row.label, 4, figures - (len(row.label) - 1) * LINE / 2, bold=strong),
        _text([words.number(step.end)], SUM, figures, end=True, bold=step.kind == "posterior"),
        _bar(canvas, step, row.middle),
    ]
    if step.kind == "posterior":
        shown.append(_line(f"M0 {row.top + 0.5:g}H{WIDTH}", ".35"))
    else:
        shown.append(_text([words.number(step.bits)], BITS, figures, end=True))
    return "".join(shown)


def _bar(canvas: _Canvas, step: Step, middle: float) -> str:
    """Prior and posterior are plain bars from zero; the others point to where they move the sum."""
    start, end = canvas.x(step.start), canvas.x(step.end)
    high, low = middle - BAR / 2, middle + BAR / 2
    if step.kind in ("prior", "posterior"):
        left, width = min(start, end), max(abs(end - start), 1.0)
        return f'<rect x="{left:g}" y="{high:g}" width="{width:g}" height="{BAR}" fill="{STANDING}"/>'
    if step.bits == 0:
        return f'<path d="M{start} {high:g}v{BAR}" stroke="currentColor" stroke-width="2" fill="none"/>'
    way = 1 if end > start else -1
    shoulder = end - way * min(TIP, abs(end - start))
    tip = f"L{shoulder:g} {high:g}L{end:g} {middle:g}L{shoulder:g} {low:g}"
    outline = f"M{start:g} {high:g}{tip}L{start:g} {low:g}z"
    if step.bits > 0:
        return f'<path d="{outline}" fill="{FOR}" stroke="{FOR}"/>'
    return f'<path d="{outline}" fill="{AGAINST}" fill-opacity=".15" stroke="{AGAINST}" stroke-width="2"/>'


def _axis(canvas: _Canvas, head: int, bottom: int, words: Words) -> str:
    shown = [
        _text([words.bits], BITS, head - 11, end=True, faint=True),
        _text([words.total], SUM, head - 11, end=True, faint=True),
    ]
    for tick in canvas.ticks():
        x = canvas.x(tick)
        figure = f"{tick:+d}".replace("-", "\N{MINUS SIGN}") if tick else "0"
        shown += [
            _line(f"M{x} {head - 4}V{bottom}", ".8" if tick == 0 else ".18"),
            _text([figure], x, bottom + LINE, centred=True, faint=True),
        ]
    return "".join(shown)


def _threshold(canvas: _Canvas, bits: float, head: int, bottom: int, words: Words) -> str:
    x = canvas.x(bits)
    line = _line(f"M{x} {head - 6}V{bottom}", ".9", 'stroke-dasharray="2 4"')
    near = x > BARS_END - len(words.threshold) * 4  # its middle would reach into the figures' heads
    return line + _text(
        [words.threshold], x + 2 if near else x, head - 11, end=near, centred=True, faint=True
    )


def _line(path: str, strength: str, more: str = "") -> str:
    return f'<path d="{path}" stroke="currentColor" stroke-opacity="{strength}" fill="none" {more}/>'


def _text(
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    end: bool = False,
    centred: bool = False,
    bold: bool = False,
    faint: bool = False,
) -> str:
    anchor = ' text-anchor="end"' if end else ' text-anchor="middle"' if centred else ""
    weight = ' font-weight="600"' if bold else ""
    size = ' font-size="12" fill-opacity=".8"' if faint else ""
    rest = "".join(f'<tspan x="{x:g}" dy="{LINE}">{escape(line)}</tspan>' for line in lines[1:])
    return f'<text x="{x:g}" y="{y:g}"{anchor}{weight}{size}>{escape(lines[0])}{rest}</text>'


def _frame(drawn: list[str], height: float, words: Words, name: str, *, alone: bool) -> str:
    space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
    size = f' width="{WIDTH}" height="{height:g}"' if alone else ""
    style = f"<style>{SCREEN_STYLE}</style>" if alone else ""
    return (
        f'<svg{space} class="app-waterfall" viewBox="0 0 {WIDTH} {height:g}"{size} role="img" font-size="13"'
        f' fill="currentColor" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(words.title)}</title>'
        f'<desc id="{name}-desc">{escape(words.description)}</desc>{style}{"".join(drawn)}</svg>'
    )
