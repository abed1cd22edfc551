"""Transliteration into the alphabet of the zone, by the tables of `mrz.alphabets`.

`canonical` gives the form that ICAO recommends, `variants` every form that may stand for a name, so that a
name in the visual zone can be compared with the zone's.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from anyascii import anyascii

from mrz.alphabets import (
    ARABIC,
    ARABIC_AT_END,
    ARABIC_UNWRITTEN,
    CYRILLIC,
    CYRILLIC_BY_STATE,
    GREEK,
    GREEK_PAIRS,
    GREEK_VOICELESS,
    LATIN,
    SHADDA,
    UKRAINIAN_FIRST,
    Forms,
)

MOST_VARIANTS = 256
"""A name with so many ambiguous letters that there are more forms is compared by this many only."""
SEPARATORS = frozenset(" -,‐‑–\t\n<")
"""Hyphen and comma become a filler, as the blank between parts does; other punctuation is dropped."""
JOINED_SHAPES = frozenset(map(chr, (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))))
"""Unicode's blocks of Arabic presentation forms."""


@dataclass(frozen=True)
class Unit:
    """One letter, or a pair that is written as one, and its forms; the recommended one first.

    Units with the same key are written the same way throughout a name.
    """

    key: str
    forms: Forms


def _strip_marks(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))


def _letters(text: str) -> list[str]:
    """Composed upper-case letters; the sharp s is kept, for upper-casing would make it two letters.

    Arabic letters in their joined shapes, as some PDFs have them, become the letters themselves.
    """
    plain = (unicodedata.normalize("NFKC", c) if c in JOINED_SHAPES else c for c in text)
    composed = unicodedata.normalize("NFC", "".join(plain))
    return [c if len(c.upper()) > 1 or c == "ı" else c.upper() for c in composed]


def _is_edge(letters: Sequence[str], i: int) -> bool:
    """Whether the name component begins or ends at `i`; an apostrophe does not part it."""
    return not 0 <= i < len(letters) or letters[i] in SEPARATORS


def _prefer(first: str | None, forms: Forms) -> Forms:
    return forms if first is None else (first, *(form for form in forms if form != first))


def _read_cyrillic(letters: Sequence[str], i: int, issuer: str | None) -> Unit:
    letter = letters[i]
    national = CYRILLIC_BY_STATE.get(issuer or "", {}).get(letter)
    first = UKRAINIAN_FIRST.get(letter) if _is_edge(letters, i - 1) else None
    if issuer == "UKR" and first is not None:
        national = first
    return Unit(letter + "^" * (first is not None), _prefer(national, CYRILLIC[letter]))


def _skip_marks(letters: Sequence[str], i: int) -> int:
    """The next position that is no unwritten mark."""
    while i < len(letters) and letters[i] in ARABIC_UNWRITTEN:
        i += 1
    return i


def _read_arabic(letters: Sequence[str], i: int) -> tuple[Unit, int]:
    """The letter with its marks, and how many characters they are."""
    letter = letters[i]
    end = _skip_marks(letters, i + 1)
    doubled = end < len(letters) and letters[end] == SHADDA
    if doubled:
        end = _skip_marks(letters, end + 1)
    at_end = letter in ARABIC_AT_END and _is_edge(letters, end)
    forms = ARABIC_AT_END[letter] if at_end else ARABIC[letter]
    if doubled:
        forms = (*(form * 2 for form in forms), *forms)
    return Unit(letter + SHADDA * doubled + "$" * at_end, forms), end - i


def _read_greek_pair(letters: Sequence[str], i: int) -> Unit | None:
    """Two Greek letters that are written as one sound; accent or diaeresis can part them."""
    pair = "".join(_strip_marks(c) for c in letters[i : i + 2])
    if pair not in GREEK_PAIRS or "Ϊ" in letters[i + 1] or "Ϋ" in letters[i + 1]:
        return None
    if pair[1] == "Υ" and letters[i] != pair[0]:
        return None  # an accent on the first of the two: they are spoken one by one
    forms = GREEK_PAIRS[pair]
    after = "" if _is_edge(letters, i + 2) else _strip_marks(letters[i + 2])
    hard = pair in ("ΑΥ", "ΕΥ", "ΗΥ") and (not after or after in GREEK_VOICELESS)
    at_edge = pair == "ΜΠ" and (_is_edge(letters, i - 1) or not after)
    return Unit(pair, forms[::-1] if hard or at_edge else forms)


def _read_other(letter: str) -> Forms:
    """The forms of a letter that stands for itself, marks aside."""
    if letter in SEPARATORS:
        return ("<",)
    if letter.isascii():
        return (letter,) if letter.isalnum() else ("",)
    if letter in LATIN:
        return LATIN[letter]
    bare = _strip_marks(letter).upper()
    if bare in GREEK:
        return GREEK[bare]
    if bare.isascii() and bare.isalpha():
        return (bare,)
    return ("".join(c for c in anyascii(letter).upper() if c.isascii() and c.isalnum()),)


def _units(text: str, issuer: str | None) -> list[Unit]:
    letters, i = _letters(text), 0
    units: list[Unit] = []
    while i < len(letters):
        letter, size = letters[i], 1
        if letter in CYRILLIC:
            units.append(_read_cyrillic(letters, i, issuer))
        elif letter in ARABIC:
            unit, size = _read_arabic(letters, i)
            units.append(unit)
        elif letter in ARABIC_UNWRITTEN or letter == SHADDA:
            pass
        elif (pair := _read_greek_pair(letters, i)) is not None:
            units.append(pair)
            size = 2
        else:
            units.append(Unit(letter, _read_other(letter)))
        i += size
    return units


def _tidy(text: str) -> str:
    return "<".join(part for part in text.split("<") if part)


def canonical(text: str, issuer: str | None = None) -> str:
    """The form of a name in the zone: A–Z, parts separated by one filler.

    `issuer` (alpha-3) chooses the national rows of the Cyrillic table.
    """
    return _tidy("".join(unit.forms[0] for unit in _units(text, issuer)))


def _choices(ambiguous: dict[str, Forms]) -> Iterator[dict[str, str]]:
    """Every choice of forms, the likely ones first: one scheme for all letters, then those with few letters
    apart from the recommended form."""
    for scheme in range(max((len(forms) for forms in ambiguous.values()), default=1)):
        yield {key: forms[min(scheme, len(forms) - 1)] for key, forms in ambiguous.items()}
    for count in range(1, len(ambiguous) + 1):
        for keys in combinations(ambiguous, count):
            for forms in product(*(ambiguous[key][1:] for key in keys)):
                yield {key: forms_[0] for key, forms_ in ambiguous.items()} | dict(
                    zip(keys, forms, strict=True)
                )


def variants(text: str, issuer: str | None = None) -> frozenset[str]:
    """Every form that may stand for this name, at most `MOST_VARIANTS`; the canonical one is among them."""
    units = _units(text, issuer)
    # One letter is written the same way throughout a name, so the choice is made once a letter, not once
    # an occurrence; where it depends on the place, the place's form is offered too.
    ambiguous: dict[str, Forms] = {}
    for unit in units:
        known = ambiguous.get(unit.key, ())
        ambiguous[unit.key] = (*known, *(form for form in unit.forms if form not in known))
    ambiguous = {key: forms for key, forms in ambiguous.items() if len(forms) > 1}
    found = {canonical(text, issuer)}
    for chosen in _choices(ambiguous):
        found.add(_tidy("".join(chosen.get(unit.key, unit.forms[0]) for unit in units)))
        if len(found) >= MOST_VARIANTS:
            break
    return frozenset(found)
