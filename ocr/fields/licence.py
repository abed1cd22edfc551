"""Numbered fields of driving licences: the number is the caption, in every language.

2006/126/EC annex I for the EU; AAMVA's card design standard for North America, whose numbers mostly agree.
"""

import re
from collections.abc import Sequence

from ocr.fields.captions import Caption
from ocr.fields.layout import Item, fold

EU = {
    "1": "familyName",
    "2": "givenNames",
    "3": "birthPlaceAndDate",
    "4a": "issueDate",
    "4b": "expiryDate",
    "4c": "issuingAuthority",
    "4d": "personalNumber",
    "5": "documentNumber",
    "8": "",
    "9": "licenceCategories",
}
AAMVA = EU | {"3": "birthDate", "4c": "", "4d": "documentNumber", "5": "", "9": "", "15": "gender"}
NUMBER = re.compile(r"^\s*(1[0-9]|4\s?[abcd]|[1-9])\s*(?:[.,:)]\s*|\s+|(?=[A-Z]{2})|$)", re.IGNORECASE)
WORDS = (
    "DRIVING LICENCE",
    "DRIVING LICENSE",
    "DRIVER LICENSE",
    "DRIVERS LICENSE",
    "DRIVER S LICENSE",
    "PERMIS DE CONDUIRE",
    "FUHRERSCHEIN",
    "RIJBEWIJS",
    "PERMISO DE CONDUCCION",
    "CARTA DE CONDUCAO",
    "PATENTE DI GUIDA",
    "PRAWO JAZDY",
    "PERMIS DE CONDUCERE",
    "VOZACKA DOZVOLA",
    "VOZNISKO DOVOLJENJE",
    "RIDICSKY PRUKAZ",
    "VODICSKY PREUKAZ",
    "VEZETOI ENGEDELY",
    "KORKORT",
    "KOREKORT",
    "FORERKORT",
    "AJOKORTTI",
    "JUHILUBA",
    "VADITAJA APLIECIBA",
    "VAIRUOTOJO PAZYMEJIMAS",
    "LICENZJA TAS SEWQAN",
    "CEADUNAS TIOMANA",
    "LEJE DREJTIMI",
    "SURUCU BELGESI",
    "SVIDETELSTVO ZA UPRAVLENIE",
    "ADEIA ODIGISIS",
    "POSVIDCHENNIA VODIIA",
)


def is_licence(items: Sequence[Item]) -> bool:
    """The name of a driving licence stands on the page."""
    text = " ".join(fold(item.text) for item in items)
    return any(word in text for word in WORDS) or ("DRIVER" in text and "LICENSE" in text)


def numbered(items: Sequence[Item], *, american: bool) -> list[Caption]:
    """A caption for each line that begins with the number of a licence's field."""
    table = AAMVA if american else EU
    captions = []
    for line, item in enumerate(items):
        match = NUMBER.match(item.text)
        if match is None:
            continue
        number = match[1].lower().replace(" ", "")
        if number not in table:
            continue
        end = match.end()
        captions.append(
            Caption(table[number], line, 0, max(1, end), 100.0, item.part(0, max(1, end)), numbered=True)
        )
    return captions if len({caption.field for caption in captions}) >= 3 else []
