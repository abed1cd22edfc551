"""Typing and reading errors in a text, one at a time. A text that gives no occasion comes back as it is."""

import re
from typing import Final

from matching.synthetic.asked import Means

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
ROWS: Final = ("azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
"""Belgian and international keyboards."""
NEIGHBOURS: Final = {
    letter: "".join(dict.fromkeys(
        row[at + step] for row in ROWS for at in [row.find(letter)] if at >= 0
        for step in (-1, 1) if 0 <= at + step < len(row)
    ))
    for letter in LETTERS
}  # fmt: skip
LOOKALIKES: Final = (
    ("0", "O"), ("o", "0"), ("1", "I"), ("i", "1"), ("i", "l"), ("l", "I"), ("5", "S"), ("s", "5"),
    ("8", "B"), ("b", "8"), ("m", "rn"), ("rn", "m"), ("w", "vv"), ("d", "cl"), ("cl", "d"), ("g", "q"),
    ("z", "2"), ("2", "Z"), ("h", "n"), ("e", "c"), ("u", "v"),
)  # fmt: skip
"""What readers of print take for each other."""
SOUNDS: Final = (
    ("sh", "ch"), ("ch", "tch"), ("zh", "j"), ("kh", "h"), ("y", "i"), ("i", "y"), ("iu", "yu"), ("ia", "ya"),
    ("ts", "tz"), ("w", "v"), ("k", "c"), ("ou", "u"), ("ss", "s"), ("ll", "l"), ("f", "ph"), ("ie", "je"),
    ("s", "z"), ("d", "t"), ("c", "k"), ("x", "ks"), ("th", "t"), ("nn", "n"), ("ff", "f"), ("tt", "t"),
)  # fmt: skip
VOWELS: Final = "aeiou"
CONSONANTS: Final = "bcdfghklmnprstvz"


def edit(text: str, means: Means) -> str:
    """One letter replaced, left out, doubled, added, or exchanged with the next."""
    if len(text) < 2:
        return text
    while (edited := _edit_once(text, means)) == text:
        pass
    return edited


def _edit_once(text: str, means: Means) -> str:
    at, kind = means.below(len(text)), means.below(5)
    letter = LETTERS[means.below(26)]
    near = NEIGHBOURS.get(text[at].lower(), "")
    if near and means.chance(0.5):
        letter = near[means.below(len(near))]
    if text[at].isupper():
        letter = letter.upper()
    if kind == 0:
        return text[:at] + letter + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    if kind == 3:
        return text[: at + 1] + letter.lower() + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def misread(text: str, means: Means) -> str:
    """One character, or two, read as what looks like it."""
    lowered = text.lower()
    found = [
        (match.start(), old, new) for old, new in LOOKALIKES for match in re.finditer(re.escape(old), lowered)
    ]
    if not found or len(lowered) != len(text):
        return text
    at, old, new = found[means.below(len(found))]
    return text[:at] + new + text[at + len(old) :]


def respell(text: str, means: Means) -> str:
    """One sound written otherwise."""
    lowered = text.lower()
    fitting = [
        (old, new) for old, new in SOUNDS if old in lowered and lowered.replace(old, new, 1) != lowered
    ]
    if not fitting:
        return text
    old, new = fitting[means.below(len(fitting))]
    return lowered.replace(old, new, 1).title()


def change_letters(text: str, kind: str, most: int, means: Means) -> str:
    """Up to `most` letters of a kind (`VOWELS`, `CONSONANTS`), the first ones, made others of that kind."""
    places = [at for at, letter in enumerate(text) if letter.lower() in kind][:most]
    changed = list(text)
    for at in places:
        others = kind.replace(text[at].lower(), "")
        other = others[means.below(len(others))]
        changed[at] = other.upper() if text[at].isupper() else other
    return "".join(changed)
