"""The invented state: its captions in Esperanto and English, its dates, its header."""

from datetime import date

from benchmarks.documents.people import Holder
from benchmarks.documents.sheet import Colour, Sheet

NATIVE_NAME, NAME = "RESPUBLIKO DE UTOPIO", "REPUBLIC OF UTOPIA"
CAPTION_INK: Colour = (58, 74, 110)
SPECIMEN_INK: Colour = (196, 92, 92)
CAPTION_POINTS, VALUE_POINTS = 5.2, 8.2
CAPTION_TO_VALUE_MM = 2.25
NATIVE_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAJ", "JUN", "JUL", "AŬG", "SEP", "OKT", "NOV", "DEC")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
NATIONALITIES = {"UTO": "UTOPIA/UTOPIAN", "MAR": "MAROKA/MOROCCAN", "IND": "HINDA/INDIAN"}

CAPTIONS = {
    "documentType": ("Tipo", "Type"),
    "issuingCountry": ("Ŝtata kodo", "Code of issuing State"),
    "passportNumber": ("Pasporta numero", "Passport No."),
    "documentNumber": ("Dokumenta n-ro", "Document No."),
    "familyName": ("Familia nomo", "Surname"),
    "givenNames": ("Antaŭnomoj", "Given names"),
    "nationality": ("Ŝtataneco", "Nationality"),
    "birthDate": ("Dato de naskiĝo", "Date of birth"),
    "gender": ("Sekso", "Sex"),
    "placeOfBirth": ("Naskiĝloko", "Place of birth"),
    "issueDate": ("Dato de eldono", "Date of issue"),
    "expiryDate": ("Valida ĝis", "Date of expiry"),
    "issuingAuthority": ("Aŭtoritato", "Authority"),
    "personalNumber": ("Persona numero", "Personal No."),
    "residenceAddress": ("Adreso", "Address"),
    "signature": ("Subskribo", "Signature"),
    "remarks": ("Rimarkoj", "Remarks"),
}


def print_month_date(day: date) -> str:
    """`03 MAJ/MAY 1984`; one month name where both languages agree."""
    native, english = NATIVE_MONTHS[day.month - 1], MONTHS[day.month - 1]
    return f"{day.day:02d} {english if native == english else f'{native}/{english}'} {day.year}"


def print_numeric_date(day: date) -> str:
    """`03.05.1984`."""
    return day.strftime("%d.%m.%Y")


def print_sex(holder: Holder) -> str:
    """`F`, `M` or `X`."""
    return "XMF"[holder.gender]


def write_field(
    sheet: Sheet,
    name: str,
    value: str,
    at_mm: tuple[float, float],
    width_mm: float,
    *,
    number: int | None = None,
    caption: str | None = None,
) -> None:
    """A caption with its value below; `name` is the contract's field, `caption` another entry of CAPTIONS."""
    native, english = CAPTIONS[caption or name]
    mark = f" ({number})" if number else ""
    sheet.write(
        at_mm, f"{native}/{english}{mark}", CAPTION_POINTS, "condensed", colour=CAPTION_INK, width_mm=width_mm
    )
    below = (at_mm[0], at_mm[1] + CAPTION_TO_VALUE_MM)
    sheet.write(below, value, VALUE_POINTS, "bold", names=name, width_mm=width_mm)


def write_header(sheet: Sheet, title: tuple[str, str], band: Colour, height_mm: float = 9.0) -> None:
    """The state's name and the document's, in a coloured band across the top."""
    sheet.fill((0, 0, sheet.size_mm[0], height_mm), band)
    white = (250, 250, 250)
    top = height_mm / 2 - 3.4
    sheet.write((5, top), NATIVE_NAME, 8.5, "bold", colour=white)
    sheet.write((5, top + 3.6), NAME, 6.5, "regular", colour=white)
    middle = sheet.size_mm[0] * 0.64
    sheet.write((middle, top), title[0], 8.5, "bold", colour=white, width_mm=sheet.size_mm[0] - middle - 3)
    sheet.write(
        (middle, top + 3.6), title[1], 6.5, "regular", colour=white, width_mm=sheet.size_mm[0] - middle - 3
    )


def stamp_specimen(sheet: Sheet, at_mm: tuple[float, float], points: float = 9) -> None:
    """`SPECIMEN`, in red, beside the print and never over it."""
    sheet.write(at_mm, "SPECIMEN", points, "bold", colour=SPECIMEN_INK)
