"""Retrieval keys: plain strings under which a person is stored and looked up, in memory or in a database.

Four kinds, each forgiving what the others hold fast:

- `D:` birth date: whatever happened to the names;
- `F:` birth date and family name, `G:` birth date and given name: looked up for every forgivable birth date;
- `N:` family name and given name: whatever happened to the birth date;
- `I:` document issuer, kind and number.
"""

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from matching.dates import IncompleteDate, forgivable_variants
from matching.names import canonical_spelling, prepare
from matching.person import IdentityDocument, Name, Person, PersonRequest

KEY_LETTERS = 6
MAX_PARTS = 4
"""Keys per part of a name: people with more parts are found by the first ones."""
VOWELS = re.compile(r"(?<=.)[aeiouh]")
NOT_ALPHANUMERIC = re.compile(r"[^A-Z0-9]")

Keyed = Person | PersonRequest


@lru_cache(maxsize=1 << 18)
def name_key(token: str) -> str:
    """Consonant skeleton of the canonical spelling, its first letter kept: `kovalski` becomes `kvlsk`."""
    spelled = canonical_spelling(token)
    return VOWELS.sub("", "a" + spelled[1:] if spelled[:1] in "aeiou" else spelled)[:KEY_LETTERS]


@lru_cache(maxsize=1 << 18)
def part_keys(text: str) -> tuple[str, ...]:
    """Keys of one part of a name: each token and the whole glued, over all transliterations."""
    prepared = prepare(text)
    keys: dict[str, None] = {}
    for tokens in prepared.core:
        keys.update(dict.fromkeys(name_key(token) for token in tokens[:MAX_PARTS]))
        keys[name_key("".join(tokens))] = None
    for tokens in prepared.forms:
        keys[name_key("".join(tokens))] = None
    return tuple(keys)


def document_key(document: IdentityDocument) -> str:
    """The document's key: equal only when issuer, kind and number are."""
    number = NOT_ALPHANUMERIC.sub("", document.number.upper())
    return f"I:{document.issuer.upper()}:{document.kind.lower()}:{number}"


def retrieval_keys(person: Keyed) -> list[str]:
    """The keys to store `person` under, sorted, without repetition (5 to 20)."""
    keys = {document_key(document) for document in person.documents}
    digits = IncompleteDate.parse(person.birth_date).digits if person.birth_date else ""
    if digits:
        keys.add(f"D:{digits}")
    for name in person.names:
        families, givens = part_keys(name.family_name), part_keys(name.given_names)
        keys.update(f"N:{family}:{given}" for family, given in _pairs(families, givens))
        if digits:
            keys.update(f"F:{digits}:{family}" for family in families)
            keys.update(f"G:{digits}:{given}" for given in givens)
    return sorted(keys)


def search_keys(request: Keyed) -> list[str]:
    """The keys to look up for `request`: those of its forgivable variants, sorted (about 100 to 2,000)."""
    keys = {document_key(document) for document in request.documents}
    variants: Iterable[IncompleteDate] = ()
    if request.birth_date:
        birth = IncompleteDate.parse(request.birth_date)
        variants = forgivable_variants(birth)
        whole = {birth, birth.swapped or birth, IncompleteDate(birth.year, birth.month)}
        keys.update(f"D:{variant.digits}" for variant in whole)
    families = _all_keys(request.names, "family_name")
    givens = _all_keys(request.names, "given_names")
    # Names may stand in each other's field, so each key is looked up as both.
    keys.update(f"N:{family}:{given}" for family, given in _pairs(families, givens))
    keys.update(f"N:{given}:{family}" for family, given in _pairs(families, givens))
    for variant in variants:
        digits = variant.digits
        for part in {*families, *givens}:
            keys.add(f"F:{digits}:{part}")
            keys.add(f"G:{digits}:{part}")
    return sorted(keys)


def lock_keys(request: Keyed) -> list[int]:
    """Signed 64-bit numbers to lock, in this order, before searching and creating (about 10).

    Two requests of which one finds the other share a key: each forgivable change of the birth date keeps the
    year or the month and day, a swap keeps the sorted pair, and a changed name keeps the other name.
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
    return sorted({hash_key(key, signed=True) for key in keys})


def hash_key(key: str, *, signed: bool = False) -> int:
    """A key as a 64-bit number, the same on every machine (BLAKE2b)."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big", signed=signed)


def _all_keys(names: Iterable[Name], part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for name in names for key in part_keys(getattr(name, part))))


def _pairs(families: tuple[str, ...], givens: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Both parts, or an empty string for the missing one of a single name."""
    return product(families or ("",), givens or ("",))
