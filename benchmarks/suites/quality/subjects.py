"""What is photographed: one side of a drawn document, and what must be read on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from benchmarks.captures.phone import Flat
from benchmarks.documents.catalogue import draw_any
from benchmarks.documents.people import invent_holder
from benchmarks.documents.sheet import DPI, Sheet
from benchmarks.documents.specimen import Specimen
from benchmarks.suites.quality.plain import draw_plain
from mrz.parse import parse_lines
from ocr.assess.places import Size
from ocr.fields.layout import fold

SIDES: tuple[tuple[str, int, Size], ...] = (
    ("plain", 0, "ID-3"),
    ("plain", 0, "ID-2"),
    ("identity-card", 1, "ID-1"),
    ("plain", 0, "ID-3"),
    ("plain", 0, "ID-1"),
    ("plain", 0, "ID-2"),
    ("driving-licence", 0, "ID-1"),
)
"""Kind, which side, size (ISO/IEC 7810), taken in turn."""
FULL: tuple[tuple[str, int, Size], ...] = (
    ("passport", 0, "ID-3"),
    ("identity-card", 0, "ID-1"),
    ("identity-sheet", 0, "ID-2"),
    ("driving-licence", 0, "ID-1"),
    ("residence-permit", 0, "ID-1"),
    ("identity-card", 1, "ID-1"),
)
"""Documents with everything on them, to measure pictures of that nobody has to read."""
MANDATORY = ("familyName", "givenNames", "birthDate", "documentNumber")


@dataclass(frozen=True)
class Subject:
    """A side as a flat picture. `truth`: field → the values that count as exact."""

    kind: str
    size: Size
    flat: Flat
    truth: dict[str, tuple[str, ...]]


def _lower_part(sheet: Sheet) -> np.ndarray:
    """Where a zone would stand: the ruler for pixels a character where there is none."""
    width, height = sheet.image.width, sheet.image.height
    left, right, top, bottom = 0.06 * width, 0.94 * width, 0.75 * height, 0.92 * height
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def _zone(sheet: Sheet) -> np.ndarray:
    if not sheet.mrz_quads:
        return _lower_part(sheet)
    (first, second, _, _), (_, _, third, fourth) = sheet.mrz_quads[0], sheet.mrz_quads[-1]
    return np.array([first, second, third, fourth])


def _is_plain(specimen: Specimen) -> bool:
    """Whether the names keep to letters that the text reader knows well (ISO 8859-1). A Ș or Ễ that it
    misreads on the best of pictures says nothing about pictures."""
    names = specimen.holder.family_name + specimen.holder.given_names
    return all(ord(letter) < 256 for letter in names)


def _truth(specimen: Specimen, sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """As printed, or as the zone of the same side has it."""
    printed = {entry.field: entry.text for entry in sheet.printed}
    zone = parse_lines(sheet.mrz).fields if sheet.mrz else {}
    values = {}
    for name in MANDATORY:
        seen = [printed[name]] if name in printed else []
        if name == "birthDate":
            seen = [specimen.holder.birth_date.isoformat()]
        if zone.get(name) is not None:
            seen.append(str(zone[name]))
        values[name] = tuple(dict.fromkeys(seen))
    return values


def _draw(kind: str, size: Size, rng: np.random.Generator) -> Specimen:
    return (
        draw_plain(size, invent_holder(rng, number="UA9999999"), rng)
        if kind == "plain"
        else draw_any(kind, rng)
    )


@lru_cache(maxsize=8)
def draw_subject(seed: int, number: int, full: bool = False) -> Subject:
    """Side `number` of the seed, the same in every process; `full`: of those that are not plain."""
    sides = FULL if full else SIDES
    kind, side, size = sides[number % len(sides)]
    rng = np.random.default_rng((seed, 41, number))
    specimen = _draw(kind, size, rng)
    while not _is_plain(specimen):
        specimen = _draw(kind, size, rng)
    sheet = specimen.sides[side]
    flat = Flat(sheet.pixels(), _zone(sheet), DPI / 10, sheet.mask())
    return Subject(kind, size, flat, _truth(specimen, sheet))


def agree(truth: Mapping[str, Sequence[str]], values: Mapping[str, str], *, bare: bool = False) -> bool:
    """Whether every field has one of its true values; `bare`: without regard to diacritics, case and
    hyphens.

    A hook that the reader leaves out on the best of pictures says nothing about the picture, and the
    registry is searched without them.
    """
    same = fold if bare else str
    return all(
        name in values and same(values[name]) in {same(value) for value in accepted}
        for name, accepted in truth.items()
    )


def is_exact(subject: Subject, values: dict[str, str]) -> bool:
    """Whether every mandatory field was read as printed, to the letter."""
    return agree(subject.truth, values)
