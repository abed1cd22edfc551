"""Countries and nationalities to choose from: ISO 3166 by its Babel names, and the codes ICAO adds."""

import unicodedata
from functools import lru_cache

import pycountry
from babel import Locale

from service.web.i18n import mark, translate

ICAO_CODES = {
    "RKS": mark("Kosovo"),
    "UTO": mark("Utopia (specimen documents)"),
    "XXA": mark("Stateless person"),
    "XXB": mark("Refugee (1951 Convention)"),
    "XXC": mark("Refugee (other)"),
    "XXX": mark("Nationality unspecified"),
    "UNO": mark("United Nations"),
    "EUE": mark("European Union"),
    "GBD": mark("British overseas territories citizen"),
    "GBN": mark("British national (overseas)"),
    "GBO": mark("British overseas citizen"),
    "GBP": mark("British protected person"),
    "GBS": mark("British subject"),
}
"""ICAO Doc 9303 part 3, section 5: codes in documents that ISO 3166 does not have."""


@lru_cache
def list_countries(language: str) -> list[tuple[str, str]]:
    """`(alpha-3 code, name)` in the language, sorted by name."""
    names = Locale.parse(language).territories
    found = [
        (str(country.alpha_3), str(names.get(country.alpha_2, country.name)))
        for country in pycountry.countries
    ]
    found += [(code, translate(language, name)) for code, name in ICAO_CODES.items()]
    return sorted(found, key=lambda pair: sort_key(pair[1]))


def sort_key(text: str) -> str:
    """Where a word stands in an alphabet of our four languages: marks do not count (CLDR, first level)."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ø", "o").replace("æ", "ae"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def country_name(language: str, code: str | None) -> str:
    """The name of a country by its code; an unknown code as it is."""
    return dict(list_countries(language)).get(code or "", code or "")
