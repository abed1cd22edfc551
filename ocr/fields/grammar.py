"""What a value of each field looks like: text to value, or None when the text cannot be one.

Values are as the contract has them: ISO dates, ISO 5218 sex, alpha-3 countries, numbers without spaces.
"""

import re
from dataclasses import dataclass

from ocr.fields.countries import country_of_text, spell_country
from ocr.fields.dates import find_dates, find_incomplete, misread_month, month_number
from ocr.fields.layout import fold
from ocr.fields.scripts import latin_form, set_carons
from ocr.fields.specimen import is_overprint_seen

SEXES = {
    1: "M MALE MASCULIN MASCULINO MANNLICH MAN MANNELIJK MESKI MEZCZYZNA H HOMME MUSKI MUZ FERFI ERKEK MIES "
    "VYR VYRAS",
    2: "F FEMALE FEMININ FEMENINO FEMMINILE WEIBLICH W VROUW VROUWELIJK V K KOBIETA FEMME ZENSKI Z ZENA N NO "
    "KADIN NAINEN MOT MOTERIS",
    0: "X",
}
"""Words for the sexes as documents print them, folded (K is kobieta or kadın, N is nő, Z is ženski)."""
_SEX = {word: value for value, words in SEXES.items() for word in words.split()}
SEXES_JOINED = re.compile(r"^([FHKMNVWXZŽ](?=.[FKMVWXZ])|MOT|VYR)[Il1|]([A-Z])$")
"""A stroke between two letters, read as one: `M/F` as MIF."""
HEIGHT = re.compile(r"(?<![\w.,])(?:[12][.,]\d\d\s?m|[12]\d\d\s?cm)\b", re.IGNORECASE)
"""A person's height."""
FEWEST_DIGITS = 3
NUMERO = re.compile(r"^(N[°ºo]?\s*[.:]\s*|4d\.\s+)")
"""`N°:` or the number of its field before a number."""
SMALL_BEFORE = re.compile(r"^([^\W\d]{1,5}\s+)*[^\W\d]*[^\W\dA-Z][^\W\d]*\s+(?=\d{7,}$)")
"""What was read of a caption before a number of digits alone."""
LOOK_LIKE = {"8": "B", "81": "B1", "8E": "BE", "01": "D1", "0E": "DE", "0": "D", "CI": "C1", "AI": "A1"}
"""Categories as readers see them."""
NUMBERED = re.compile(r"^\s*4\s?c?[.,:)]?\s+(?=[^\W\d_])")
"""`4c.` before an authority, its letter read or not."""
NUMBER = re.compile(r"[A-Z0-9][A-Z0-9 \-/.]{3,24}")
CATEGORY = re.compile(
    r"AM|[ABCD]1?|A2|BE|B1?E|C1?E|D1?E|[FGHKLMTW]|LK|T[MB]|MCWG|MCWOG|LMV(-NT)?|TRANS|HMV|HGMV"
)
STRAY = re.compile(r"(?<=[^\W\d_a-z]{4})\s+[a-z]{1,3}$")
"""Small letters behind a town in capitals: another script beside it, read as Latin."""
BEFORE_PLACE = re.compile(r"^\s*\d{1,2}\s*(?:[.:)]\s*|(?=\())(?!\d)")
"""`6:` or `6(` before a place: the number of its field."""
WHOLLY_BRACKETED = re.compile(r"^\(([^()]+)\)$")
"""A place that stands in brackets behind a date."""
MONTH_AND_YEAR = re.compile(r"\s*([^\W\d]{3,10})[ .]*\d\d\s*")
LONGEST = 60
"""Characters of a place or an authority."""
MARKS = " \t:;,.·•*'\"^`´|()[]{}<>=_~-–/\\"


@dataclass(frozen=True)
class Habit:
    """What the issuing state settles: the year of reading, the order of day and month, the scripts."""

    this_year: int
    month_first: bool = False
    issuer: str | None = None


def read_sex(text: str) -> int | None:
    """ISO 5218, from forms such as `M`, `F/F`, `K/M`, `Ž/F`, `P-F`; Latin codes beside a national one win."""
    words = fold(SEXES_JOINED.sub(r"\1/\2", text.strip())).split()
    if not 1 <= len(words) <= 3:
        return None
    values = [_SEX[word] for word in words if word in _SEX]
    if not values or len(values) < len(words) - 1:
        return None
    return values[-1]


def read_name(text: str) -> str | None:
    """A name as printed, without the small marks and numbers around it."""
    text = re.sub(r"^\s*\(?\d{1,2}[a-d]?[.):]\s*", "", text)
    text = text.strip(MARKS)
    letters = sum(char.isalpha() for char in text)
    if letters < 2 or letters < 0.75 * len(text.replace(" ", "")) or any(char.isdigit() for char in text):
        return None
    if ":" in text or len(text.split()) > 7 or len(text) > 60 or not any(char.isupper() for char in text):
        return None
    return None if read_categories(text) else text


def _is_part_of_date(text: str) -> bool:
    """Whether a text is a month, read well or not, and a year of two digits: the end of a date that an
    overprint or a fold cut in two. Districts have numbers too: PRAHA 10."""
    match = MONTH_AND_YEAR.fullmatch(fold(text))
    return match is not None and (month_number(match[1]) or misread_month(match[1])) is not None


def read_place(text: str) -> str | None:
    """A place as printed, without a date beside it; district numbers such as `PARIS 1ER (75)` belong to
    it."""
    text = BEFORE_PLACE.sub("", text)
    if _is_part_of_date(text):
        return None
    incomplete = find_incomplete(text)
    for date in reversed(find_dates(text) or ([incomplete] if incomplete else [])):
        text = text[: date.start] + " " + text[date.end :]
    text = STRAY.sub("", " ".join(text.strip(" .,:;·•*=_~<>-–/").split()))
    text = spell_country(WHOLLY_BRACKETED.sub(r"\1", text))
    letters = sum(char.isalpha() for char in text)
    if letters < 2 or letters < 0.5 * len(text.replace(" ", "")) or len(text) > LONGEST:
        return None
    return None if read_categories(text) else text


def read_categories(text: str) -> str | None:
    """Categories of a driving licence (2006/126/EC art. 4 and national ones), a space between them."""
    words = [word for word in re.split(r"[\s,;/.\-–]+", text.upper()) if word]
    if any(CATEGORY.fullmatch(word) for word in words):
        words = [LOOK_LIKE.get(word, word) for word in words]
    known = [word for word in words if CATEGORY.fullmatch(word)]
    return " ".join(known) if known and len(known) >= 0.6 * len(words) else None


def read_number(text: str) -> str | None:
    """A document number: at least four digits and capitals, without spaces; dates are none."""
    compact = re.sub(r"\s+", "", SMALL_BEFORE.sub("", NUMERO.sub("", text.strip(MARKS))))
    digits = sum(char.isdigit() for char in compact)
    if not re.fullmatch(r"[A-Z0-9][A-Z0-9\-/.º°]{3,24}", compact) or digits < FEWEST_DIGITS:
        # Germany's numbers are of letters and digits in any mixture.
        return compact if digits and re.fullmatch(r"[A-Z0-9]{9}", compact) else None
    if any(date.end - date.start >= len(text.strip()) - 1 for date in find_dates(text)):
        return None
    return compact


def read_address(text: str) -> str | None:
    """An address: words and mostly a number, no date."""
    text = text.strip(" :;·•*=_~<>-–/,")
    letters = sum(char.isalpha() for char in text)
    if letters < 4 or len(text) < 6 or not any(len(word) >= 3 for word in fold(text).split()):
        return None
    return None if find_dates(text) or is_overprint_seen(text) else text


PERMIT = re.compile(r"\bPERMIT(TED)?$")
"""What a residence permit permits."""
MVR = re.compile(r"^MBP(?= [^\W\d]{2,})")
"""Bulgaria's ministry, МВР, before a town, as one reads it who knows no Cyrillic."""


def _read_authority(text: str) -> str | None:
    """An authority: its name, or a number of three digits and more; without the number of its field."""
    text = MVR.sub("MVR", NUMBERED.sub("", text).strip(MARKS))
    named = len(text) >= 2 and any(map(str.isupper, text)) and not is_overprint_seen(text)
    named = named and not PERMIT.search(fold(text))
    named = named and not HEIGHT.fullmatch(text) and len(text) <= LONGEST
    return text if named or re.fullmatch(r"\d{3,8}", text) else None


LATIN = {
    "familyName": read_name,
    "givenNames": read_name,
    "fullName": read_name,
    "wholeName": read_name,
    "placeOfBirth": read_place,
    "issuingAuthority": _read_authority,
    "residenceAddress": read_address,
}
"""Fields whose value is in Latin letters, and their grammar."""


def read_value(field: str, text: str, habit: Habit) -> str | int | None:  # noqa: PLR0911 (one per grammar)
    """The value of `field` that `text` prints, or None when the text cannot be one."""
    text = text.strip()
    if field in ("birthDate", "issueDate", "expiryDate"):
        dates = find_dates(
            text, future=field != "birthDate", this_year=habit.this_year, month_first=habit.month_first
        )
        if dates:
            return dates[-1].value if field == "expiryDate" else dates[0].value
        incomplete = find_incomplete(text) if field == "birthDate" else None
        return incomplete.value if incomplete else None
    if field == "gender":
        return read_sex(text)
    if field == "nationality":
        return country_of_text(text, habit.issuer)
    if field in LATIN:
        latin = latin_form(set_carons(text, habit.issuer), habit.issuer)
        return None if latin is None else LATIN[field](latin)
    if field in ("documentNumber", "personalNumber"):
        return read_number(text)
    if field == "licenceCategories":
        return read_categories(text)
    return text.strip(MARKS) if len(text.strip(MARKS)) >= 2 else None
