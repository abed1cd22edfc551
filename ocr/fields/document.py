"""What kind of document a page belongs to, who issued it, and whether it says that it is a specimen."""

import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from ocr.extraction import DocumentType
from ocr.fields.countries import country_in_heading, country_of_code
from ocr.fields.layout import Item, fold
from ocr.fields.licence import TITLE_STATES, is_licence
from ocr.fields.specimen import SPECIMEN

TITLES: dict[DocumentType, str] = {
    "residencePermit": "RESIDENCE PERMIT|RESIDENCEPERMI|PERMANENT RESIDENT|TITRE DE SEJOUR|"
    "TITULO DE RESIDENCIA|AUFENTHALTSTITEL|VERBLIJFSTITEL|VERBLIJFSVERGUNNING|"
    "PERMESSO DI SOGGIORNO|PERMISO DE RESIDENCIA|"
    "KARTA POBYTU|PERMIS DE SEDERE|CARTE DE SEJOUR|BOZBA",
    "passport": "PASSPORT|PASSEPORT|PASAPORTE|REISEPASS|PASPOORT|PASSAPORTO|PASSAPORTE|PASZPORT|PASAPORT|"
    "PUTOVNICA|CESTOVNI PAS|CESTOVNY PAS|UTLEVEL|PASAS|PASE|PASSI|POTNI LIST|PUTOVNICE",
    "identityCard": "IDENTITY CARD|ID CARD|CARTE NATIONALE D IDENTITE|CARTE D IDENTITE|"
    "PERSONALAUSWEIS|IDENTITEITSKAART|"
    "DOCUMENTO NACIONAL DE IDENTIDAD|CARTA D IDENTITA|CARTAO DE CIDADAO|DOWOD OSOBISTY|CARTE DE IDENTITATE|"
    "OSOBNA ISKAZNICA|OSEBNA IZKAZNICA|OBCANSKY PRUKAZ|OBCIANSKY PREUKAZ|LICNA KARTA|LETERNJOFTIM|"
    "SZEMELYAZONOSITO IGAZOLVANY|ASMENS TAPATYBES KORTELE|IDENTIFICATION CARD|KIMLIK KARTI|ISIKUTUNNISTUS",
    "visa": "VISA|VISUM|WIZA|VIZA",
}


TITLED: tuple[DocumentType, ...] = ("residencePermit", "identityCard", "passport")
MISREAD = 84.0
"""rapidfuzz ratio from which a line is a title."""


def type_of_code(code: str) -> DocumentType:
    """The type that the first two characters of an MRZ state (ICAO Doc 9303-4, -5, -7)."""
    if code.startswith("P"):
        return "passport"
    if code.startswith("V"):
        return "visa"
    if code.startswith("D"):
        return "drivingLicence"
    if code.startswith(("AR", "IR", "R", "CR", "AT")):
        return "residencePermit"
    return "identityCard" if code[:1] in ("I", "A", "C") else "unknown"


def _is_title(line: str, title: str) -> bool:
    """Whether a line ends with a title that was misread a little."""
    before, end = line[: -len(title)], line[-len(title) :]
    if re.search(r"\bNUM| (OF|DE) $", before):
        return False  # `Numéro de passeport` is a caption
    return len(title) >= 8 and fuzz.ratio(end, title) >= MISREAD


def is_title(text: str) -> bool:
    """Whether a line is the title of a document, misread a little or not."""
    line = fold(text)
    return any(
        line == title or _is_title(line, title) for words in TITLES.values() for title in words.split("|")
    )


def type_of_text(items: Sequence[Item]) -> DocumentType:
    """The type that the words of a page name; a driving licence also by its numbering."""
    if is_licence(items):
        return "drivingLicence"
    lines = [fold(item.text) for item in items if "<<" not in item.text]
    text = " | ".join(lines)
    for kind in TITLED:
        # A title is a whole line or stands beside its translations; "Passport No." is a
        # caption, and so is "Number of passport".
        words = TITLES[kind].split("|")
        if any(re.search(rf"(?<!OF )(?<!DE )\b{word}\b(?! N(?!ATIONAL)| P| H)", text) for word in words):
            return kind
    for kind in TITLED:
        if any(_is_title(line, word) for word in TITLES[kind].split("|") for line in lines):
            return kind
    if any(fold(item.text) in TITLES["visa"].split("|") for item in items):
        return "visa"
    return "unknown"


def heading_of_text(items: Sequence[Item]) -> str | None:
    """The state named in the headings, the first lines of the page."""
    if not items:
        return None
    votes: Counter[str] = Counter()
    top, bottom = min(item.top for item in items), max(item.bottom for item in items)
    for item in items:
        if item.middle > top + 0.4 * (bottom - top) or "<<" in item.text:
            continue
        country = country_in_heading(item.text)
        if country is not None:
            votes[country] += 1
    return votes.most_common(1)[0][0] if votes else None


def issuer_of_text(items: Sequence[Item]) -> str | None:
    """The state named in the headings, else by its licence's title, a three-letter code that stands alone,
    or the distinguishing sign of its vehicles."""
    named = heading_of_text(items)
    if named is not None or not items:
        return named
    text = " ".join(fold(item.text) for item in items)
    if re.search(r"\bDRIVER( S|S)? LICENSE\b", text):
        return "USA"
    titled = next((state for title, state in TITLE_STATES.items() if title in text), None)
    if titled is not None:
        return titled
    codes = [country_of_code(item.text) for item in items if re.fullmatch(r"[A-Z]{3}", item.text.strip())]
    return next((code for code in codes if code is not None), None)


def is_specimen(items: Sequence[Item]) -> bool:
    """A word such as SPECIMEN is printed on the page."""
    return any(SPECIMEN.search(fold(item.text)) for item in items)
