"""Plain documents: a portrait, the mandatory fields, a zone. Reading one takes a third of a full one's
time."""

import numpy as np

from benchmarks.documents.identity_card import ID_1_MM, ID_2_MM, ZONE_GROUND
from benchmarks.documents.paper import draw_paper
from benchmarks.documents.passport import SIZE_MM as ID_3_MM
from benchmarks.documents.people import Holder
from benchmarks.documents.portrait import draw_portrait, imagine_face
from benchmarks.documents.sheet import Colour, Sheet
from benchmarks.documents.specimen import Kind, Specimen
from benchmarks.documents.state import print_month_date, print_numeric_date, write_field, write_header
from benchmarks.documents.zone import compose_zone
from mrz.formats import FormatName
from ocr.assess.places import Size

SIZES: dict[Size, tuple[float, float]] = {"ID-1": ID_1_MM, "ID-2": ID_2_MM, "ID-3": ID_3_MM}
ZONES: dict[Size, tuple[FormatName, float, float]] = {"ID-2": ("TD2", 6.7, 6.4), "ID-3": ("TD3", 6.4, 9.4)}
"""Format, left edge and the lowest row's centre above the document's edge, in mm."""
TITLES = {"ID-1": ("IDENTIGA KARTO", "IDENTITY CARD"), "ID-2": ("IDENTIGA KARTO", "IDENTITY CARD")}
ZONE_HEIGHT_MM = 20.0
BANDS: tuple[Colour, ...] = ((44, 96, 88), (122, 62, 84), (38, 66, 104), (104, 82, 50), (60, 60, 70))


def draw_plain(size: Size, holder: Holder, rng: np.random.Generator) -> Specimen:
    """One side of a document of the size; ID-1 without a zone, the others with theirs."""
    width, height = SIZES[size]
    tints: list[Colour] = [(int(r), int(g), int(b)) for r, g, b in rng.integers(220, 250, (2, 3))]
    band = BANDS[rng.integers(len(BANDS))]
    sheet = Sheet((width, height), draw_paper((width, height), (tints[0], tints[1]), band, rng))
    bottom = height - (ZONE_HEIGHT_MM + 2 if size in ZONES else 4)
    if size in ZONES and rng.random() < 0.7:
        sheet.fill((0, height - ZONE_HEIGHT_MM, width, height), ZONE_GROUND)
    write_header(sheet, TITLES.get(size, ("PASPORTO", "PASSPORT")), band, 8.6)
    tall = 0.42 * height
    sheet.paste(draw_portrait(imagine_face(holder.gender, rng), (tall * 0.78, tall)), (5, 11))
    left = 9 + tall * 0.78
    capitals = rng.random() < 0.6
    day = print_month_date if rng.random() < 0.5 else print_numeric_date
    values = {
        "familyName": holder.family_name.upper() if capitals else holder.family_name,
        "givenNames": holder.given_names.upper() if capitals else holder.given_names,
        "birthDate": day(holder.birth_date),
        "documentNumber": holder.document_number,
    }
    row = (bottom - 11) / len(values)
    for number, (name, value) in enumerate(values.items()):
        caption = "passportNumber" if name == "documentNumber" and size == "ID-3" else None
        write_field(sheet, name, value, (left, 10.6 + number * row), width - left - 4, caption=caption)
    kind: Kind = "passport" if size == "ID-3" else "identityCard"
    if size in ZONES:
        form, zone_left, lowest = ZONES[size]
        sheet.write_mrz(compose_zone(form, holder, kind), zone_left, lowest)
    return Specimen(kind, holder, (sheet,), ZONES[size][0] if size in ZONES else None)
