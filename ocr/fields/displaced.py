"""Values without a caption that stand where documents do not print their field: they are set aside until it
is known whether another line fits better.

What a line is likely to be is told by its letters above all, and an authority reads like a name. Where it
stands says more: the family name over the given names, both over the birth date (ICAO Doc 9303-4 §4.1, -5;
2006/126/EC Annex I), the birthplace and the authority after it.
"""

import re
from collections.abc import Mapping, Sequence

from ocr.fields.assign import Reading
from ocr.fields.document import is_title
from ocr.fields.gazetteer import is_town
from ocr.fields.grammar import read_name
from ocr.fields.layout import Item
from ocr.fields.order import BESIDE, CLEAR, LEGIBLE, REACH, SIZES, in_column, names_country

NAMES = ("familyName", "givenNames")
LATER = ("placeOfBirth", "issuingAuthority")
"""Fields that come after the birth date."""
ADDRESS = "residenceAddress"
CLOSE = 1.5
"""Heights from a birth date to what stands right beside it."""
STEP = 0.5
"""Heights by which a line is under another, and no more beside it."""


def _is_under(lower: Item, upper: Item) -> bool:
    """Whether a line stands under another on the same side of the document."""
    near = abs(lower.left - upper.left) <= BESIDE * upper.height
    return near and lower.middle > upper.middle + STEP * upper.height


def _stands_over(family: Item, given: Item) -> bool:
    """Whether two lines stand as the family name and the given names do: in a column, or in one row."""
    height = max(family.height, given.height)
    down = (given.middle - family.middle) / height
    return abs(down) < STEP or (0 < down < REACH and in_column(family, given))


def _is_over_one(given: Item, birth: Item | None, items: Sequence[Item]) -> bool:
    """Whether the first words of a column are taken for given names: nothing is over them, and what could be
    those stands under them, before the birth date."""
    if birth is None:
        return False
    column = [
        item
        for item in items
        if item is not given
        and item.middle < birth.middle - STEP * birth.height
        and _may_be_name(item, given)
    ]
    over = [item for item in column if 0 < given.middle - item.middle < REACH * given.height]
    under = [item for item in column if 0 < item.middle - given.middle < REACH * given.height]
    return bool(under) and not over


def _may_be_name(item: Item, other: Item) -> bool:
    """Whether a line stands as another name would, in print of its size, and can be read."""
    legible = item.confidence >= LEGIBLE and item.weakest >= CLEAR and read_name(item.text) is not None
    alike = SIZES[0] * other.height < item.height < SIZES[1] * other.height
    return (
        legible and alike and in_column(item, other) and not (names_country(item.text) or is_title(item.text))
    )


def _find_places(lines: Mapping[str, Item]) -> set[str]:
    """Fields whose line is rather a birthplace, where there is none: the words right beside the birth date
    (2006/126/EC prints both in field 3); an address that is a town and nothing else."""
    birth, authority, address = (lines.get(name) for name in ("birthDate", "issuingAuthority", ADDRESS))
    if "placeOfBirth" in lines:
        return set()
    places = set()
    if birth is None and authority is not None and is_town(authority.text):
        places.add("issuingAuthority")  # on a card's back, where the town stands that the birth date has not
    if birth is not None and authority is not None:
        beside = abs(authority.middle - birth.middle) < STEP * birth.height
        if beside and -STEP < (authority.left - birth.right) / birth.height < CLOSE:
            places.add("issuingAuthority")
    if address is not None and is_town(address.text) and not re.search(r"[\d,]", address.text):
        places.add(ADDRESS)
    return places


def find_displaced(readings: Sequence[Reading], items: Sequence[Item]) -> list[Reading]:
    """The readings without a caption that stand where their field does not."""
    by_polygon = {item.polygon: item for item in items}
    # The first reading of a field is the one that counts.
    found = {reading.field: reading for reading in reversed(readings) if reading.polygon in by_polygon}
    lines = {field: by_polygon[reading.polygon] for field, reading in found.items()}
    birth, family, given = (lines.get(field) for field in ("birthDate", *NAMES))
    displaced = {
        field for field in NAMES if birth is not None and field in lines and _is_under(lines[field], birth)
    }
    if (
        given is not None
        and (family is None or "familyName" in displaced)
        and _is_over_one(given, birth, items)
    ):
        displaced.add("givenNames")
    elif family is not None and given is not None and not _stands_over(family, given):
        loose = [field for field in NAMES if not found[field].anchored]
        if len(loose) == len(NAMES) and _stands_over(given, family):
            displaced |= {*NAMES}  # the one for the other
        elif loose:
            displaced.add(min(loose, key=lambda field: found[field].confidence))
    columns = [line for line in (birth, family, given) if line is not None]
    displaced |= {
        field
        for field in LATER
        if birth is not None
        and field in lines
        and _is_under(birth, lines[field])
        and any(in_column(line, lines[field]) for line in columns)
    }
    displaced |= _find_places(lines)
    return [reading for field, reading in found.items() if field in displaced and not reading.anchored]


def restore(readings: Sequence[Reading], displaced: Sequence[Reading]) -> list[Reading]:
    """The readings with those set aside for which no other line was found, unless theirs is another's now."""
    found = {reading.field for reading in readings}
    used = {reading.polygon for reading in readings}
    return [
        *readings,
        *(reading for reading in displaced if reading.field not in found and reading.polygon not in used),
    ]
