"""What the line labeller sees of a page: for each line its letters, its form and its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from anyascii import anyascii
from rapidfuzz import fuzz, process

from ocr.extraction import DocumentType
from ocr.fields.captions import phrases
from ocr.fields.content import ADDRESS, NUMBER, is_span
from ocr.fields.countries import country_of_text
from ocr.fields.dates import find_dates, find_incomplete
from ocr.fields.document import is_title
from ocr.fields.gazetteer import is_town
from ocr.fields.grammar import read_categories, read_name, read_number, read_place, read_sex
from ocr.fields.layout import Item, fold
from ocr.fields.order import AUTHORITY
from ocr.fields.specimen import is_overprint

LABELS = (
    "other",
    "caption",
    "familyName",
    "givenNames",
    "birthDate",
    "placeOfBirth",
    "gender",
    "nationality",
    "personalNumber",
    "residenceAddress",
    "documentNumber",
    "issueDate",
    "expiryDate",
    "issuingAuthority",
    "licenceCategories",
)
"""What a line can be; the order of the network's answers."""
MOST_LINES = 72
LETTERS = 36
"""Characters of a line that are looked at."""
ALPHABET = " ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;/-()<'#*°&+"
_CODES = {char: number + 2 for number, char in enumerate(ALPHABET)}
UNKNOWN, PADDING = 1, 0
CAPTION_FIELDS = (*LABELS[2:], "fullName", "")
"""Fields whose captions a line is compared with; "" are captions of what is not wanted."""
SHORTEST = 4
FAINT = 45
"""rapidfuzz ratio under which a line is no caption at all."""
KINDS: tuple[DocumentType, ...] = (
    "passport",
    "identityCard",
    "residencePermit",
    "drivingLicence",
    "visa",
    "unknown",
)
Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Seen:
    """`letters`: lines × `LETTERS` codes; `numbers`: lines × `WIDTH`; `places`: lines × 4, left, right,
    middle and height in heights of a line."""

    letters: Bytes
    numbers: Floats
    places: Floats


@cache
def _glued() -> tuple[list[str], npt.NDArray[np.int64]]:
    """Captions without spaces, and the number of the field of each."""
    known = {field: number for number, field in enumerate(CAPTION_FIELDS)}
    table = {
        phrase.replace(" ", ""): known[{"wholeName": "fullName"}.get(field, field)]
        for phrase, field in phrases()
        if {"wholeName": "fullName"}.get(field, field) in known
    }
    table = {phrase: number for phrase, number in table.items() if len(phrase) >= SHORTEST}
    return list(table), np.array(list(table.values()))


def like_captions(texts: Sequence[str]) -> Floats:
    """Lines × `CAPTION_FIELDS`: how like the likest caption of a field a line or one of its parts is."""
    parts: list[str] = []
    owners: list[int] = []
    for number, text in enumerate(texts):
        pieces = {fold(part).replace(" ", "") for part in (text, *re.split(r"[/·|:]", text))}
        pieces = {piece for piece in pieces if len(piece) >= SHORTEST}
        parts += pieces
        owners += [number] * len(pieces)
    best = np.zeros((len(texts), len(CAPTION_FIELDS)), dtype=np.float32)
    if not parts:
        return best
    glued, fields = _glued()
    scores = process.cdist(parts, glued, scorer=fuzz.ratio, score_cutoff=FAINT, dtype=np.uint8)
    for field in range(len(CAPTION_FIELDS)):
        likest = scores[:, fields == field].max(axis=1, initial=0) / 100
        np.maximum.at(best[:, field], owners, likest)
    return best


def _encode(text: str) -> list[int]:
    plain = anyascii(text)[:LETTERS]
    codes = [_CODES.get(char, UNKNOWN) for char in plain]
    return codes + [PADDING] * (LETTERS - len(codes))


def _form(item: Item, this_year: int) -> list[float]:
    text = item.text.strip()
    count = max(1, len(text))
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    dates = find_dates(text, this_year=this_year)
    year = (int(dates[0].value[:4]) - this_year) / 20 if dates else 0.0
    sex, country = read_sex(text), country_of_text(text) if letters >= 2 else None
    number = read_number(text)
    return [
        len(text) / 30,
        digits / count,
        letters / count,
        sum(map(str.isupper, text)) / max(1, letters),
        float(text[:1].isdigit()),
        float(len(text.split()) / 6),
        item.confidence,
        item.weakest,
        float(bool(dates)),
        float(len(dates) > 1),
        float(np.clip(year, -4, 2)),
        float(bool(dates) and year > 0),
        float(not dates and find_incomplete(text) is not None),
        float(sex is not None),
        float(country is not None),
        float(country is not None and len(text) <= 3),
        float(read_name(text) is not None),
        float(read_place(text) is not None),
        float(number is not None),
        float(number is not None and bool(NUMBER.fullmatch(re.sub(r"[^A-Z0-9]", "", text.upper())))),
        (sum(map(str.isdigit, number)) / 12) if number else 0.0,
        float(bool(ADDRESS.fullmatch(text)) and not dates),
        float(bool(AUTHORITY.search(fold(text)))),
        float(read_categories(text) is not None),
        float(letters >= 3 and is_town(text)),
        float(is_title(text)),
        float(is_overprint(text)),
        float("<<" in text),
        float("/" in text),
    ]


def _dates(items: Sequence[Item], this_year: int) -> Floats:
    """Lines × 6: how a line's date stands to the page's others."""
    values = [find_dates(item.text, this_year=this_year) for item in items]
    firsts = [dates[0].value if dates else "" for dates in values]
    everything = sorted({date.value for dates in values for date in dates})
    table = np.zeros((len(items), 6), dtype=np.float32)
    for row, value in zip(table, firsts, strict=True):
        if not value:
            continue
        row[0] = everything.index(value) / max(1, len(everything) - 1)
        row[1] = value == everything[0]
        row[2] = value == everything[-1]
        row[3] = any(is_span(value, other) for other in everything if other > value)
        row[4] = any(is_span(other, value) for other in everything if other < value)
        row[5] = min(len(everything), 5) / 5
    return table


def look_at(items: Sequence[Item], kind: DocumentType, issuer: str | None, this_year: int) -> Seen:
    """The first `MOST_LINES` lines of a page as the labeller sees them."""
    items = items[:MOST_LINES]
    height = float(np.median([item.height for item in items]))
    left, right = min(item.left for item in items), max(item.right for item in items)
    top, bottom = min(item.top for item in items), max(item.bottom for item in items)
    wide, high = max(1.0, right - left), max(1.0, bottom - top)
    places = np.array(
        [
            (item.left / height, item.right / height, item.middle / height, item.height / height)
            for item in items
        ],
        dtype=np.float32,
    )
    geometry = np.array(
        [
            (
                (item.left - left) / wide,
                (item.right - left) / wide,
                (item.middle - top) / high,
                item.height / height,
                (item.right - item.left) / item.height / 20,
                wide / high / 2,
                len(items) / 40,
                float(issuer is not None),
                *(float(kind == other) for other in KINDS),
            )
            for item in items
        ],
        dtype=np.float32,
    )
    form = np.array([_form(item, this_year) for item in items], dtype=np.float32)
    numbers = np.concatenate(
        [geometry, form, _dates(items, this_year), like_captions([item.text for item in items])], axis=1
    )
    letters = np.array([_encode(item.text.strip()) for item in items], dtype=np.uint8)
    return Seen(letters, numbers.astype(np.float32), places)


WIDTH = 8 + len(KINDS) + 29 + 6 + len(CAPTION_FIELDS)
"""Numbers that describe a line."""
