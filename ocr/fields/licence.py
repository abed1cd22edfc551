"""Numbered fields of driving licences: the number is the caption, in every language.

2006/126/EC annex I for the EU; AAMVA's card design standard for North America, whose numbers mostly agree.
"""

import re
from collections.abc import Sequence

from ocr.fields.captions import Caption
from ocr.fields.grammar import CATEGORY
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
    "8": "residenceAddress",
    "9": "licenceCategories",
}
AAMVA = EU | {"3": "birthDate", "4c": "", "4d": "documentNumber", "5": "", "9": "", "15": "gender"}
HEADS = frozenset({"10", "11", "12"})
FEWEST_HEADS, FEWEST_ROWS = 2, 3
"""What is seen of the table's heads, and of its categories, at least."""
NUMBER = re.compile(
    r"^\s*(1[0-9]|4\s?[abcd]|[1-9])\s*(?:[.,:)]\s*|\s+|(?=[A-Z]{2})|(?<=[abcd])(?=\d)|$)", re.IGNORECASE
)
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

TITLE_STATES = {
    "PRAWO JAZDY": "POL",
    "VOZNISKO DOVOLJENJE": "SVN",
    "RIDICSKY PRUKAZ": "CZE",
    "VODICSKY PREUKAZ": "SVK",
    "VEZETOI ENGEDELY": "HUN",
    "KOREKORT": "DNK",
    "FORERKORT": "NOR",
    "AJOKORTTI": "FIN",
    "JUHILUBA": "EST",
    "VADITAJA APLIECIBA": "LVA",
    "VAIRUOTOJO PAZYMEJIMAS": "LTU",
    "LEJE DREJTIMI": "ALB",
    "SURUCU BELGESI": "TUR",
    "ADEIA ODIGISIS": "GRC",
    "POSVIDCHENNIA VODIIA": "UKR",
}
"""Titles in languages of one state, which it is without its name."""


def is_licence(items: Sequence[Item]) -> bool:
    """The name of a driving licence stands on the page."""
    text = " ".join(fold(item.text) for item in items)
    return any(word in text for word in WORDS) or ("DRIVER" in text and "LICENSE" in text)


def is_licence_title(text: str) -> bool:
    """Whether a line is a licence's title and nothing else, which is nobody's name."""
    return fold(text) in WORDS


def is_table(items: Sequence[Item]) -> bool:
    """Whether a page is a licence's back: the table of categories under the heads 9 to 12 (2006/126/EC annex
    I). What stands beside it explains the numbers of the front and has no values."""
    heads = {item.text.strip(" .,") for item in items} & HEADS
    rows = {item.text.strip() for item in items if CATEGORY.fullmatch(item.text.strip().upper())}
    return len(heads) >= FEWEST_HEADS and len(rows) >= FEWEST_ROWS


def numbered(items: Sequence[Item], *, american: bool) -> list[Caption]:
    """A caption for each line that begins with the number of a licence's field. Of lines that begin with the
    same number, it is the one where it stands alone or with a mark: `2NG` is the end of a postcode."""
    table = AAMVA if american else EU
    best: dict[str, tuple[int, Caption]] = {}
    for line, item in enumerate(items):
        match = NUMBER.match(item.text)
        if match is None:
            continue
        number = match[1].lower().replace(" ", "")
        if number not in table:
            continue
        end = max(1, match.end())
        mark = item.text[match.end(1) : match.end()].strip()
        rank = 3 if mark else 2 if end >= len(item.text) else 1 if match.end() > match.end(1) else 0
        if number not in best or rank > best[number][0]:
            part = item.part(0, end)
            best[number] = rank, Caption(table[number], line, 0, end, 100.0, part, numbered=True)
    nine = best.get("9")
    if nine is not None and any(
        item.text.strip(" .,") in HEADS and abs(item.middle - nine[1].item.middle) < item.height
        for item in items
    ):
        best.pop("9")  # the table of categories on the back: `9. 10. 11. 12.` head its columns
    captions = [caption for _, caption in best.values()]
    return captions if len({caption.field for caption in captions}) >= 3 else []


def merge(numbers: Sequence[Caption], words: Sequence[Caption], items: Sequence[Item]) -> list[Caption]:
    """Numbers and captions in words as one list: `1 LN` is one caption, and where a number begins the line
    of a caption further on, only the number counts."""
    merged = []
    for number in numbers:
        item = items[number.line]
        word = next(
            (w for w in words if w.line == number.line and not item.text[number.end : w.start].strip(" .:")),
            None,
        )
        if word is None:
            merged.append(number)
            continue
        end = word.end
        # The number means something else elsewhere; the word says what it means here.
        field = word.field or number.field
        marked = bool(item.text[end:].strip(" .:;)"))
        merged.append(Caption(field, number.line, 0, end, word.score, item.part(0, end), numbered=marked))
    lines = {number.line for number in numbers}
    return merged + [word for word in words if word.line not in lines]
