"""A plain document for a zone of any format: ground, portrait, captions and values, the zone at its place.

Quicker and plainer than the kinds of the catalogue: grounds and portraits are drawn once and used again.
"""

from functools import cache

import numpy as np
import numpy.typing as npt
from PIL import Image as Pil

from benchmarks.documents.identity_card import ID_1_MM, ID_2_MM, ZONE_GROUND
from benchmarks.documents.paper import draw_paper
from benchmarks.documents.passport import SIZE_MM as ID_3_MM
from benchmarks.documents.portrait import draw_portrait, imagine_face
from benchmarks.documents.sheet import MRZ_PITCH_MM, MRZ_SPACING_MM, Colour, Sheet
from benchmarks.documents.state import CAPTIONS, print_numeric_date, write_field, write_header
from benchmarks.documents.zones import PrintedZone
from mrz.formats import FormatName

Size = tuple[float, float]
SIZES: dict[FormatName, Size] = {
    "TD1": ID_1_MM,
    "DL": ID_1_MM,
    "CHE_DL": ID_1_MM,
    "TD2": ID_2_MM,
    "MRVB": ID_2_MM,
    "FRA_ID": ID_2_MM,
    "TD3": ID_3_MM,
    "MRVA": ID_3_MM,
}
PLACES: dict[Size, tuple[float, float]] = {ID_1_MM: (4.7, 4.6), ID_2_MM: (6.4, 6.4), ID_3_MM: (6.4, 9.4)}
"""The zone's left edge, and its lowest row's centre above the document's edge (Doc 9303-4, -5, -6), in mm."""
ABOVE_ZONE_MM = 5.0
HALF_ROW_MM = 2.0
GROUNDS, FACES = 6, 6
TITLES = (("IDENTIGA KARTO", "IDENTITY CARD"), ("PASPORTO", "PASSPORT"), ("VIZO", "VISA"))
LINES: tuple[Colour, ...] = ((126, 146, 190), (44, 96, 88), (122, 62, 84), (140, 112, 72), (60, 60, 120))
PLAIN_GROUND_SHARE = 0.6
"""How often the zone stands on a plain strip; else the ground's lines run on under it."""


@cache
def _ground(size: Size, number: int) -> Pil.Image:
    rng = np.random.default_rng((23, number))
    tints = [tuple(int(value) for value in rng.integers(222, 250, 3)) for _ in range(2)]
    line = LINES[rng.integers(len(LINES))]
    return draw_paper(size, (tints[0], tints[1]), line, rng)  # type: ignore[arg-type]


@cache
def _portrait(size: Size, number: int) -> Pil.Image:
    rng = np.random.default_rng((29, number))
    height = size[1] * 0.42
    return draw_portrait(imagine_face(1 if number % 2 else 2, rng), (height * 0.78, height))


def draw_document(zone: PrintedZone, rng: np.random.Generator, with_zone: bool = True) -> Sheet:
    """The side that the zone stands on; without it, a document like it that has none."""
    size = SIZES[zone.format]
    ground = _ground(size, int(rng.integers(GROUNDS)))
    sheet = Sheet(size, ground.copy())
    left, lowest = PLACES[size]
    top = size[1] - lowest - (len(zone.lines) - 1) * MRZ_SPACING_MM - ABOVE_ZONE_MM
    write_header(sheet, TITLES[rng.integers(len(TITLES))], LINES[rng.integers(len(LINES))], 8.4)
    if with_zone and rng.random() < PLAIN_GROUND_SHARE:
        sheet.fill((0, top, *size), ZONE_GROUND)
    text_left = 5.0
    if top > 10 + size[1] * 0.42:
        sheet.paste(_portrait(size, int(rng.integers(FACES))), (5, 9.6))
        text_left = 8 + size[1] * 0.42 * 0.78
    _fill(sheet, zone, text_left, top if with_zone else size[1] - 4, rng)
    if with_zone:
        sheet.write_mrz(list(zone.lines), left, lowest)
    return sheet


def _fill(sheet: Sheet, zone: PrintedZone, left: float, bottom: float, rng: np.random.Generator) -> None:
    """Captions with values, row by row, as far as there is room."""
    holder = zone.holder
    values = {
        "familyName": holder.family_name.upper(),
        "givenNames": holder.given_names.upper(),
        "birthDate": print_numeric_date(holder.birth_date),
        "placeOfBirth": holder.place_of_birth,
        "documentNumber": holder.document_number,
        "issueDate": print_numeric_date(holder.issue_date),
        "expiryDate": print_numeric_date(holder.expiry_date),
        "personalNumber": holder.personal_number,
        "issuingAuthority": "AMAUROT",
        "residenceAddress": ", ".join(holder.address),
    }
    names = [str(name) for name in rng.permutation(sorted(values)) if str(name) in CAPTIONS]
    row = float(rng.uniform(6.6, 7.6))
    width = sheet.size_mm[0] - left - 4
    for number, name in enumerate(names):
        top = 9.8 + number * row
        if top + row > bottom:
            return
        write_field(sheet, name, values[name], (left, top), width)


def zone_quad(sheet: Sheet) -> npt.NDArray[np.float64]:
    """The corners of the printed zone in pixels, in reading order. The sheet has a zone."""
    left, lowest = PLACES[sheet.size_mm]
    right = left + MRZ_PITCH_MM * max(len(line) for line in sheet.mrz)
    below = sheet.size_mm[1] - lowest + HALF_ROW_MM
    above = below - 2 * HALF_ROW_MM - (len(sheet.mrz) - 1) * MRZ_SPACING_MM
    corners = ((left, above), (right, above), (right, below), (left, below))
    return np.array([[sheet.px(x), sheet.px(y)] for x, y in corners], dtype=np.float64)
