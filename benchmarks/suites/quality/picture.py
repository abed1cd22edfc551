"""The full matrix as a picture: how much each defect takes from each measure."""

from collections.abc import Mapping
from pathlib import Path

from PIL import Image as Pil
from PIL import ImageDraw

from benchmarks.captures.defects import DEFECTS
from benchmarks.documents.fonts import load_font
from benchmarks.suites.quality.graded import OWN
from ocr.assess.ratings import NAMES

CELL, LEFT, TOP = 64, 130, 90
INK, PALE = (30, 30, 36), (250, 250, 250)
FULL = (176, 38, 40)
"""Colour of a loss of 1."""


def _shade(share: float) -> tuple[int, int, int]:
    share = min(1.0, abs(share))
    red, green, blue = (round(pale + (full - pale) * share) for pale, full in zip(PALE, FULL, strict=True))
    return red, green, blue


def draw_matrix(table: Mapping[str, Mapping[str, Mapping[str, float]]], path: Path) -> None:
    """Writes a PNG: a row a measure, a column a defect; in each cell the loss from grade 0 to 6 and, below
    it, the mean Spearman correlation where the loss is at least 0.05. A measure's own defects have a
    frame."""
    size = LEFT + CELL * len(DEFECTS) + 10, TOP + CELL * len(NAMES) + 34
    picture = Pil.new("RGB", size, PALE)
    pen = ImageDraw.Draw(picture)
    plain, bold = load_font("regular", 14), load_font("bold", 15)
    pen.text(
        (10, 10), "What each defect takes from each measure (loss from grade 0 to 6)", font=bold, fill=INK
    )
    for column, defect in enumerate(DEFECTS):
        pen.text((LEFT + column * CELL + CELL / 2, TOP - 14), defect, font=plain, fill=INK, anchor="mm")
    for row, name in enumerate(NAMES):
        top = TOP + row * CELL
        pen.text((LEFT - 10, top + CELL / 2), name, font=plain, fill=INK, anchor="rm")
        for column, defect in enumerate(DEFECTS):
            entry = table[name][defect]
            left = LEFT + column * CELL
            own = defect in OWN[name]
            box = (left + 1, top + 1, left + CELL - 2, top + CELL - 2)
            pen.rectangle(
                box, fill=_shade(entry["loss"]), outline=INK if own else None, width=2 if own else 1
            )
            ink = PALE if abs(entry["loss"]) > 0.55 else INK
            middle = left + CELL / 2
            told = abs(entry["loss"]) >= 0.05 or own
            pen.text(
                (middle, top + CELL / 2 - (9 if told else 0)),
                f"{entry['loss']:.2f}",
                font=plain,
                fill=ink,
                anchor="mm",
            )
            if told:
                pen.text(
                    (middle, top + CELL / 2 + 11),
                    f"ρ {entry['follows']:.2f}",
                    font=plain,
                    fill=ink,
                    anchor="mm",
                )
    pen.text(
        (10, size[1] - 22), "ρ: Spearman between grade and loss, mean over documents", font=plain, fill=INK
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, optimize=True)
