"""The passport's data page: ID-3, TD3 (ICAO Doc 9303-4)."""

import numpy as np

from benchmarks.documents.paper import draw_paper
from benchmarks.documents.people import STATE, Holder
from benchmarks.documents.portrait import draw_portrait, imagine_face
from benchmarks.documents.sheet import Sheet
from benchmarks.documents.specimen import Specimen
from benchmarks.documents.state import (
    NATIONALITIES,
    print_month_date,
    print_sex,
    stamp_specimen,
    write_field,
    write_header,
)
from benchmarks.documents.zone import compose_zone

SIZE_MM = (125.0, 88.0)
ZONE_TOP_MM = 64.8
BAND = (38, 66, 104)


def draw_passport(holder: Holder, rng: np.random.Generator) -> Specimen:
    """A passport's data page."""
    sheet = Sheet(SIZE_MM, draw_paper(SIZE_MM, ((226, 236, 246), (246, 232, 236)), (126, 146, 190), rng))
    sheet.fill((0, ZONE_TOP_MM, *SIZE_MM), (247, 247, 244))
    write_header(sheet, ("PASPORTO", "PASSPORT"), BAND)
    face = imagine_face(holder.gender, rng)
    sheet.paste(draw_portrait(face, (33, 42)), (5, 14))
    sheet.paste(draw_portrait(face, (12, 15.3), grey=True, alpha=70), (109, 17.6))
    stamp_specimen(sheet, (8, 58.2), 11)
    left, row = 42.0, 7.4

    def at(line: int, across: float = 0.0) -> tuple[float, float]:
        return left + across, 10.6 + line * row

    write_field(sheet, "documentType", "P", at(0), 10)
    write_field(sheet, "issuingCountry", STATE, at(0, 12), 34)
    write_field(sheet, "documentNumber", holder.document_number, at(0, 50), 30, caption="passportNumber")
    write_field(sheet, "familyName", holder.family_name.upper(), at(1), 80, number=1)
    write_field(sheet, "givenNames", holder.given_names.upper(), at(2), 80, number=2)
    write_field(sheet, "nationality", NATIONALITIES[holder.nationality], at(3), 44, number=3)
    write_field(sheet, "personalNumber", holder.personal_number, at(3, 50), 30)
    write_field(sheet, "birthDate", print_month_date(holder.birth_date), at(4), 44, number=4)
    write_field(sheet, "gender", print_sex(holder), at(4, 50), 12, number=5)
    write_field(sheet, "placeOfBirth", holder.place_of_birth.upper(), at(5), 44, number=6)
    write_field(sheet, "issuingAuthority", "AMAUROT", at(5, 50), 30, number=9)
    write_field(sheet, "issueDate", print_month_date(holder.issue_date), at(6), 44, number=7)
    write_field(sheet, "expiryDate", print_month_date(holder.expiry_date), at(6, 50), 31, number=8)
    sheet.write_mrz(compose_zone("TD3", holder), left_mm=6.4, lowest_centre_mm=9.4)
    return Specimen("passport", holder, (sheet,), "TD3")
