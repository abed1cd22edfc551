"""The alphabet as arrays: classes, values modulo 10, and shifts of residues."""

from collections.abc import Iterable
from functools import cache

import numpy as np
import numpy.typing as npt

from mrz.check_digits import value
from mrz.formats import DIGITS, LETTERS
from mrz.strips import CHARACTERS

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]

SYMBOLS = len(CHARACTERS)
INDEX = {character: place for place, character in enumerate(CHARACTERS)}
FILLER = INDEX["<"]
VALUES: Indices = np.array([value(c) % 10 for c in CHARACTERS], dtype=np.intp)
IS_LETTER = np.array([c in LETTERS for c in CHARACTERS])
IS_DIGIT = np.array([c in DIGITS for c in CHARACTERS])
MODULUS = 10


def encode(text: str) -> tuple[int, ...]:
    """The characters as their places in `CHARACTERS`."""
    return tuple(INDEX[character] for character in text)


def spell(symbols: Iterable[int]) -> str:
    """The text of these places in `CHARACTERS`."""
    return "".join(CHARACTERS[symbol] for symbol in symbols)


@cache
def shifts(field_weight: int, composite_weight: int, sign: int) -> Indices:
    """10 × 100: the state reached from state (field residue × 10 + composite residue) when a character of
    value v adds `sign` × v × its weights."""
    state = np.arange(MODULUS**2)[None, :]
    v = np.arange(MODULUS)[:, None]
    field = (state // MODULUS + sign * v * field_weight) % MODULUS
    composite = (state % MODULUS + sign * v * composite_weight) % MODULUS
    return np.asarray(field * MODULUS + composite, dtype=np.intp)


def _table_sums(sign: int) -> Indices:
    a = np.arange(MODULUS**2)[:, None]
    b = np.arange(MODULUS**2)[None, :]
    field = (a // MODULUS + sign * (b // MODULUS)) % MODULUS
    return np.asarray(field * MODULUS + (a % MODULUS + sign * (b % MODULUS)) % MODULUS, dtype=np.intp)


ADDED: Indices = _table_sums(1)
"""100 × 100: the sum of two states."""
LESS: Indices = _table_sums(-1)
"""100 × 100: the difference of two states."""


def _value_table() -> Indices:
    """10 × 5: the characters of each value, padded with `SYMBOLS`, which stands for none."""
    table = np.full((MODULUS, 5), SYMBOLS, dtype=np.intp)
    for v in range(MODULUS):
        own = np.flatnonzero(v == VALUES)
        table[v, : len(own)] = own
    return table


BY_VALUE = _value_table()
OF_VALUE: Floats = np.asarray(VALUES[None, :] == np.arange(MODULUS)[:, None], dtype=np.float64)
"""10 × 37: 1 where the character has the value."""
