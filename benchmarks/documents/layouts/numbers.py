"""Document and personal numbers: patterns, and check digits as python-stdnum knows them.

A pattern's `9` becomes a digit, `A` a letter, `X` either; `{…}` takes from the person; `?` is found so that
the number is valid: by trial, because that needs nothing but the standard's own test.
"""

import importlib
import string
from datetime import date
from itertools import product

import numpy as np

from benchmarks.documents.layouts.errors import LayoutInvalidError
from benchmarks.documents.layouts.model import Personal

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
LETTERS_BY_DECADE = "ABCDEFGHIJKLM"
"""From 1900 on, in Albanian numbers."""
ATTEMPTS = 60
CODICE_MONTHS = "ABCDEHLMPRST"
"""Months in the Italian tax code."""


def fill_pattern(pattern: str, rng: np.random.Generator) -> str:
    """`9` a digit, `A` a letter without I, O, Q, `X` either; all else stays."""
    draws = {"9": string.digits, "A": LETTERS, "X": string.digits + LETTERS}
    return "".join(draws[mark][rng.integers(len(draws[mark]))] if mark in draws else mark for mark in pattern)


def _consonants(name: str) -> str:
    """Three letters of a name for the Italian tax code."""
    letters = [letter for letter in name.upper() if "A" <= letter <= "Z"]
    ordered = [x for x in letters if x not in "AEIOU"] + [x for x in letters if x in "AEIOU"]
    return ("".join(ordered) + "XXX")[:3]


def _facts(born: date, male: bool, names: tuple[str, str], rng: np.random.Generator) -> dict[str, str]:
    """What the braces of a body may take."""
    late, step = born.year >= 2000, 0 if male else 1
    codice = _consonants(names[0]) + _consonants(names[1])
    return {
        "Y": f"{born:%Y}",
        "y": f"{born:%y}",
        "y3": f"{born.year % 1000:03d}",
        "m": f"{born:%m}",
        "d": f"{born:%d}",
        "m20": f"{born.month + 20 * late:02d}",
        "m40": f"{born.month + 40 * late:02d}",
        "m50f": f"{born.month + 50 * step:02d}",
        "d40f": f"{born.day + 40 * step:02d}",
        "cnp": str(1 + step + 4 * late),
        "ik": str(3 + step + 2 * late),
        "odd": str(int(rng.integers(5)) * 2 + (1 if male else 0)),
        "parity": str(int(rng.integers(5)) * 2 + step),
        "half": str(int(rng.integers(5)) + 5 * step),
        "decade": LETTERS_BY_DECADE[(born.year - 1900) // 10],
        "century": "A" if late else "-",
        "codice": codice,
        "month": CODICE_MONTHS[born.month - 1],
        "days1900": f"{(born - date(1899, 12, 31)).days:05d}",
    }


def _is_valid(module: str, number: str) -> bool:
    return bool(importlib.import_module(f"stdnum.{module}").is_valid(number))


def _complete(body: str, module: str) -> str | None:
    """The number with its `?` found, None where no character makes it valid."""
    places = body.count("?")
    alphabet = string.digits + string.ascii_uppercase if places == 1 else string.digits
    for tried in product(alphabet, repeat=places):
        rest = iter(tried)
        number = "".join(next(rest) if mark == "?" else mark for mark in body)
        if _is_valid(module, number):
            return number
    return None


def invent_personal(
    personal: Personal, born: date, male: bool, names: tuple[str, str], rng: np.random.Generator
) -> str:
    """A personal number that fits birth date and sex; raises `LayoutInvalidError` when none is found.

    `names` are family and given name in plain letters.
    """
    for _ in range(ATTEMPTS):
        facts = _facts(born, male, names, rng)
        pieces = personal.body.replace("{", "}").split("}")
        body = "".join(
            facts[piece] if place % 2 else fill_pattern(piece, rng) for place, piece in enumerate(pieces)
        )
        number = _complete(body, personal.check) if personal.check else body
        if number is not None:
            return number
    raise LayoutInvalidError(reason=f"no number of {personal.check} fits {personal.body}")


def show_number(number: str, shown: str) -> str:
    """The number as printed: each `#` of `shown` takes the next character, the last one all that are left."""
    if not shown:
        return number
    rest = list(number)
    last = shown.rfind("#")
    return "".join(
        ("".join(rest) if place == last else rest.pop(0)) if mark == "#" else mark
        for place, mark in enumerate(shown)
    )
