"""The head of a side: the state's name, and what the document is called."""

from benchmarks.documents.layouts.cells import ASCENT, LINE, MM_PER_POINT
from benchmarks.documents.layouts.load import load_language, stable
from benchmarks.documents.layouts.model import Header, Side
from benchmarks.documents.layouts.pen import NARROWEST, SMALLEST, Pen
from benchmarks.documents.layouts.scripts import shape_arabic, to_upper
from benchmarks.documents.layouts.values import Print
from benchmarks.documents.sheet import Colour

WHITE: Colour = (250, 250, 250)
SLACK = 0.97
"""Hinted letters are not quite in proportion to their size."""
SMALLEST_SHARE = 0.55
"""A header's line may be set this much smaller before its last languages are left out."""


def _titles(page: Print) -> list[str]:
    """What the document is called, in each of its languages."""
    texts = []
    for language in page.style.languages:
        data = load_language(language)
        if page.kind in data.titles:
            wordings = data.titles[page.kind].split("|")
            text = wordings[stable(page.state.code, page.kind) % len(wordings)]
            texts.append(shape_arabic(text) if data.right_to_left else to_upper(text, language))
    return list(dict.fromkeys(texts))


def _names(page: Print) -> list[str]:
    """The state's name in the document's languages."""
    names = page.state.names
    chosen = [names[language] for language in page.style.languages if language in names] or list(
        names.values()
    )
    return [shape_arabic(text) for text in dict.fromkeys(chosen)]


def _fit(pen: Pen, texts: list[str], points: float, width: float) -> tuple[str, float]:
    """As many of the texts in one line as fit, and the size they fit in."""
    for count in range(len(texts), 0, -1):
        text = " · ".join(texts[:count])
        natural = pen.width(text, points, "bold") * NARROWEST * SMALLEST
        share = min(1.0, width * SLACK / natural)
        if share >= SMALLEST_SHARE or count == 1:
            return text, points * share
    return "", points


def write_header(pen: Pen, side: Side, page: Print) -> None:
    """Name and title in the header's box: two lines where they are in two languages or more."""
    if side.header is None:
        return
    header = side.header
    left, top, right, bottom = header.box
    ink = page.document.ink
    if header.look == "band":
        pen.sheet.fill((0, 0, pen.sheet.size_mm[0], bottom), ink)
    colour: Colour = WHITE if header.look == "band" else (ink[0] // 2, ink[1] // 2, ink[2] // 2)
    if header.look == "centre":
        middle = (top + bottom) / 2
        _write_block(pen, header, (left, top, right, middle), _names(page), colour, single=True)
        _write_block(pen, header, (left, middle, right, bottom), _titles(page), colour, single=True)
        return
    split = left + (right - left) * header.split
    if header.split:
        _write_block(pen, header, (left, top, split - 2, bottom), _names(page), colour)
    _write_block(pen, header, (split, top, right, bottom), _titles(page), colour)


def _write_block(
    pen: Pen,
    header: Header,
    box: tuple[float, float, float, float],
    texts: list[str],
    colour: Colour,
    single: bool = False,
) -> None:
    left, top, right, bottom = box
    rows = [texts] if single or len(texts) < 2 else [texts[:1], texts[1:]]
    room = (bottom - top) / len(rows)
    for number, row in enumerate(rows):
        points = min(header.points * (1.0 if number == 0 else 0.82), room / (LINE * MM_PER_POINT))
        text, points = _fit(pen, row, points, right - left)
        spare = (room - points * LINE * MM_PER_POINT) / 2
        baseline = top + number * room + spare + ASCENT * points * MM_PER_POINT
        middle = header.look == "centre"
        at = ((left + right) / 2 if middle else left), baseline
        pen.write(at, text, points, "bold" if number == 0 else "regular", role="title", colour=colour,
                  width_mm=right - left, anchor="middle" if middle else "left")  # fmt: skip
