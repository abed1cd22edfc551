"""Identity cards: ID-1 with a TD1 zone on the back (Doc 9303-5), ID-2 with a TD2 zone (9303-6); permits."""

import numpy as np

from benchmarks.documents.paper import draw_paper
from benchmarks.documents.people import Holder
from benchmarks.documents.portrait import Face, draw_portrait, imagine_face
from benchmarks.documents.sheet import Colour, Sheet
from benchmarks.documents.specimen import Kind, Specimen
from benchmarks.documents.state import (
    NATIONALITIES,
    print_numeric_date,
    print_sex,
    stamp_specimen,
    write_field,
    write_header,
)
from benchmarks.documents.zone import compose_zone

ID_1_MM = (85.6, 54.0)
ID_2_MM = (105.0, 74.0)
CARD_BAND, PERMIT_BAND = (44, 96, 88), (122, 62, 84)
CARD_TINTS: tuple[Colour, Colour] = (226, 242, 236), (240, 240, 222)
PERMIT_TINTS: tuple[Colour, Colour] = (246, 230, 236), (232, 232, 246)
ZONE_GROUND = (247, 247, 244)


def draw_identity_card(holder: Holder, rng: np.random.Generator) -> Specimen:
    """Both sides of an ID-1 identity card, the zone on the back."""
    return _draw_card(
        "identityCard",
        holder,
        title=("IDENTIGA KARTO", "IDENTITY CARD"),
        band=CARD_BAND,
        tints=CARD_TINTS,
        rng=rng,
    )


def draw_residence_permit(holder: Holder, rng: np.random.Generator) -> Specimen:
    """Both sides of an ID-1 residence permit; the holder's nationality is another state's."""
    return _draw_card(
        "residencePermit",
        holder,
        title=("LOĜPERMESO", "RESIDENCE PERMIT"),
        band=PERMIT_BAND,
        tints=PERMIT_TINTS,
        rng=rng,
    )


def _draw_card(
    kind: Kind,
    holder: Holder,
    *,
    title: tuple[str, str],
    band: Colour,
    tints: tuple[Colour, Colour],
    rng: np.random.Generator,
) -> Specimen:
    face = imagine_face(holder.gender, rng)
    front = Sheet(ID_1_MM, draw_paper(ID_1_MM, tints, band, rng))
    write_header(front, title, band, 8.4)
    _fill_front(front, holder, face)
    back = Sheet(ID_1_MM, draw_paper(ID_1_MM, tints[::-1], band, rng))
    _fill_back(back, holder, kind)
    return Specimen(kind, holder, (front, back), "TD1")


def _fill_front(sheet: Sheet, holder: Holder, face: Face) -> None:
    sheet.paste(draw_portrait(face, (24.5, 31)), (4, 11))
    sheet.paste(draw_portrait(face, (10, 12.6), grey=True, alpha=80), (72.5, 26.5))
    stamp_specimen(sheet, (5.3, 44.4))
    left, row = 31.0, 7.0

    def at(line: int, across: float = 0.0) -> tuple[float, float]:
        return left + across, 10.0 + line * row

    write_field(sheet, "familyName", holder.family_name, at(0), 51)
    write_field(sheet, "givenNames", holder.given_names, at(1), 51)
    write_field(sheet, "gender", print_sex(holder), at(2), 12)
    write_field(sheet, "nationality", NATIONALITIES[holder.nationality], at(2, 13), 27)
    write_field(sheet, "birthDate", print_numeric_date(holder.birth_date), at(3), 26)
    write_field(sheet, "placeOfBirth", holder.place_of_birth, at(4), 51)
    write_field(sheet, "documentNumber", holder.document_number, at(5), 25)
    write_field(sheet, "expiryDate", print_numeric_date(holder.expiry_date), at(5, 31), 22)


def _fill_back(sheet: Sheet, holder: Holder, kind: Kind) -> None:
    sheet.fill((0, 54 - 22.6, *ID_1_MM), ZONE_GROUND)
    write_field(sheet, "residenceAddress", ", ".join(holder.address), (4.7, 3.5), 52)
    write_field(sheet, "issuingAuthority", "Amaurot", (4.7, 10.8), 30)
    write_field(sheet, "issueDate", print_numeric_date(holder.issue_date), (37, 10.8), 30)
    write_field(sheet, "personalNumber", holder.personal_number, (4.7, 18.1), 30)
    if kind == "residencePermit":
        write_field(sheet, "remarks", "LABORRAJTO/RIGHT TO WORK", (37, 18.1), 45)
    stamp_specimen(sheet, (62, 3.6))
    sheet.write_mrz(compose_zone("TD1", holder, kind), left_mm=4.7, lowest_centre_mm=4.6)


def draw_identity_sheet(holder: Holder, rng: np.random.Generator) -> Specimen:
    """An older identity card of the larger ID-2 size, all on one side, with a TD2 zone."""
    face = imagine_face(holder.gender, rng)
    sheet = Sheet(ID_2_MM, draw_paper(ID_2_MM, ((244, 238, 222), (230, 238, 246)), (140, 112, 72), rng))
    sheet.fill((0, ID_2_MM[1] - 19.5, *ID_2_MM), ZONE_GROUND)
    write_header(sheet, ("IDENTIGA KARTO", "IDENTITY CARD"), (104, 82, 50))
    sheet.paste(draw_portrait(face, (27, 34.5)), (5, 11.5))
    stamp_specimen(sheet, (7.4, 47.5))
    left, row = 36.0, 7.2

    def at(line: int, across: float = 0.0) -> tuple[float, float]:
        return left + across, 10.6 + line * row

    write_field(sheet, "familyName", holder.family_name.upper(), at(0), 64)
    write_field(sheet, "givenNames", holder.given_names.upper(), at(1), 64)
    write_field(sheet, "birthDate", print_numeric_date(holder.birth_date), at(2), 30)
    write_field(sheet, "gender", print_sex(holder), at(2, 36), 20)
    write_field(sheet, "placeOfBirth", holder.place_of_birth.upper(), at(3), 34)
    write_field(sheet, "nationality", NATIONALITIES[holder.nationality], at(3, 36), 28)
    write_field(sheet, "issueDate", print_numeric_date(holder.issue_date), at(4), 30)
    write_field(sheet, "expiryDate", print_numeric_date(holder.expiry_date), at(4, 36), 28)
    write_field(sheet, "documentNumber", holder.document_number, at(5), 34)
    write_field(sheet, "issuingAuthority", "AMAUROT", at(5, 36), 28)
    sheet.write_mrz(compose_zone("TD2", holder, "identityCard"), left_mm=6.7, lowest_centre_mm=6.4)
    return Specimen("identityCard", holder, (sheet,), "TD2")
