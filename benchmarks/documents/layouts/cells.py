"""Setting an area: its rows spread over its height, each cell a caption and a value."""

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from benchmarks.documents.layouts.captions import join_captions, number_of, word_caption
from benchmarks.documents.layouts.errors import LayoutTooTightError
from benchmarks.documents.layouts.model import Area, Style
from benchmarks.documents.layouts.ornaments import sign
from benchmarks.documents.layouts.pen import Part, Pen
from benchmarks.documents.layouts.rows import CELL_GAP_MM, Cell, parse_row
from benchmarks.documents.layouts.scripts import shape_arabic
from benchmarks.documents.layouts.values import Print, Value, print_field
from benchmarks.documents.sheet import MM_PER_INCH, POINTS_PER_INCH

MM_PER_POINT = MM_PER_INCH / POINTS_PER_INCH
ASCENT, DESCENT = 0.98, 0.26
"""Of the em: room for the ring on a capital, and for what hangs below the line."""
LINE = ASCENT + DESCENT
SIGNATURE_MM = 24.0
BESIDE_GAP_MM = 0.9
"""Between a caption and the value beside it."""
TIGHTEST = 0.72
"""How far an area's texts may be set smaller together."""
WITH_NATIVE = frozenset({"familyName", "givenNames", "placeOfBirth"})
TRUNCATED = frozenset(
    {
        "familyName",
        "givenNames",
        "placeOfBirth",
        "issuingAuthority",
        "residenceAddress",
        "birthName",
        "birthDateAndPlace",
    }
)
"""Fields that issuers cut off where the room ends; a number or a date is never cut."""


@dataclass(frozen=True)
class Setting:
    """What an area sets its cells with: `scale` shrinks all of its texts."""

    pen: Pen
    page: Print
    style: Style
    scale: float
    rng: np.random.Generator

    @property
    def caption_mm(self) -> float:
        """Height of a caption's line."""
        return self.style.caption_points * self.scale * LINE * MM_PER_POINT

    @property
    def value_mm(self) -> float:
        """Height of a value's line."""
        return self.style.value_points * self.scale * LINE * MM_PER_POINT


def _height(cells: list[Cell], setting: Setting) -> float:
    """What a row needs, in mm."""
    style = setting.style
    lines = max(_lines(cell, style) for cell in cells)
    captions = {"above": 1, "below": 1, "stacked": len(style.languages)}.get(style.caption, 0)
    return captions * setting.caption_mm + lines * setting.value_mm


def _lines(cell: Cell, style: Style) -> int:
    return cell.lines + (style.native == "lines" and cell.field in WITH_NATIVE)


def set_area(pen: Pen, area: Area, page: Print, rng: np.random.Generator) -> None:
    """Draws an area's rows; raises `LayoutTooTightError` or `TextTooWideError` where there is no room."""
    style = Style(**(page.style.model_dump() | area.style))
    page = replace(page, style=style)
    left, top, right, bottom = area.box
    rows = [parse_row(row, right - left) for row in area.rows]
    setting = Setting(pen, page, style, 1.0, rng)
    needed = sum(_height(row, setting) for row in rows)
    scale = min(1.0, (bottom - top) / needed) if needed else 1.0
    if scale < TIGHTEST:
        raise LayoutTooTightError(needed=needed * TIGHTEST, available=bottom - top)
    setting = replace(setting, scale=scale)
    spare = (bottom - top - needed * scale) / max(1, len(rows))
    for row in rows:
        height = _height(row, setting)
        step = min(area.most_row, height + spare) if height < area.most_row else height
        across = left
        for cell in row:
            _set_cell(cell, (across, top), setting)
            across += cell.width + CELL_GAP_MM
        top += step


def _set_cell(cell: Cell, at: tuple[float, float], setting: Setting) -> None:
    style = setting.style
    value = print_field(cell.field, setting.page)
    captions = word_caption(cell.field, setting.page) if style.caption != "none" else []
    left, top = at
    if style.caption == "stacked":
        for number, caption in enumerate(captions or [""]):
            text = join_captions([caption], cell if number == 0 else replace(cell, number=""), style)
            _write_caption(text, cell, (left, top + number * setting.caption_mm), cell.width, setting)
        _set_value(cell, value, (left, top + len(style.languages) * setting.caption_mm), cell.width, setting)
    elif style.caption == "above":
        _write_caption(_fit_caption(captions, cell, cell.width, setting), cell, at, cell.width, setting)
        _set_value(cell, value, (left, top + setting.caption_mm), cell.width, setting)
    elif style.caption == "below":
        _set_value(cell, value, at, cell.width, setting)
        below = top + _lines(cell, style) * setting.value_mm
        _write_caption(
            _fit_caption(captions, cell, cell.width, setting), cell, (left, below), cell.width, setting
        )
    else:
        room = _caption_room(cell, setting)
        text = (
            _fit_caption(captions, cell, room - BESIDE_GAP_MM, setting)
            if captions
            else number_of(cell, style)
        )
        if text:
            used = _write_caption(text, cell, at, room - BESIDE_GAP_MM, setting, beside=True)
            room = room if style.caption in ("left", "none") else used + BESIDE_GAP_MM
        else:
            room = 0.0
        _set_value(cell, value, (left + room, top), cell.width - room, setting)


def _caption_room(cell: Cell, setting: Setting) -> float:
    """The width that a caption beside its value may take."""
    style = setting.style
    if style.caption == "none":
        return style.caption_width if number_of(cell, style) else 0.0
    if style.caption == "left":
        return min(style.caption_width, cell.width * 0.55)
    return cell.width * 0.5


def _fit_caption(captions: list[str], cell: Cell, width: float, setting: Setting) -> str:
    """The caption in as many languages as there is room for."""
    style = setting.style
    points = style.caption_points * setting.scale
    for count in range(len(captions), 1, -1):
        text = join_captions(captions[:count], cell, style)
        if setting.pen.fits(text, points, style.caption_font, width):
            return text
    return join_captions(captions[:1], cell, style)


def _write_caption(
    text: str, cell: Cell, at: tuple[float, float], width: float, setting: Setting, *, beside: bool = False
) -> float:
    """Writes a caption; beside its value it stands on the value's baseline."""
    if not text.strip():
        return 0.0
    style = setting.style
    points = style.caption_points * setting.scale
    em = (style.value_points * setting.scale if beside else points) * MM_PER_POINT
    return setting.pen.write(
        (at[0], at[1] + ASCENT * em),
        text,
        points,
        style.caption_font,
        role="caption",
        field=cell.field,
        colour=style.caption_ink,
        width_mm=width,
    )


def _set_value(cell: Cell, value: Value, at: tuple[float, float], width: float, setting: Setting) -> None:
    style, pen = setting.style, setting.pen
    if cell.field == "signature":
        sign(pen, (at[0], at[1], min(width, SIGNATURE_MM), setting.value_mm * 0.95), setting.rng)
    if not value.text:
        return
    points, font = style.value_points * setting.scale, style.value_font
    left, baseline = at[0], at[1] + ASCENT * points * MM_PER_POINT
    native = shape_arabic(value.native) if style.native != "none" else ""
    write = partial(pen.write, points=points, font=font, field=cell.field, colour=style.value_ink)
    if native and style.native == "lines":
        text = _cut(native, points, width, setting, cell.field)
        write((left, baseline), text, role="native", width_mm=width)
        baseline += setting.value_mm
    elif native and style.native == "slash" and pen.fits(f"{native}/{value.text}", points, font, width):
        parts: tuple[Part, ...] = ((f"{native}/", "native", cell.field), (value.text, "value", cell.field))
        write((left, baseline), f"{native}/{value.text}", role="value", width_mm=width, parts=parts)
        return
    elif native and style.native == "right" and pen.fits(f"{native}   {value.text}", points, font, width):
        width -= write((left + width, baseline), native, role="native", anchor="right") + 1.5
    for number, line in enumerate(_break(value.text, points, width, cell, setting)):
        parts = _divide(line, value) if value.parts else ()
        at_line = left, baseline + number * setting.value_mm
        write(at_line, line, role="value", width_mm=width, parts=parts)


def _divide(line: str, value: Value) -> tuple[Part, ...]:
    """The fields in a line that holds several; the last one may have been cut."""
    parts: list[Part] = []
    for field, text in value.parts:
        part = line[: len(text)]
        line = line[len(text) :]
        if part:
            parts.append((part, "value" if field else "other", field))
    return tuple(parts)


def _break(text: str, points: float, width: float, cell: Cell, setting: Setting) -> list[str]:
    """The value in at most the cell's lines: wrapped at blanks, the last one cut where the field may be."""
    font = setting.style.value_font
    lines: list[str] = []
    rest = text
    while rest and len(lines) < cell.lines - 1 and setting.pen.width(rest, points, font) * 0.85 > width:
        words = rest.split(" ")
        count = len(words)
        while count > 1 and setting.pen.width(" ".join(words[:count]), points, font) * 0.85 > width:
            count -= 1
        lines.append(_cut(" ".join(words[:count]), points, width, setting, cell.field))
        rest = " ".join(words[count:])
    return [*lines, _cut(rest, points, width, setting, cell.field)] if rest else lines


def _cut(text: str, points: float, width: float, setting: Setting, field: str) -> str:
    """The text cut off where it cannot be set in the width, if the field is one that issuers cut."""
    while (
        field in TRUNCATED
        and len(text) > 1
        and not setting.pen.fits(text, points, setting.style.value_font, width)
    ):
        text = text[:-1].rstrip(" -,")
    return text
