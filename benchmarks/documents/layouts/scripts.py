"""Other scripts beside the Latin one: romanising as a state's passports do, and joining Arabic letters."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from matching.scripts import BULGARIAN
from mrz.transliterate import canonical

ISSUERS = {"ukrainian": "UKR", "macedonian": "MKD", "greek": "GRC"}
NO_CAPITALS = range(0x10D0, 0x1100)
"""Georgian: its newer capitals are in few fonts and on no document."""
ARABIC_FORMS = range(0xFE80, 0xFEFD)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "scripts.toml").read_text(encoding="utf-8"))


def _recase(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:].lower() for part in word.split("-"))


def romanise(text: str, script: str) -> str:
    """A name in Latin letters, each word capitalised.

    By Bulgaria's law of 2009, Georgia's table of 2002, else as ICAO recommends (Doc 9303-3 §6; ELOT 743).
    """
    words = []
    for word in text.split(" "):
        if script == "bulgarian":
            law = BULGARIAN | {"ж": "zh", "й": "y", "ь": "y"}
            plain = "".join(law.get(letter, letter) for letter in word.lower())
            plain = plain.removesuffix("iya") + "ia" if plain.endswith("iya") else plain
        elif script == "georgian":
            plain = "".join(_tables()["georgian"].get(letter, letter) for letter in word)
        else:
            plain = "-".join(canonical(part, ISSUERS[script]) for part in word.split("-"))
        words.append(_recase(plain))
    return " ".join(words)


def to_cyrillic(text: str) -> str:
    """Serbian, Bosnian or Montenegrin Latin letters in Cyrillic; letter pairs first."""
    pairs, letters = _tables()["serbian_pairs"], _tables()["serbian"]
    made, at = "", 0
    while at < len(text):
        pair, letter = text[at : at + 2], text[at]
        found = pairs.get(pair.lower()) or letters.get(letter.lower(), letter)
        made += found.upper() if letter.isupper() else found
        at += 2 if pair.lower() in pairs else 1
    return made


def to_upper(text: str, language: str = "") -> str:
    """Capitals as documents print them: İ in Turkish, no accents in Greek, no capitals in Georgian."""
    if any(ord(letter) in NO_CAPITALS for letter in text):
        return text
    if language == "tr":
        text = text.replace("i", "İ").replace("ı", "I")
    upper = text.upper()
    if any("GREEK" in unicodedata.name(letter, "") for letter in text):
        bare = "".join(letter for letter in unicodedata.normalize("NFD", upper) if letter != "\u0301")
        upper = unicodedata.normalize("NFC", bare)
    return upper


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Letter (or lam with alef) → its four shapes, from Unicode's compatibility decompositions."""
    shapes: dict[str, dict[str, str]] = {}
    for point in ARABIC_FORMS:
        form, *letters = unicodedata.decomposition(chr(point)).split(" ")
        if form.startswith("<"):
            key = "".join(chr(int(letter, 16)) for letter in letters)
            shapes.setdefault(key, {})[form] = chr(point)
    return shapes


def shape_arabic(text: str) -> str:
    """Arabic letters joined, in the order in which they are drawn, left to right; all else stays."""
    shapes = _shapes()
    units: list[str] = []
    for letter in text:
        if units and units[-1] + letter in shapes and units[-1] == "ل":
            units[-1] += letter
        else:
            units.append(letter)
    drawn = []
    for place, unit in enumerate(units):
        own = shapes.get(unit)
        if own is None:
            drawn.append(unit)
            continue
        before = place > 0 and "<initial>" in shapes.get(units[place - 1], {})
        after = (
            "<initial>" in own and place + 1 < len(units) and "<final>" in shapes.get(units[place + 1], {})
        )
        form = {(False, False): "<isolated>", (False, True): "<initial>", (True, False): "<final>"}.get(
            (before, after), "<medial>"
        )
        drawn.append(own.get(form) or own["<isolated>"])
    return "".join(reversed(drawn)) if any(unit in shapes for unit in units) else text
