"""Transliteration into the alphabet of the zone: ICAO Doc 9303-3 §6 (Latin, Cyrillic) and ELOT 743 (Greek).

`canonical` gives the form a state would print, `variants` every form that may stand for a name, so that a
name in the visual zone can be compared with the zone's.
"""

import unicodedata
from itertools import product

from anyascii import anyascii

MOST_VARIANTS = 256
"""A name with so many ambiguous letters that there are more forms is compared by this many only."""

LATIN: dict[str, tuple[str, ...]] = {
    "Ä": ("AE", "A"),
    "Å": ("AA", "A"),
    "Æ": ("AE",),
    "Ð": ("D",),
    "Đ": ("D", "DJ"),
    "Ħ": ("H",),
    "İ": ("I",),
    "ı": ("I",),
    "Ĳ": ("IJ",),
    "Ł": ("L",),
    "Ŀ": ("L",),
    "Ñ": ("N", "NXX"),
    "Ŋ": ("N",),
    "Ö": ("OE", "O"),
    "Ø": ("OE", "O"),
    "Ő": ("O",),
    "Œ": ("OE",),
    "ß": ("SS",),
    "ẞ": ("SS",),
    "Þ": ("TH",),
    "Ŧ": ("T",),
    "Ü": ("UE", "UXX", "U"),
    "Ű": ("U",),
    "Ə": ("E", "A"),
}
"""Letters whose form is more than the letter without its marks; the first is the canonical form."""

CYRILLIC: dict[str, tuple[str, ...]] = {
    "А": ("A",),
    "Б": ("B",),
    "В": ("V",),
    "Г": ("G", "H"),
    "Ґ": ("G",),
    "Ѓ": ("G", "GJ"),
    "Д": ("D",),
    "Ђ": ("D", "DJ"),
    "Е": ("E", "YE", "IE"),
    "Ё": ("E", "IO", "YO"),
    "Є": ("IE", "YE", "E"),
    "Ж": ("ZH", "Z", "J"),
    "З": ("Z",),
    "Ѕ": ("DZ",),
    "И": ("I", "Y"),
    "І": ("I",),
    "Ї": ("I", "YI"),
    "Й": ("I", "Y"),
    "Ј": ("J",),
    "К": ("K",),
    "Л": ("L",),
    "Љ": ("LJ",),
    "М": ("M",),
    "Н": ("N",),
    "Њ": ("NJ",),
    "О": ("O",),
    "П": ("P",),
    "Р": ("R",),
    "С": ("S",),
    "Т": ("T",),
    "Ћ": ("C",),
    "Ќ": ("K", "KJ"),
    "У": ("U",),
    "Ў": ("U",),
    "Ф": ("F",),
    "Х": ("KH", "H"),
    "Ц": ("TS", "C"),
    "Ч": ("CH", "C"),
    "Џ": ("DZ",),
    "Ш": ("SH", "S"),
    "Щ": ("SHCH", "SHT"),
    "Ъ": ("IE", "A", ""),
    "Ы": ("Y",),
    "Ь": ("", "I", "Y"),
    "Э": ("E",),
    "Ю": ("IU", "YU"),
    "Я": ("IA", "YA"),
}
"""The table of 9303-3, followed by the other forms met in passports (national and older schemes)."""

CYRILLIC_BY_STATE: dict[str, dict[str, str]] = {
    "UKR": {"Г": "H", "И": "Y"},
    "BLR": {"Г": "H", "Ё": "IO"},
    "BGR": {"Щ": "SHT", "Ъ": "A", "Ю": "YU", "Я": "YA", "Й": "Y", "Х": "H"},
    "SRB": {"Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S"},
    "MKD": {"Х": "H", "Ц": "C", "Ж": "ZH"},
}

GREEK_PAIRS: dict[str, str] = {
    "ΟΥ": "OU",
    "ΑΥ": "AV",
    "ΕΥ": "EV",
    "ΓΓ": "NG",
    "ΓΞ": "NX",
    "ΓΧ": "NCH",
}
GREEK: dict[str, tuple[str, ...]] = {
    letter: (form,)
    for letter, form in zip(
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
        "A V G D E Z I TH I K L M N X O P R S T Y F CH PS O".split(" "),
        strict=True,
    )
}
SEPARATORS = frozenset(" -,‐‑–\t\n<")
"""Hyphen and comma become a filler, as the blank between parts does; other punctuation is dropped."""


def _strip_marks(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


def _alternatives(letter: str, issuer: str | None) -> tuple[str, ...]:
    """Every form of one upper-case letter, the canonical one first."""
    if letter in SEPARATORS:
        return ("<",)
    if letter.isascii():
        return (letter,) if letter.isalnum() else ("",)
    if letter in CYRILLIC:
        national = CYRILLIC_BY_STATE.get(issuer or "", {}).get(letter)
        forms = CYRILLIC[letter]
        return forms if national is None else (national, *(form for form in forms if form != national))
    if letter in LATIN:
        return LATIN[letter]
    return _without_marks(letter)


def _without_marks(letter: str) -> tuple[str, ...]:
    bare = _strip_marks(letter)
    if bare in GREEK:
        return GREEK[bare]
    if bare.isascii() and bare.isalpha():
        return (bare.upper(),)
    other = "".join(c for c in anyascii(letter).upper() if c.isascii() and c.isalnum())
    return (other,)


def _letters(text: str) -> list[str]:
    """Composed upper-case letters; the sharp s is kept, for upper-casing would make it two letters."""
    composed = unicodedata.normalize("NFC", text)
    return [c if len(c.upper()) > 1 or c == "ı" else c.upper() for c in composed]


def _forms(text: str, issuer: str | None) -> list[tuple[str, ...]]:
    letters, i = _letters(text), 0
    forms: list[tuple[str, ...]] = []
    while i < len(letters):
        pair = "".join(_strip_marks(c) for c in letters[i : i + 2])
        if pair in GREEK_PAIRS and not (len(letters) > i + 1 and "Ϊ" in letters[i + 1]):
            forms.append((GREEK_PAIRS[pair],))
            i += 2
            continue
        forms.append(_alternatives(letters[i], issuer))
        i += 1
    return forms


def _tidy(text: str) -> str:
    return "<".join(part for part in text.split("<") if part)


def canonical(text: str, issuer: str | None = None) -> str:
    """The form of a name in the zone: A–Z, parts separated by one filler.

    `issuer` (alpha-3) chooses the national rows of the Cyrillic table.
    """
    return _tidy("".join(form[0] for form in _forms(text, issuer)))


def variants(text: str) -> frozenset[str]:
    """Every form that may stand for this name, at most `MOST_VARIANTS`; the canonical one is among them."""
    letters = _letters(text)
    # One letter is written the same way throughout a name, so the choice is made once a letter, not once
    # an occurrence.
    distinct = {letter: _alternatives(letter, None) for letter in dict.fromkeys(letters)}
    ambiguous = [letter for letter, forms in distinct.items() if len(forms) > 1]
    found = {canonical(text)}
    for choice in product(*(distinct[letter] for letter in ambiguous)):
        chosen = dict(zip(ambiguous, choice, strict=True))
        found.add(_tidy("".join(chosen.get(letter, distinct[letter][0]) for letter in letters)))
        if len(found) >= MOST_VARIANTS:
            break
    return frozenset(found)
