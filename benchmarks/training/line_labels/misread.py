"""Texts as a recogniser gives them back from print that is too small, too soft or too bright."""

import string
import unicodedata
from functools import cache

import numpy as np

from ocr.fields.captions import phrases

Rng = np.random.Generator
LIKE = {
    "o": "0cea", "0": "OD", "O": "0QD", "1": "lI", "l": "1It", "I": "1l/", "i": "lj1", "s": "aez", "S": "58",
    "e": "aco", "a": "eos", "c": "eo", "n": "mru", "m": "nrw", "r": "nf", "u": "nv", "t": "lf", "f": "tl",
    "d": "ol", "b": "hd", "g": "qy", "/": "I l1", "h": "bn", "5": "S6", "8": "B3", "B": "8R", "2": "Z7",
    "6": "b8", "9": "gq", "E": "FC", "N": "MH", "M": "NH", "V": "YU", "p": "ob", ".": ",:", "é": "e",
    "ö": "o",
}  # fmt: skip
"""What a letter is taken for."""
KEPT = 0.5
"""Share of the errors that take a letter for one that is like it."""


def misread(text: str, rate: float, rng: Rng) -> tuple[str, float]:
    """The text with about `rate` of its characters wrong, lost or added, and the share that is."""
    result, wrong = [], 0
    for char in text:
        if rng.random() >= rate:
            result.append(char)
            continue
        wrong += 1
        way = rng.random()
        if way < KEPT and char in LIKE:
            result.append(str(rng.choice(list(LIKE[char]))))
        elif way < 0.7:
            letters = string.ascii_lowercase if char.islower() else string.ascii_uppercase
            result.append(str(rng.choice(list(letters))))
        elif way < 0.85:
            continue
        else:
            result += [char, str(rng.choice(list(string.ascii_lowercase + " .'")))]
    return "".join(result), wrong / max(1, len(text))


def drop_marks(text: str) -> str:
    """Letters without their diacritics."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def translate(field: str, rng: Rng) -> str | None:
    """A caption of the field in one to three languages that the reader knows; None when it knows none."""
    known = _wordings().get(field)
    if not known:
        return None
    chosen = [str(known[index]) for index in rng.integers(len(known), size=1 + int(rng.integers(3)))]
    style = rng.random()
    chosen = [
        word.upper() if style < 0.2 else word.lower() if style < 0.3 else word.title() for word in chosen
    ]
    return str(rng.choice(["/", " / ", " · ", " "])).join(chosen)


@cache
def _wordings() -> dict[str, list[str]]:
    """Field → its captions."""
    table: dict[str, list[str]] = {}
    for phrase, field in phrases():
        table.setdefault(field, []).append(phrase)
    return table


def babble(rng: Rng) -> str:
    """What a recogniser makes of a signature, a guilloche or a hologram."""
    letters = string.ascii_letters + "  .,'"
    return "".join(rng.choice(list(letters), size=int(rng.integers(1, 14)))).strip() or "l"
