"""Names and birthplaces whose captions cannot be read, by where they stand.

On small pictures the captions are the first to go, while the values, in larger print, are still legible.
Documents print the family name over the given names, both over the birth date (ICAO Doc 9303-4 §4.1, -5;
2006/126/EC Annex I), and the birthplace between the birth date and the date of issue. A guess never
contradicts an MRZ.
"""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ocr.fields.assign import Reading, is_announced, read_unannounced
from ocr.fields.captions import Caption
from ocr.fields.countries import country_in_heading, country_of_text, country_run_together
from ocr.fields.dates import find_dates
from ocr.fields.document import is_title
from ocr.fields.gazetteer import is_town
from ocr.fields.grammar import LATIN, read_sex
from ocr.fields.layout import Item, fold
from ocr.fields.specimen import is_overprint_seen

DOUBT = 0.7
"""A guess keeps this share of its line's confidence."""
LEGIBLE, CLEAR = 0.85, 0.3
"""Confidence of a line, and probability of its least sure character, from which it is no caption misread."""
SIZES = 0.75, 1.7
"""Heights of values, against those of dates."""
AUTHORITY = re.compile(
    r"MINIST|POLI[CTZS]|PREFE[CK]|PREFET|STADT|GEMEENTE|KANTON|CANTON|BUREAU|DIRE[CK]|OFFICE|QUESTURA|DEPART|"
    r"REGIST|AGENC|AGENCIA|AUTORI|MAGISTR|PREZYDENT|STAROSTA|WOJEWODA|STYREL|SKATTE|"
    r"WILAYA|DAIRA|NEMZETI|"
    r"MUP |MVR |MOI |MIA |SERVIC|CONSUL|EMBASS|AMBASS|LAND(RAT|KREIS)|AMT\b|URAD|UPRAVNA|POLSKI|KOMMUN|"
    r"COMUNE|MAIRIE|AYUNTA|JPT |PU |PP "
)
"""Words of which the names of authorities are made; the labeller has learned with them."""
BUREAU = re.compile(r"(DKM|MUP|MVR|MBP) [A-Z]{2,}")
"""Ministries and directorates that states shorten before the town of the bureau: Albania's, those of former
Yugoslavia's states, Bulgaria's (МВР)."""
ACRONYM = re.compile(r"([A-Z]{3,6}|[A-Z]{2,6}[-–. ][A-Z]{2,12})\d?")
"""An authority in capitals alone; two of them are a state's sign."""
SURE_TOWN = 6
"""Letters from which a town's name is none by chance."""
ALIGNED = 1.5
"""Heights by which the left edges of one column differ."""
BESIDE = 14.0
"""Heights to the right from where a birth date stands on another side, or in another column."""
ASIDE, SAME_ROW = 6.0, 0.5
"""Heights to the given names beside the family name, and by which they may be higher or lower."""
REACH = 5.0
"""Heights between the two names at most: a caption, legible or not, stands between them."""


@dataclass(frozen=True)
class Sheet:
    """What is known of a page: its readings, its captions, the lines that nobody has taken, all lines."""

    readings: Sequence[Reading]
    captions: Sequence[Caption]
    free: Sequence[Item]
    items: Sequence[Item]
    issuer: str | None
    is_back: bool = False
    """Another page of the upload says whose document it is."""

    def line_of(self, field: str) -> Item | None:
        """The line that gave a field."""
        polygon = next((reading.polygon for reading in self.readings if reading.field == field), None)
        return next((item for item in self.items if item.polygon == polygon), None)


def _height(sheet: Sheet) -> float | None:
    """Height of values: that of the dates, which are values wherever they stand; of a back without one that
    of its lines."""
    dates = [item.height for item in sheet.items if find_dates(item.text)]
    if not dates and sheet.is_back:
        dates = [item.height for item in sheet.items]
    return statistics.median(dates) if dates else None


def names_country(text: str) -> bool:
    """Whether all of a text is countries' names: LYON/FRA is none, nor is a town, with its country, that has
    the name of a state."""
    parts = [part for part in re.split(r"[/(),·]", text) if part.strip()]
    if len(parts) > 1 and is_town(parts[0]) and country_of_text(parts[0]) is None:
        return False
    return all(country_of_text(part) for part in parts) or country_in_heading(text) is not None


def is_heading(text: str) -> bool:
    """Whether a text is a state's name in several languages, which nobody is called: France is a surname."""
    parts = [part for part in re.split(r"[/·]", text) if part.strip()]
    if country_run_together(text) is not None or (
        len(parts) > 1 and all(country_of_text(part) for part in parts)
    ):
        return True
    # The point between two languages is read as a hyphen, which names have as well.
    named = [country_of_text(part) for part in re.split("[-–]", text) if part.strip()]
    return len(named) > 1 and named[0] is not None and len({*named}) == 1


def _find_values(sheet: Sheet, field: str, height: float) -> list[Item]:
    """Free lines that can be a value of the field, from top to bottom."""
    others = [caption for caption in sheet.captions if caption.field != field]
    found = []
    for item in sheet.free:
        legible = item.confidence >= LEGIBLE and item.weakest >= CLEAR
        # Of a line that was cut, it is the other part that could not be read.
        legible = legible or (field == "placeOfBirth" and len(item.text) >= SURE_TOWN and is_town(item.text))
        if not legible or not SIZES[0] * height < item.height < SIZES[1] * height:
            continue
        if LATIN[field](item.text) is None or len(fold(item.text)) < 2 or read_sex(item.text) is not None:
            continue
        if names_country(item.text) or is_title(item.text) or is_announced(item, others):
            continue
        if field == "placeOfBirth" and is_overprint_seen(item.text):
            continue
        if field in ("familyName", "givenNames") and "," in item.text:
            continue  # an address
        found.append(item)
    return sorted(found, key=lambda item: item.middle)


def _read(field: str, item: Item) -> Reading:
    return read_unannounced(field, LATIN[field](item.text) or "", item, DOUBT)


def in_column(first: Item, second: Item) -> bool:
    """Whether two lines begin at the same edge."""
    return abs(first.left - second.left) < ALIGNED * max(first.height, second.height)


def _find_beside(sheet: Sheet, family: Item, values: Sequence[Item]) -> list[Item]:
    """Lines right of the family name, where one caption announces both names."""
    if not any(caption.field == "fullName" for caption in sheet.captions):
        return []
    height = family.height
    return [
        item
        for item in values
        if abs(item.middle - family.middle) < SAME_ROW * height
        and 0 < item.left - family.right < ASIDE * height
    ]


def _guess_names(sheet: Sheet, height: float) -> list[Reading]:
    birth, family, given = (sheet.line_of(field) for field in ("birthDate", "familyName", "givenNames"))
    dated = [item for item in sheet.items if find_dates(item.text)]
    birth = birth or min(dated, key=lambda item: item.middle, default=None)
    if (family is not None and given is not None) or birth is None or sheet.is_back:
        return []
    values = _find_values(sheet, "givenNames" if family is not None else "familyName", height)
    if given is not None:  # next to which the family name stands, on some licences below the birth date
        over = [item for item in values if item.middle < given.middle and in_column(item, given)]
        near = [item for item in over if given.middle - item.middle < REACH * height]
        return [_read("familyName", near[-1])] if near else []
    # Another side of the document may lie beside it.
    values = [
        item
        for item in values
        if item.middle < birth.middle - 0.5 * height or birth.left - item.left > BESIDE * height
    ]
    if family is not None:
        under = [item for item in values if item.middle > family.middle and in_column(item, family)]
        near = [item for item in under if item.middle - family.middle < REACH * height]
        near = near or _find_beside(sheet, family, values)
        return [_read("givenNames", near[0])] if near else []
    return _pair(values, height) or _guess_names_by_address(sheet, height)


def _pair(values: Sequence[Item], height: float) -> list[Reading]:
    """The first two lines of one column that are near each other."""
    for number, first in enumerate(values):
        for second in values[number + 1 :]:
            apart = (second.middle - first.middle) / height
            if in_column(first, second) and 0.6 < apart < REACH:
                return [_read("familyName", first), _read("givenNames", second)]
    return []


def _guess_names_by_address(sheet: Sheet, height: float) -> list[Reading]:
    """North America's licences print the names over the address, wherever the dates are (AAMVA's card
    design)."""
    address = sheet.line_of("residenceAddress")
    if address is None:
        return []
    values = _find_values(sheet, "familyName", height)
    return _pair([v for v in values if 0 < address.middle - v.middle < REACH * height], height)


def _guess_place(sheet: Sheet, height: float) -> list[Reading]:
    """A town between the birth date and the next date; on a side without a birth date, the one town there
    is."""
    birth = sheet.line_of("birthDate")
    if sheet.line_of("placeOfBirth") is not None:
        return []
    values = _find_values(sheet, "placeOfBirth", height)
    if birth is None:
        towns = [item for item in values if is_town(item.text)]
        return [_read("placeOfBirth", towns[0])] if len(towns) == 1 and sheet.is_back else []
    later = [
        item.middle
        for item in sheet.items
        if find_dates(item.text) and item.middle > birth.middle + height and item.polygon != birth.polygon
    ]
    end = min(later, default=birth.middle + 6 * height)
    values = [item for item in values if birth.middle - 0.5 * height < item.middle < end - 0.5 * height]
    towns = [item for item in values if is_town(item.text)]
    values = [item for item in values if item.left > birth.left - height]
    below = [item for item in values if item.middle > birth.middle and in_column(item, birth)]
    chosen = towns if len(towns) == 1 else below if len(below) == 1 else values
    return [_read("placeOfBirth", chosen[0])] if len(chosen) == 1 else []


def is_bureau(text: str) -> bool:
    """Whether a text is a bureau of a shortened authority, and so nobody's name."""
    return BUREAU.match(fold(text)) is not None


def _guess_authority(sheet: Sheet, height: float) -> list[Reading]:
    """The one line left that is said like an authority."""
    if sheet.line_of("issuingAuthority") is not None:
        return []
    values = [
        item
        for item in _find_values(sheet, "issuingAuthority", height)
        if AUTHORITY.search(fold(item.text)) or is_bureau(item.text) or ACRONYM.fullmatch(item.text.strip())
    ]
    return [_read("issuingAuthority", values[0])] if len(values) == 1 else []


def guess_by_order(sheet: Sheet) -> list[Reading]:
    """Readings for names and birthplace where no caption gave any."""
    height = _height(sheet)
    if height is None:
        return []
    names = _guess_names(sheet, height)
    used = {reading.polygon for reading in names}
    rest = replace(sheet, free=[item for item in sheet.free if item.polygon not in used])
    place = _guess_place(rest, height)
    used |= {reading.polygon for reading in place}
    rest = replace(rest, free=[item for item in rest.free if item.polygon not in used])
    return names + place + _guess_authority(rest, height)
