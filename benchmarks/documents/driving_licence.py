"""Driving licences after Directive 2006/126/EC: numbered fields, categories on the back, ISO 18013 zone."""

import numpy as np

from benchmarks.documents.identity_card import ID_1_MM
from benchmarks.documents.paper import draw_paper
from benchmarks.documents.people import Holder
from benchmarks.documents.portrait import draw_portrait, imagine_face
from benchmarks.documents.sheet import Colour, Sheet
from benchmarks.documents.specimen import Specimen
from benchmarks.documents.state import NATIVE_NAME, print_numeric_date, stamp_specimen
from benchmarks.documents.zone import compose_zone

CATEGORIES = ("AM", "A1", "A", "B1", "B", "C1", "C", "D1", "D", "BE", "C1E", "CE", "T")
HELD = ("AM", "B", "BE")
TINTS: tuple[Colour, Colour] = (248, 226, 230), (238, 226, 240)
LINE: Colour = (200, 120, 140)
TITLE: Colour = (60, 60, 120)
NUMBER_POINTS, VALUE_POINTS, TABLE_POINTS = 6.8, 7.8, 5.6
FRONT_TOP_MM, FRONT_ROW_MM, NUMBER_WIDTH_MM = 11.4, 4.6, 4.2
COLUMN_MM = (30.0, 56.0)
"""Left edges of the two columns of the front."""
TABLE_TOP_MM, TABLE_ROW_MM = 4.9, 3.1
TABLE_COLUMNS_MM = {"9.": 32.0, "10.": 42.0, "11.": 58.0, "12.": 74.0}
"""9 category, 10 valid from, 11 valid until, 12 restrictions."""
LEGEND = (
    "1. Surname",
    "2. Other names",
    "3. Date and place of birth",
    "4a. Date of issue",
    "4b. Date of expiry",
    "4c. Issued by",
    "5. Licence number",
    "8. Residence",
    "9. Categories",
)


def draw_driving_licence(
    holder: Holder, rng: np.random.Generator, with_zone: bool = False, with_back: bool = True
) -> Specimen:
    """A licence; `with_zone` prints the one-line MRZ at the foot of the back."""
    front = Sheet(ID_1_MM, draw_paper(ID_1_MM, TINTS, LINE, rng))
    front.fill((3.4, 3.0, 14.6, 10.6), (34, 62, 130))
    front.write((5.6, 4.4), "UTO", 10, "bold", colour=(255, 226, 80))
    front.write((17, 2.6), "STIRPERMESILO", 9.5, "bold", colour=TITLE)
    front.write((52, 2.9), NATIVE_NAME, 6.2, "condensed", colour=TITLE, width_mm=31)
    front.write((17, 6.8), "DRIVING LICENCE", 7.4, "regular", colour=TITLE)
    front.paste(draw_portrait(imagine_face(holder.gender, rng), (23, 29.6)), (4, 13))
    front.write((4, 43.2), "6.", NUMBER_POINTS, "condensed")
    stamp_specimen(front, (4, 47.6))
    _write_numbered(front, holder)
    if not with_back:
        return Specimen("drivingLicence", holder, (front,))
    back = _draw_back(holder, rng)
    if not with_zone:
        return Specimen("drivingLicence", holder, (front, back))
    back.fill((0, 45.4, *ID_1_MM), (247, 247, 244))
    back.write_mrz(compose_zone("DL", holder, "drivingLicence"), left_mm=4.7, lowest_centre_mm=4.6)
    return Specimen("drivingLicence", holder, (front, back), "DL")


def _write_numbered(sheet: Sheet, holder: Holder) -> None:
    """The nine rows of the front: number, value; rows 3 and 4a hold a second value."""
    wide, half = 84.0 - COLUMN_MM[0] - NUMBER_WIDTH_MM, 20.5
    rows = (
        (0, 0, "1.", "familyName", holder.family_name.upper(), wide),
        (1, 0, "2.", "givenNames", holder.given_names.upper(), wide),
        (2, 0, "3.", "birthDate", print_numeric_date(holder.birth_date), half),
        (2, 1, "", "placeOfBirth", holder.place_of_birth.upper(), 28.0),
        (3, 0, "4a.", "issueDate", print_numeric_date(holder.issue_date), half),
        (3, 1, "4c.", "issuingAuthority", "AMAUROT", 23.0),
        (4, 0, "4b.", "expiryDate", print_numeric_date(holder.expiry_date), half),
        (5, 0, "5.", "documentNumber", holder.document_number, wide),
        (6, 0, "7.", "signature", "", wide),
        (7, 0, "8.", "residenceAddress", ", ".join(holder.address), wide),
        (8, 0, "9.", "licenceCategories", "/".join(HELD), wide),
    )
    for row, column, number, name, value, width in rows:
        left, top = COLUMN_MM[column], FRONT_TOP_MM + row * FRONT_ROW_MM
        if number:
            sheet.write((left, top + 0.4), number, NUMBER_POINTS, "condensed")
            left += NUMBER_WIDTH_MM
        if value:
            sheet.write((left, top), value, VALUE_POINTS, "bold", names=name, width_mm=width)


def _draw_back(holder: Holder, rng: np.random.Generator) -> Sheet:
    """The table of categories and the legend."""
    sheet = Sheet(ID_1_MM, draw_paper(ID_1_MM, TINTS[::-1], LINE, rng))
    for number, left in TABLE_COLUMNS_MM.items():
        sheet.write((left, 2.2), number, NUMBER_POINTS, "condensed")
    for row, category in enumerate(CATEGORIES):
        top = TABLE_TOP_MM + row * TABLE_ROW_MM
        sheet.fill((31.0, top, 82.0, top + 0.08), LINE)
        sheet.write((TABLE_COLUMNS_MM["9."], top + 0.3), category, TABLE_POINTS, "bold")
        if category in HELD:
            for number, day in (("10.", holder.issue_date), ("11.", holder.expiry_date)):
                sheet.write((TABLE_COLUMNS_MM[number], top + 0.3), print_numeric_date(day), TABLE_POINTS)
    for row, text in enumerate(LEGEND):
        at = 3.6, TABLE_TOP_MM + row * TABLE_ROW_MM
        sheet.write(at, text, 5.0, "condensed", width_mm=26)
    stamp_specimen(sheet, (3.6, 36.5))
    return sheet
