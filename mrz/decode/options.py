"""The fields that are one of a few texts: parts of dates, the sex, document and state codes."""

from functools import cache
from typing import Literal

import numpy as np

from mrz.decode import priors
from mrz.decode.symbols import FILLER, IS_DIGIT, IS_LETTER, SYMBOLS, Floats, Indices, encode
from mrz.formats import FormatName

Options = tuple[Indices, Floats]
"""k × n characters, and the prior of each (k)."""
DatePart = Literal["year", "month", "day"]


@cache
def date_options(part: DatePart, is_expiry: bool, year: int) -> Options:
    """Two digits of a date, or two fillers when that part is unknown; any two digits have some chance."""
    digits = np.flatnonzero(IS_DIGIT)
    texts = [(int(a), int(b)) for a in digits for b in digits]
    odd = np.full(100, priors.ODD_DATE / 100)
    if part == "year":
        shares = priors.year_shares(is_expiry, year)
    else:
        usual = (np.arange(100) >= 1) & (np.arange(100) <= (12 if part == "month" else 31))
        shares = usual / usual.sum() + odd
    odd_pairs = [(FILLER, int(d)) for d in digits] + [(int(d), FILLER) for d in digits]
    prior = np.concatenate([shares, [priors.NO_DATE], np.full(20, priors.ODD)])
    return np.array([*texts, (FILLER, FILLER), *odd_pairs]), prior / prior.sum()


@cache
def sex_options() -> Options:
    """M, F, X or the filler; any other character has hardly a chance."""
    prior = np.full(SYMBOLS, priors.ODD / SYMBOLS)
    for letter, share in priors.SEX.items():
        prior[encode(letter)[0]] = share
    return np.arange(SYMBOLS)[:, None], prior


@cache
def document_code_options(name: FormatName) -> Options:
    """The two characters of the document code."""
    first = np.full(SYMBOLS, priors.ODD)
    for letter, share in priors.FIRST_LETTERS[name].items():
        first[encode(letter)[0]] = share
    second = np.where(IS_LETTER, (1 - priors.SECOND_FILLER - priors.SECOND_DIGIT) / IS_LETTER.sum(), 0.0)
    second[FILLER] = priors.SECOND_FILLER
    second[encode("12")[0]] = second[encode("12")[1]] = priors.SECOND_DIGIT / 2
    if name in priors.SECOND_LETTERS:
        second = np.full(SYMBOLS, priors.ODD)
        second[encode(priors.SECOND_LETTERS[name])[0]] = 1.0
    second = np.maximum(second, priors.ODD)
    grid = np.stack(np.meshgrid(np.arange(SYMBOLS), np.arange(SYMBOLS), indexing="ij"), axis=-1)
    prior = (first[:, None] * second[None, :]).reshape(-1)
    return grid.reshape(-1, 2), prior / prior.sum()


@cache
def state_options(usual: str | None = None, only: bool = False) -> Options:
    """The known state codes; with `usual`, that one has nearly all of the prior, with `only` it is
    the only one, with the prior of any state."""
    codes = (usual,) if usual and only else priors.code_list()
    prior = np.full(len(codes), 1.0 / len(priors.code_list()))
    if usual and not only:
        prior *= 1 - priors.USUAL_ISSUER
        prior[codes.index(usual)] += priors.USUAL_ISSUER
    return np.array([encode(code) for code in codes]), prior


def with_unknown_codes(seen: Floats) -> Options:
    """The known codes and, with a small prior, what the pixels themselves say (`seen` is 3 × 37)."""
    known, prior = state_options()
    allowed = np.where(IS_LETTER, seen, 0.0)
    allowed[1:, FILLER] = seen[1:, FILLER]
    likely = np.argsort(-allowed, axis=1)[:, :3]
    literal = np.stack(np.meshgrid(*likely, indexing="ij"), axis=-1).reshape(-1, 3)
    is_new = ~(literal[:, None, :] == known[None]).all(axis=2).any(axis=1)
    literal = literal[is_new]
    share = priors.UNKNOWN_CODE / 27**3
    return (
        np.concatenate([known, literal]),
        np.concatenate([prior * (1 - priors.UNKNOWN_CODE), np.full(len(literal), share)]),
    )
