"""Driving licences after Directive 2006/126/EC: numbered fields, categories on the back, ISO 18013 zone."""

import numpy as np

from benchmarks.documents.identity_card import ID_1_MM
from benchmarks.documents.paper import draw_paper
from benchmarks.documents.people import Holder
from benchmarks.documents.portrait import draw_portrait, imagine_face
from benchmarks.documents.sheet import Colour, Sheet
from benchmarks.documents.specimen import Specimen
from benchmarks.documents.state import print_numeric_date, stamp_specimen
from benchmarks.documents.zone import compose_licence_zone

CATEGORIES = ("AM", "A1", "A", "B1", "B", "C1", "C", "D1", "D", "BE", "C1E", "CE", "T")
HELD = ("AM", "B", "BE")
TINTS: tuple[Colour, Colour] = (248, 226, 230), (238, 226, 240)
LINE: Colour = (200, 120, 140)
TITLE: Colour = (60, 60, 120)
ROW_MM, NUMBER_POINTS, VALUE_POINTS = 4.9, 6.4, 7.8


def draw_driving_licence(
    holder: Holder, rng: np.random.Generator, with_zone: bool = False, with_back: bool = True
) -> Specimen:
    """A licence; `with_zone` prints the one-line MRZ at the foot of the back."""
    front = Sheet(ID_1_MM, draw_paper(ID_1_MM, TINTS, LINE, rng))
    front.fill((3.4, 3.0, 14.6, 10.6), (34, 62, 130))
    front.write((5.6, 4.4), "UTO", 10, "bold", (255, 226, 80))
    front.write((17, 2.6), "STIRPERMESILO", 9.5, "bold", TITLE)
    front.write((52, 2.9), NAME_LINE, 6.2, "condensed", TITLE, width_mm=31)
    front.write((17, 6.8), "DRIVING LICENCE", 7.4, "regular", TITLE)
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
    back.write_mrz([compose_licence_zone(holder)], left_mm=4.7, lowest_centre_mm=4.6)
    return Specimen("drivingLicence", holder, (front, back), "DL")


NAME_LINE = "RESPUBLIKO DE UTOPIO"


def _write_numbered(sheet: Sheet, holder: Holder) -> None:
    rows: list[list[tuple[str, str | None, str]]] = [
        [("1.", "familyName", holder.family_name.upper())],
        [("2.", "givenNames", holder.given_names.upper())],
        [("3.", "birthDate", print_numeric_date(holder.birth_date)), ("", "placeOfBirth", holder.place_of_birth.upper())],
        [
            ("4a.", "issueDate", print_numeric_date(holder.issue_date)),
            ("4c.", "issuingAuthority", "AMAUROT"),
        ],
        [("4b.", "expiryDate", print_numeric_date(holder.expiry_date))],
        [("5.", "documentNumber", holder.document_number)],
        [("7.", None, "")],
        [("8.", "residenceAddress", ", ".join(holder.address))],
        [("9.", "licenceCategories", "/".join(HELD))],
    ]
    left, number_width, second = 30.0, 4.6, 26.0
    for line, entries in enumerate(rows):
        top = 11.4 + line * (ROW_MM - 0.3)
        for place, (number, field, value) in enumerate(entries):
            x = left + place * second
            if number:
                sheet.write((x, top + 0.4), number, NUMBER_POINTS, "condensed")
                x += number_width
            if field:
                sheet.write((x, top), value, VALUE_POINTS, "bold", names=field, width_mm=84 - x if place or len(entries) == 1 else second - number_width - 1)


def _draw_back(holder: Holder, rng: np.random.Generator) -> Sheet:
    """The table of categories: 9 category, 10 valid from, 11 valid until, 12 restrictions."""
    sheet = Sheet(ID_1_MM, draw_paper(ID_1_MM, TINTS[::-1], LINE, rng))
    columns = {"9.": 32.0, "10.": 42.0, "11.": 58.0, "12.": 74.0}
    for number, x in columns.items():
        sheet.write((x, 2.2), number, NUMBER_POINTS, "condensed")
    row = 3.1
    for line, category in enumerate(CATEGORIES):
        top = 4.9 + line * row
        sheet.fill((31.0, top, 82.0, top + 0.08), LINE)
        sheet.write((columns["9."], top + 0.3), category, 5.6, "bold")
        if category in HELD:
            sheet.write((columns["10."], top + 0.3), print_numeric_date(holder.issue_date), 5.6)
            sheet.write((columns["11."], top + 0.3), print_numeric_date(holder.expiry_date), 5.6)
    legend = ("1. Surname", "2. Other names", "3. Date and place of birth", "4a. Date of issue", "4b. Date of expiry",
              "4c. Issued by", "5. Licence number", "8. Residence", "9. Categories")
    for line, text in enumerate(legend):
        sheet.write((3.6, 4.9 + line * row), text, 5.0, "condensed", width_mm=26)
    stamp_specimen(sheet, (3.6, 36.5))
    return sheet
