"""The back of a driving licence: the table of categories (Directive 2006/126/EC, Annex I) and its legend."""

from collections.abc import Sequence

from benchmarks.documents.layouts.captions import word_caption
from benchmarks.documents.layouts.cells import ASCENT, MM_PER_POINT
from benchmarks.documents.layouts.model import Box
from benchmarks.documents.layouts.pen import Pen
from benchmarks.documents.layouts.values import Print, print_date

COLUMNS = (("9.", 0.0), ("10.", 0.24), ("11.", 0.5), ("12.", 0.77))
"""Category, valid from, valid until, restrictions: left edges as shares of the table's width."""
POINTS, HEAD_POINTS, LEGEND_POINTS = 5.6, 5.8, 4.9
RESTRICTIONS = ("01", "01.06", "70", "78", "106")
LEGEND = {
    "1": "familyName",
    "2": "givenNames",
    "3": "birthDateAndPlace",
    "4a": "issueDate",
    "4b": "expiryDate",
    "4c": "issuingAuthority",
    "5": "documentNumber",
    "8": "residenceAddress",
    "9": "licenceCategories",
}


def draw_table(pen: Pen, box: Box, categories: Sequence[str], page: Print) -> None:
    """The table in its box, a row for each category, and the legend left of it where there is room."""
    left, top, right, bottom = box
    step = (bottom - top) / (len(categories) + 1)
    line = page.document.ink
    held = page.holder.categories
    for name, share in COLUMNS:
        _write(pen, (left + share * (right - left), top), name, HEAD_POINTS, "other", right)
    for number, category in enumerate(categories):
        y = top + (number + 1) * step
        pen.sheet.fill((left - 0.8, y, right, y + 0.08), line)
        at = [left + share * (right - left) for _, share in COLUMNS]
        _write(pen, (at[0], y + 0.25), category, POINTS, "other", right)
        if category not in held:
            continue
        ends = page.holder.expiry_date
        dates = (print_date(page.holder.issue_date, page.style), print_date(ends, page.style) if ends else "")
        for place, text in zip(at[1:3], dates, strict=True):
            if text:
                _write(pen, (place, y + 0.25), text, POINTS, "other", place + 0.25 * (right - left))
        if number % 3 == 1:
            _write(pen, (at[3], y + 0.25), RESTRICTIONS[number % len(RESTRICTIONS)], POINTS, "other", right)
    if left > 24:
        _legend(pen, (3.6, top, left - 2.4, bottom), page)


def _legend(pen: Pen, box: Box, page: Print) -> None:
    step = min(3.6, (box[3] - box[1]) / len(LEGEND))
    for row, (number, field) in enumerate(LEGEND.items()):
        text = f"{number}. {word_caption(field, page)[0]}"
        width = box[2] - box[0]
        while not pen.fits(text, LEGEND_POINTS, "condensed", width):
            text = text[:-1].rstrip() if text[-1] != "." else text[:-2].rstrip() + "."
        _write(pen, (box[0], box[1] + row * step), text, LEGEND_POINTS, "caption", box[2])


def _write(pen: Pen, at: tuple[float, float], text: str, points: float, role: str, right: float) -> None:
    baseline = at[1] + ASCENT * points * MM_PER_POINT
    pen.write(
        (at[0], baseline),
        text,
        points,
        "condensed",
        role="caption" if role == "caption" else "other",
        width_mm=right - at[0],
    )
