"""Retrieval keys: 64-bit numbers under which a person is stored and looked up, in memory or in a database.

Three kinds, each forgiving what the others hold fast; the kind stands in the two highest bits in use:

- dated: birth date and one part of the name, whichever; all keys of a date are neighbours, so that one range
  holds everybody born on it, whatever happened to the names;
- pair: two parts of the name, in either order: whatever happened to the birth date;
- document: issuer, kind and number.

A part is the consonant skeleton of a token of a name, as a 32-bit code.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from zlib import crc32

import numpy as np
import numpy.typing as npt

from matching.dates import IncompleteDate, forgivable_numbers, other_years
from matching.distinct import distinct
from matching.fingerprints import document_key, fingerprint
from matching.names import DOUBLED, CoreForms, canonical_spelling, core_forms, prepare
from matching.nicknames import other_forms
from matching.person import IdentityDocument, Name, Person, PersonRequest

KEY_LETTERS = 6
MAX_TOKENS, PARTS = 4, 6
"""Keys of the first tokens in each transliteration, and keys of one part of a name in all: people with more
parts are found by the first ones."""
SHORTEST_GLUED, SHORTEST_BEGINNING = 5, 3
"""Skeletons of given names from this length on may be two names', the first of them at least so long."""
VOWELS = "aeiou"
WITHOUT_VOWELS = str.maketrans("", "", VOWELS + "h")

DATED, PAIR, DOCUMENT = 1 << 60, 2 << 60, 3 << 60
PART_BITS = 32
MIX = 0x9E3779B97F4A7C15
"""2^64 over the golden ratio (Knuth, Fibonacci hashing): spreads the two parts of a pair over 60 bits."""

Keyed = Person | PersonRequest
Codes = npt.NDArray[np.uint32]
Words = npt.NDArray[np.uint64]
Similar = Callable[[str], Codes]
"""Given a name key, the codes of the keys known to the registry that one error turns into it."""


@lru_cache(maxsize=1 << 16)
def name_key(token: str) -> str:
    """Consonant skeleton of the canonical spelling, its first letter kept: `kovalski` becomes `kvlsk`.

    All vowels count alike at the beginning (`a`).
    """
    return _skeleton(canonical_spelling(token))


def glued_key(tokens: Iterable[str]) -> str:
    """Skeleton of tokens written as one word, each spelled for itself: `van hoof` becomes `vnf`.

    So it is put together from what is known of each token (`matching.skeletons`).
    """
    return _skeleton(DOUBLED.sub(r"\1", "".join(map(canonical_spelling, tokens))))


def _skeleton(spelled: str) -> str:
    first = spelled[:1]
    return ("a" if first in VOWELS else first) + spelled[1:].translate(WITHOUT_VOWELS)[: KEY_LETTERS - 1]


@lru_cache(maxsize=1 << 16)
def part_code(key: str) -> int:
    """A name key as 32 bits, never 0 (CRC-32; another key of the same code costs a comparison)."""
    return crc32(key.encode()) or 1


@dataclass(frozen=True, slots=True)
class PartKeys:
    """Name keys of one part of a name, at most `PARTS`, and the code of each.

    First those of its tokens (`tokens` many), over all transliterations, then of it written as one word.
    """

    all: tuple[str, ...]
    codes: tuple[int, ...]
    tokens: int


def make_part_keys(forms: CoreForms) -> PartKeys:
    """The keys of a part of a name in its Latin forms."""
    if len(forms) == 1 and len(forms[0][1]) == 1:
        key = name_key(forms[0][1][0])
        return PartKeys((key,), (part_code(key),), 1)
    keys: dict[str, None] = {}
    for core, _ in forms:
        keys.update(dict.fromkeys(map(name_key, core[:MAX_TOKENS])))
    tokens = len(keys)
    for core, whole in forms:
        keys[glued_key(core)] = None
        if whole != core:
            keys[glued_key(whole)] = None
    kept = tuple(keys)[:PARTS]
    return PartKeys(kept, tuple(map(part_code, kept)), min(tokens, PARTS))


@lru_cache(maxsize=1 << 15)
def part_keys(text: str) -> PartKeys:
    """The keys of `text` (family name or given names)."""
    return make_part_keys(core_forms(text))


def document_number(document: IdentityDocument) -> int:
    """The key of a document."""
    return DOCUMENT | fingerprint(document_key(document))


def all_part_keys(name: Name) -> tuple[str, ...]:
    """The name keys of both parts of a name."""
    return part_keys(name.family_name).all + part_keys(name.given_names).all


def dated_key(date: int, code: int) -> int:
    """The key of a part under a birth date (yyyymmdd, zeros where unknown)."""
    return DATED | date << PART_BITS | code


def date_range(date: int) -> tuple[int, int]:
    """First and last key of everybody born on `date`."""
    return dated_key(date, 0), dated_key(date, (1 << PART_BITS) - 1)


def pair_key(one: int, other: int) -> int:
    """The key of two parts in either order; 0 stands for the missing part of a single name."""
    low, high = (one, other) if one < other else (other, one)
    return PAIR | ((low * MIX + high * (MIX >> 7)) & 0xFFFFFFFFFFFFFFFF) >> 4


def pair_keys(one: Codes, other: Codes) -> Words:
    """`pair_key` of two columns of codes."""
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    mixed = low * np.uint64(MIX) + high * np.uint64(MIX >> 7)
    return mixed >> np.uint64(4) | np.uint64(PAIR)


def retrieval_keys(person: Keyed) -> list[int]:
    """The keys to store `person` under, sorted, without repetition (about 7)."""
    keys = {document_number(document) for document in person.documents}
    date = _date_number(person.birth_date)
    for name in person.names:
        families, givens = part_keys(name.family_name), part_keys(name.given_names)
        tokens = givens.codes[: givens.tokens]
        keys.update(pair_key(*both) for both in product(families.codes, tokens))
        if not (families.codes and tokens):
            keys.update(pair_key(0, code) for code in families.codes + givens.codes)
        if date:
            keys.update(dated_key(date, code) for code in families.codes + givens.codes)
    return sorted(keys)


@dataclass(frozen=True, slots=True, eq=False)
class SearchKeys:
    """What a request is looked up under.

    `dates`: everybody born then. `near`: whoever was born then and shares one of `parts` (codes). `pairs`
    (ascending, a thousand and more), `documents`: whole keys. Dates are yyyymmdd with zeros where unknown.
    """

    dates: tuple[int, ...]
    near: tuple[int, ...]
    parts: tuple[int, ...]
    pairs: Words
    documents: tuple[int, ...]

    def numbers(self) -> list[int]:
        """All keys to look up one by one, sorted."""
        dated = {dated_key(date, part) for date, part in product(self.near, self.parts)}
        return sorted(dated.union(self.pairs.tolist(), self.documents))

    def ranges(self) -> list[tuple[int, int]]:
        """All ranges of keys to look up."""
        return [date_range(date) for date in self.dates]

    def find(self, stored: Iterable[int]) -> bool:
        """Whether somebody stored under these keys is found: the plain reference of every index."""
        ranges, numbers = self.ranges(), set(self.numbers())
        return any(key in numbers or any(low <= key <= high for low, high in ranges) for key in stored)


def search_keys(request: Keyed, similar: Similar | None = None) -> SearchKeys:
    """The keys to look `request` up under.

    With `similar`, one part of a pair may be misspelled beyond what its skeleton forgives, or the given names
    be a short form or two written as one.
    """
    near: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    if request.birth_date:
        birth = IncompleteDate.parse(request.birth_date)
        near = tuple(dict.fromkeys(forgivable_numbers(birth) + other_years(birth)))
        whole = (birth, birth.swapped or birth, IncompleteDate(birth.year, birth.month))
        dates = tuple(dict.fromkeys(date.number for date in whole))
    ones: list[Codes] = [np.empty(0, np.uint32)]
    others: list[Codes] = [np.empty(0, np.uint32)]

    def pair(one: Codes, other: Codes) -> None:
        ones.append(np.repeat(one, len(other)))
        others.append(np.tile(other, len(one)))

    parts: dict[int, None] = {}
    for name in request.names:
        families, givens = part_keys(name.family_name), part_keys(name.given_names)
        parts.update(dict.fromkeys(families.codes + givens.codes))
        if not (families.codes and givens.codes):
            pair(np.zeros(1, np.uint32), _codes(families.codes or givens.codes))
            continue
        both = _codes(families.codes), _codes(givens.codes)
        pair(*both)
        if similar is not None:
            pair(np.concatenate([similar(key) for key in families.all]), both[1])
            alike = [similar(key) for key in givens.all]
            alike.append(_codes(_other_given_codes(name.given_names)))
            pair(both[0], np.concatenate(alike))
    every = distinct(pair_keys(np.concatenate(ones), np.concatenate(others)))
    return SearchKeys(dates, near, tuple(parts), every, tuple(map(document_number, request.documents)))


@lru_cache(maxsize=1 << 15)
def _other_given_codes(text: str) -> tuple[int, ...]:
    """The codes of given names that may be registered for `text`: national and short forms, and, of one long
    word, the names that it may begin with (`Annamaria`: Anna Maria is stored under each)."""
    tokens = prepare(text).tokens
    keys = {name_key(form) for token in tokens for form in other_forms(token)}
    if len(tokens) == 1 and len(whole := name_key(tokens[0])) >= SHORTEST_GLUED:
        keys.update(whole[:length] for length in range(SHORTEST_BEGINNING, len(whole)))
    return tuple(sorted(map(part_code, keys)))


def _codes(codes: tuple[int, ...]) -> Codes:
    return np.array(codes, np.uint32)


def lock_keys(request: Keyed) -> list[int]:
    """Signed 64-bit numbers to lock, in this order, before searching and creating (about 10).

    Two requests of which one finds the other share a key: each forgivable change of the birth date keeps the
    year or the month and day, a swap keeps the sorted pair, and a changed name keeps the other name. One pair
    need not: names of which one is misspelled beyond its skeleton (`Similar`), or given names in another
    form, with birth dates that differ in more than a typing error or the year. Locks for it would be fifty
    more; who creates searches again under a last lock that all creators take.
    """
    keys = {document_key(document) for document in request.documents}
    families = _all_keys(request.names, "family_name")
    givens = _all_keys(request.names, "given_names")
    parts = {*families, *givens}
    keys.update("N:" + ":".join(sorted(pair)) for pair in _pairs(families, givens))
    if request.birth_date:
        birth = IncompleteDate.parse(request.birth_date)
        low, high = sorted((birth.month, birth.day))
        keys.add(f"D:{birth.year}:{low}:{high}")
        keys.add(f"D:{birth.year}:{birth.month}:*")
        keys.update(f"Y:{birth.year}:{part}" for part in parts)
        keys.update(f"M:{birth.month}:{birth.day}:{part}" for part in parts)
    return sorted({lock_number(key) for key in keys})


def lock_number(key: str) -> int:
    """A lock's name as a signed 64-bit number, the same on every machine (BLAKE2b)."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _date_number(birth_date: str | None) -> int:
    return IncompleteDate.parse(birth_date).number if birth_date else 0


def _all_keys(names: Iterable[Name], part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in names for key in part_keys(getattr(name, part)).all))


def _pairs(families: tuple[str, ...], givens: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Both parts, or an empty string for the missing one of a single name."""
    return product(families or ("",), givens or ("",))
