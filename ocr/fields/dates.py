"""Dates as documents print them: digits in any order and with any mark, months by name, two languages.

Sources: EU licences leave the format to the state (Hungary prints 1990.01.31.), ICAO Doc 9303-3 §4.4 allows
bilingual months such as `12 JUIL/JUL 74`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

MONTHS: dict[str, int] = {}
"""Folded beginnings of month names, three letters or more, in the languages of European documents."""

_NAMES = """
1 JAN JANUARY JANVIER JANV ENE ENERO GEN GENNAIO JANUAR JANEIRO STY STYCZEN STYCZNIA IAN IANUARIE SIJ SIJECANJ LED LEDEN TAM TAMMIKUU SAU SAUSIO SIC SICHEN OCAK YANUARI YAN LEDNA
2 FEB FEBRUARY FEV FEVR FEVRIER FEBRERO FEBBRAIO FEBRUAR FEVEREIRO LUT LUTY LUTEGO VELJ VELJACA UNOR UNORA HELMIKUU VAS VASARIO LYUT SUBAT FEVRUARI
3 MAR MARCH MARS MARZO MARZ MRZ MAERZ MARCO MARZEC MARCA MRT MAART MARTIE OZU OZUJAK BREZEN BREZNA MAALISKUU KOV KOVO BER BEREZEN MART MAC
4 APR APRIL AVR AVRIL ABR ABRIL APRILE KWI KWIECIEN KWIETNIA APRILIE TRAV TRAVANJ DUBEN DUBNA HUHTIKUU BAL BALANDZIO KVI KVITEN NISAN
5 MAY MAI MAYO MAG MAGGIO MEI MAIO MAJ MAJA SVI SVIBANJ KVETEN KVETNA TOUKOKUU GEG GEGUZES TRA TRAVEN MAYIS
6 JUN JUNE JUIN JUNIO GIU GIUGNO JUNI JUNHO CZE CZERWIEC CZERWCA IUN IUNIE LIP LIPANJ CERVEN CERVNA KESAKUU BIRZELIO CHE CHERVEN HAZIRAN YUNI
7 JUL JULY JUIL JUILLET JULIO LUG LUGLIO JULI JULHO LIPIEC LIPCA IUL IULIE SRP SRPANJ CERVENEC CERVENCE HEINAKUU LIE LIEPOS TEMMUZ YULI
8 AUG AUGUST AOUT AOU AGO AGOSTO SIE SIERPIEN SIERPNIA KOL KOLOVOZ SRPEN SRPNA ELOKUU RUGP RUGPJUCIO SER SERPEN AGUSTOS AVGUST AVG OGOS
9 SEP SEPT SEPTEMBER SEPTEMBRE SEPTIEMBRE SET SETTEMBRE SETEMBRO WRZ WRZESIEN WRZESNIA SEPTEMBRIE RUJ RUJAN ZARI SYYSKUU RUGSEJO VER VERESEN EYLUL SEPTEMVRI
10 OCT OCTOBER OCTOBRE OCTUBRE OTT OTTOBRE OKT OKTOBER OUT OUTUBRO PAZ PAZDZIERNIK PAZDZIERNIKA OCTOMBRIE RIJEN RIJNA LISTOPAD LOKAKUU SPA SPALIO ZHO ZHOVTEN EKIM OKTOMVRI
11 NOV NOVEMBER NOVEMBRE NOVIEMBRE NOVEMBRO LIS LISTOPADA LISTOPADU NOIEMBRIE STU STUDENI MARRASKUU LAP LAPKRICIO KASIM NOEMVRI
12 DEC DECEMBER DECEMBRE DIC DICIEMBRE DICEMBRE DEZ DEZEMBER DEZEMBRO GRU GRUDZIEN GRUDNIA DECEMBRIE PRO PROSINAC PROSINEC PROSINCE JOULUKUU GRUODZIO HRU HRUDEN ARALIK DEKEMVRI DIS
"""  # noqa: E501
# LISTOPAD is October in Croatian and November in Czech and Polish: the neighbouring LIS decides for neither.
for _row in _NAMES.strip().splitlines():
    _number, *_words = _row.split()
    for _word in _words:
        MONTHS.setdefault(_word, int(_number))

SHORTEST = 3
"""Letters of a month's abbreviation."""
TWICE_WRONG, AHEAD = 2, 2
"""Wrong letters of a month that is named in two languages; letters by which any other month must be
farther."""
LONGEST_TWICE = 9
"""Letters of such a word: abbreviations, for a line has no room for two whole names."""
DIGITS = str.maketrans("OQDIL|ZSB", "000111258")
WORD_OF_DIGITS = re.compile(r"(?<![A-Z0-9|])(?=[OQDIL|ZSB]*\d)[0-9OQDIL|ZSB]{1,4}(?![A-Z0-9|])")
NUMBERED = re.compile(r"4[ABCD]\d{1,2}")
"""The number of a licence's field and a day run together: `4b31.12.2015`."""
FULL = re.compile(
    r"(?<!\d)(\d{1,2})\s*[.,/\-: ·]\s*(\d{1,2})\s*[.,/\-: ·]\s*(\d{4}|\d{2})(?!\d|\s?-\s?\d{3})"
)
YEAR_FIRST = re.compile(r"(?<![\d.,/\-])((?:19|20)\d{2})\s*[.,/\- ]\s*(\d{1,2})\s*[.,/\- ]\s*(\d{1,2})(?!\d)")
GLUED = re.compile(r"(?<!\d)(\d{2})[.,/ ]?(\d{2})[.,/ ]?((?:19|20)\d{2})(?!\d)")
NAMED = re.compile(
    r"(?<!\d)(\d{1,2}|[O0][1-9]|(?<![A-Z])[Il1]\d)\s*[.,/\- ]*\s*([A-Z0]{3,12})\s*[.,/\- ]*\s*"
    r"(?:([A-Z0]{2,12})\s*[.,/\- ]*\s*)?"
    r"((?:19|20)\d{2}|\d{2})(?!\d)"
)
BILINGUAL = re.compile(
    r"(?<!\d)(\d{1,2})[.,\- ]*[^\s/]{2,10}\s?/\s?([A-Z]{3,9})[.,/\- ]*((?:19|20)\d{2}|\d{2})(?!\d)"
)
"""A month in another script, whatever that was read as, and in Latin letters: `22 4EP/JUN 70`."""
FAINT = re.compile(r"\s*(\d{1,2})[.,/\- ]*([^\d\s.,/\-]{3,10})[.,/\- ]*((?:19|20)\d{2}|\d{2})\s*")
"""A day, a word and a year, and nothing else in the line: the word is a month, well read or not."""
MONTH_FIRST = re.compile(r"(?<![A-Z])([A-Z]{3,9})\.?\s+(\d{1,2})\s*,?\s+((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True)
class PrintedDate:
    """A date found in a text: ISO `value`, and where it stands (`start`, `end`)."""

    value: str
    start: int
    end: int
    ambiguous: bool = False
    """Day and month could change places."""
    short_year: bool = False
    """The year has two digits."""


def month_number(word: str) -> int | None:
    """The month by its name or an unambiguous beginning, 1 to 12."""
    word = word.replace("0", "O")
    if word in MONTHS:
        return MONTHS[word]
    found = {number for name, number in MONTHS.items() if len(word) >= 4 and name.startswith(word)}
    return found.pop() if len(found) == 1 else None


def _split_month(word: str) -> int | None:
    """The month that a word names twice, in two languages, with the stroke between them misread or lost:
    `AUGIAOUT`."""
    for end in range(SHORTEST, len(word) - SHORTEST + 1):
        first = MONTHS.get(word[:end])
        if first is not None and first in (MONTHS.get(word[end:]), MONTHS.get(word[end + 1 :])):
            return first
    return None


@cache
def _named_twice() -> list[tuple[str, int]]:
    """Months in two languages without the stroke between them: `AUGAOUT`."""

    def pairs() -> Iterator[tuple[str, int]]:
        for first, number in MONTHS.items():
            for second, other in MONTHS.items():
                if number == other and len(first + second) <= LONGEST_TWICE:
                    yield first + second, number

    return sorted(set(pairs()))


def _misread_twice(word: str) -> int | None:
    """The month that a word names twice, a letter or two of it misread; None where another month is nearly
    as near."""
    if not 2 * SHORTEST <= len(word) <= LONGEST_TWICE:
        return None
    least: dict[int, int] = {}
    farthest = TWICE_WRONG + AHEAD
    for name, number in _named_twice():
        edits = Levenshtein.distance(name, word, score_cutoff=farthest)
        least[number] = min(edits, least.get(number, farthest))
    (first, edits), (_, next_edits) = sorted(least.items(), key=lambda entry: entry[1])[:2]
    return first if edits <= TWICE_WRONG and next_edits - edits >= AHEAD else None


@lru_cache(maxsize=1024)
def misread_month(word: str) -> int | None:
    """The one month that a word with a wrong letter can be, or with two where it is named in two languages;
    None where it can be several: JUB may be June or July."""
    word = word.replace("0", "O")
    twice = _split_month(word)
    if twice is not None:
        return twice
    near = {
        number for name, number in MONTHS.items() if Levenshtein.distance(name, word, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else _misread_twice(word) if not near else None


def _iso(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1880 <= year <= 2199):
        return None
    if day > (31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def full_year(text: str, *, future: bool, this_year: int) -> int:
    """A year of two digits in its century: births are never after this year, expiries may be."""
    year = int(text)
    if len(text) == 4:
        return year
    latest = this_year + 20 if future else this_year
    century = latest // 100 * 100
    return century + year if century + year <= latest else century - 100 + year


def mend_digits(folded: str) -> str:
    """The text with letters that stand for digits read as these, where digits are around them:
    `2O.O3.1966`."""
    return WORD_OF_DIGITS.sub(
        lambda word: word[0] if NUMBERED.fullmatch(word[0]) else word[0].translate(DIGITS), folded
    )


def find_dates(
    text: str, *, future: bool = True, this_year: int = 2026, month_first: bool = False
) -> list[PrintedDate]:
    """Every whole date in a text, in order; `month_first` is the habit of the United States."""
    folded = "".join(anyascii(char).upper()[:1] or char for char in text)
    if len(folded) != len(text):  # pragma: no cover (one character for one by construction)
        folded = text.upper()
    folded = mend_digits(folded)
    found: list[PrintedDate] = []

    def add(match: re.Match[str], year: str, month: int | None, day: str, ambiguous: bool = False) -> None:
        if month is None or any(match.start() < old.end and old.start < match.end() for old in found):
            return
        digits = day.replace("O", "0").replace("I", "1").replace("L", "1")
        value = _iso(full_year(year, future=future, this_year=this_year), month, int(digits))
        if value is not None:
            found.append(PrintedDate(value, match.start(), match.end(), ambiguous, len(year) == 2))

    for match in YEAR_FIRST.finditer(folded):
        add(match, match[1], int(match[2]), match[3])
    # Before a month by its name: what a Cyrillic month was read as may end in digits, which are no day.
    for match in BILINGUAL.finditer(folded):
        add(match, match[3], month_number(match[2]), match[1])
    for match in NAMED.finditer(folded):
        month = month_number(match[2])
        second = month_number(match[3]) if match[3] else None
        # The second language is one of ICAO's (Doc 9303-3 §4.4): MEI is May in Dutch, and June in Irish.
        add(match, match[4], second if second is not None else month, match[1])
    alone = FAINT.fullmatch(folded) if not found else None
    if alone is not None:
        add(alone, alone[3], misread_month(alone[2]), alone[1])
    for match in MONTH_FIRST.finditer(folded):
        add(match, match[3], month_number(match[1]), match[2])
    for pattern in (FULL, GLUED):
        for match in pattern.finditer(folded):
            day, month_text = match[1], match[2]
            swap = (month_first and int(day) <= 12) or int(month_text) > 12
            if swap:
                day, month_text = month_text, day
            both = int(day) <= 12 and int(month_text) <= 12 and day != month_text
            add(match, match[3], int(month_text), day, both)
    return sorted(found, key=lambda date: date.start)


UNKNOWN = r"(?:00|XX|--|\*\*|__|\.\.)"
"""How documents print a day or a month that nobody knows."""
MARK = r"[./,\- ]*"
YEAR = r"(?P<year>(?:19|20)\d{2})"
MONTH = rf"(?:(?P<month>\d{{2}})|(?P<name>[A-Z]{{3,12}}(?:/[A-Z]{{3,12}})?)|{UNKNOWN})"
INCOMPLETE = (
    re.compile(rf"(?<![A-Z0-9]){UNKNOWN}{MARK}{MONTH}{MARK}{YEAR}(?!\d)"),
    re.compile(rf"(?<!\d){YEAR}{MARK}{MONTH}{MARK}{UNKNOWN}(?![A-Z0-9])"),
    re.compile(YEAR),
)


def find_incomplete(text: str) -> PrintedDate | None:
    """The IncompleteDate of a birth of which only the year, or the month and the year, are printed:
    `1974-00-00`, `1974-08-00`; None where the text is nothing of the kind. A year alone must be all there
    is."""
    folded = mend_digits("".join(anyascii(char).upper()[:1] or char for char in text))
    for pattern in INCOMPLETE:
        match = pattern.search(folded)
        if match is None or (pattern is INCOMPLETE[-1] and folded.strip(" .") != match[0]):
            continue
        groups = match.groupdict()
        month = int(groups.get("month") or 0)
        if groups.get("name"):
            numbers = [month_number(word) for word in groups["name"].split("/")]
            month = next((number for number in numbers if number is not None), 0)
        if month > 12:
            return None
        return PrintedDate(f"{groups['year']}-{month:02d}-00", match.start(), match.end())
    return None
