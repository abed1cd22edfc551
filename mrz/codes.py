"""State codes of machine-readable zones: ISO 3166-1 alpha-3 and ICAO Doc 9303-3 §5's own."""

from functools import cache

import pycountry

ICAO_ONLY = frozenset(
    "D GBD GBN GBO GBP GBS UNO UNA UNK EUE XXA XXB XXC XXX XOM XPO XCE XCC XCO XEC XPM XBA XIM XMP XDC "
    "RKS UTO IAO INP ASU".split()
)
"""Codes that ISO 3166 does not have. Some documents print two letters."""
TWO_LETTERS = frozenset({"GB"})


@cache
def known_codes() -> frozenset[str]:
    """Every code that may stand for an issuer or a nationality, without fillers."""
    return frozenset(country.alpha_3 for country in pycountry.countries) | ICAO_ONLY | TWO_LETTERS


def is_state_code(code: str) -> bool:
    """Whether this is a known code of three characters, fillers at its end."""
    return code.rstrip("<") in known_codes()


def to_alpha3(code: str) -> str | None:
    """The code without fillers, Germany's `D` as `DEU`; None when it is no known code."""
    bare = code.replace("<", "")
    if bare not in known_codes():
        return None
    return {"D": "DEU", "GB": "GBR"}.get(bare, bare)


def widen_code(code: str) -> str | None:
    """The alpha-3 code of a state that prints its two letters (as older cards of Slovenia do);
    None when it is no such code."""
    country = pycountry.countries.get(alpha_2=code.replace("<", ""))
    return str(country.alpha_3) if country is not None else None
