"""Rows of the registry's tables for many persons at once, from columns: what `rows` does for one person.

What is computed of a name is computed once, however many bear it, and keys are arithmetic on whole columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.columns import PersonColumns
from matching.keys import DATED, DOCUMENT, MIX, PAIR, PART_BITS, PARTS
from matching.vocabulary import Vocabulary
from service.registry.rows import KEY_ROW, OutlineRow

Rows = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True)
class Entries:
    """Names, a row each, in order of their persons: whose, the how manieth, and the texts' numbers."""

    person: Rows
    name: Rows
    family: Rows
    given: Rows

    @classmethod
    def of(cls, registry: PersonColumns) -> "Entries":
        """Current names, and the others behind them."""
        others, everybody = registry.others, np.arange(len(registry))
        owners = others.person.astype(np.int64)
        counted = np.arange(len(owners)) - np.searchsorted(owners, owners) + 1
        person = np.concatenate([everybody, owners])
        order = np.argsort(person, kind="stable")
        return cls(
            person[order],
            np.concatenate([np.zeros(len(everybody), np.int64), counted])[order],
            np.concatenate([registry.family.numbers, others.family]).astype(np.int64)[order],
            np.concatenate([registry.given.numbers, others.given]).astype(np.int64)[order],
        )

    def between(self, start: int, end: int) -> "Entries":
        """Those of the persons from `start` to before `end`."""
        low, high = np.searchsorted(self.person, [start, end])
        return Entries(
            self.person[low:high], self.name[low:high], self.family[low:high], self.given[low:high]
        )


class Blocks:
    """Outline and key rows of a registry in columns; a person's id is `first` and its place in the file."""

    def __init__(self, registry: PersonColumns, families: Vocabulary, givens: Vocabulary, first: int) -> None:
        self._registry = registry
        self._vocabularies = families, givens
        self._first = first
        self._entries = Entries.of(registry)
        self._places = ["", *(" ".join((text or "").split()) for text in registry.place.texts.to_pylist())]
        order = np.argsort(registry.document_owner, kind="stable")
        self._documents, self._owners = registry.document[order], registry.document_owner[order]

    def outlines(self, start: int, end: int) -> Iterator[OutlineRow]:
        """The rows of `RegistryOutline` of the persons from `start` to before `end`."""
        entries, (families, givens) = self._entries.between(start, end), self._vocabularies
        codes = np.concatenate(self._codes(entries), axis=1).astype("<u4").tobytes()
        width = 2 * PARTS * 4
        rows = zip(
            (entries.person + self._first).tolist(),
            entries.name.tolist(),
            self._registry.birth[entries.person].tolist(),
            families.plain_of(entries.family.clip(0)),
            givens.plain_of(entries.given.clip(0)),
            (self._registry.place.numbers[entries.person].astype(np.int64) + 1).tolist(),
            strict=True,
        )
        for number, (person, name, birth, family, given, place) in enumerate(rows):
            packed = codes[number * width : (number + 1) * width]
            yield OutlineRow(person, name, birth, packed, family or "", given or "", self._places[place])

    def packed_keys(self, start: int, end: int) -> bytes:
        """The rows of `RegistryKey` of these persons, as binary COPY has them (`rows.pack_keys`)."""
        entries = self._entries.between(start, end)
        family, given = self._codes(entries)
        tokens = np.where(entries.given >= 0, self._vocabularies[1].token_codes[entries.given], 0)
        made = [
            *_dated(entries.person, self._registry.birth[entries.person], family, given),
            *_pairs(entries.person, family, given, tokens),
        ]
        low, high = np.searchsorted(self._owners, [start, end])
        made.append(
            (self._documents[low:high] | np.uint64(DOCUMENT), self._owners[low:high].astype(np.int64))
        )
        keys, persons = (np.concatenate(part) for part in zip(*made, strict=True))
        order = np.lexsort((persons, keys))
        keys, persons = keys[order], persons[order]
        fresh = np.ones(len(keys), bool)
        fresh[1:] = (keys[1:] != keys[:-1]) | (persons[1:] != persons[:-1])
        rows = np.empty(int(fresh.sum()), KEY_ROW)
        rows["fields"], rows["key_bytes"], rows["id_bytes"] = 2, 8, 4
        rows["key"], rows["person_id"] = keys[fresh].astype(np.int64), persons[fresh] + self._first
        return rows.tobytes()

    def _codes(self, entries: Entries) -> tuple[Codes, Codes]:
        """The part codes of the family names and of the given names, zeros where a name is missing."""
        found = []
        for vocabulary, numbers in zip(self._vocabularies, (entries.family, entries.given), strict=True):
            codes = vocabulary.codes[numbers.clip(0)] if len(vocabulary) else np.zeros((len(numbers), PARTS))
            found.append(np.where(numbers[:, None] >= 0, codes, 0).astype(np.uint32))
        return found[0], found[1]


def _dated(person: Rows, birth: npt.NDArray[np.int32], *codes: Codes) -> Iterator[tuple[Words, Rows]]:
    """`keys.dated_key` of every part of those whose birth date is known."""
    base = birth.astype(np.uint64) << np.uint64(PART_BITS) | np.uint64(DATED)
    for columns in codes:
        rows, places = np.nonzero(columns * (birth != 0)[:, None])
        yield base[rows] | columns[rows, places].astype(np.uint64), person[rows]


def _pairs(person: Rows, family: Codes, given: Codes, tokens: Rows) -> Iterator[tuple[Words, Rows]]:
    """`keys.pair_key` of each part of a family name with each given name; of single names, of each part."""
    for one in range(PARTS):
        for other in range(PARTS):
            rows = np.flatnonzero((family[:, one] != 0) & (tokens > other))
            if len(rows):
                yield _pair(family[rows, one], given[rows, other]), person[rows]
    lone = np.flatnonzero((family[:, 0] == 0) | (tokens == 0))
    for columns in (family[lone], given[lone]):
        rows, places = np.nonzero(columns)
        codes = columns[rows, places]
        yield _pair(np.zeros_like(codes), codes), person[lone[rows]]


def _pair(one: Codes, other: Codes) -> Words:
    low, high = np.minimum(one, other).astype(np.uint64), np.maximum(one, other).astype(np.uint64)
    mixed = low * np.uint64(MIX) + high * np.uint64(MIX >> 7)
    return mixed >> np.uint64(4) | np.uint64(PAIR)
