"""Rows of the registry's tables for many persons at once, from columns: what `rows` does for one person.

What is computed of a name is computed once, however many bear it, and keys are arithmetic on whole columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matching.columns import PersonColumns
from matching.keys import DATED, DOCUMENT, PART_BITS, PARTS, Codes
from matching.pairs import codes_of, each_pair, tokens_of
from matching.vocabulary import Vocabulary
from service.registry.rows import KEY_ROW, OutlineRow

Rows = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


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
    """Outline and key rows of a registry in columns.

    Ids count from `first` in order of birth date: who was born on one day stands together in every table.
    """

    def __init__(self, registry: PersonColumns, families: Vocabulary, givens: Vocabulary, first: int) -> None:
        self._registry = registry
        self._vocabularies = families, givens
        self._ids = np.empty(len(registry), np.int64)
        self._ids[np.argsort(registry.birth, kind="stable")] = np.arange(first, first + len(registry))
        self._entries = Entries.of(registry)
        self._places = ["", *(" ".join((text or "").split()) for text in registry.place.texts.to_pylist())]
        order = np.argsort(registry.document_owner, kind="stable")
        self._documents, self._owners = registry.document[order], registry.document_owner[order]

    def ids(self, start: int, end: int) -> list[int]:
        """The ids of the persons from `start` to before `end`."""
        numbers: list[int] = self._ids[start:end].tolist()
        return numbers

    def outlines(self, start: int, end: int) -> Iterator[OutlineRow]:
        """The rows of `RegistryOutline` of the persons from `start` to before `end`."""
        entries, (families, givens) = self._entries.between(start, end), self._vocabularies
        codes = np.concatenate(self._codes(entries), axis=1).astype("<u4").tobytes()
        width = 2 * PARTS * 4
        rows = zip(
            self._ids[entries.person].tolist(),
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
        tokens = tokens_of(self._vocabularies[1], entries.given)
        made = [
            *_dated(entries.person, self._registry.birth[entries.person], family, given),
            *((keys, entries.person[rows]) for keys, rows in each_pair(family, given, tokens)),
        ]
        low, high = np.searchsorted(self._owners, [start, end])
        made.append(
            (self._documents[low:high] | np.uint64(DOCUMENT), self._owners[low:high].astype(np.int64))
        )
        keys, persons = (np.concatenate(part) for part in zip(*made, strict=True))
        persons = self._ids[persons]
        order = np.lexsort((persons, keys))
        keys, persons = keys[order], persons[order]
        fresh = np.ones(len(keys), bool)
        fresh[1:] = (keys[1:] != keys[:-1]) | (persons[1:] != persons[:-1])
        rows = np.empty(int(fresh.sum()), KEY_ROW)
        rows["fields"], rows["key_bytes"], rows["id_bytes"] = 2, 8, 4
        rows["key"], rows["person_id"] = keys[fresh].astype(np.int64), persons[fresh]
        return rows.tobytes()

    def _codes(self, entries: Entries) -> tuple[Codes, Codes]:
        """The part codes of the family names and of the given names, zeros where a name is missing."""
        families, givens = self._vocabularies
        return codes_of(families, entries.family), codes_of(givens, entries.given)


def _dated(person: Rows, birth: npt.NDArray[np.int32], *codes: Codes) -> Iterator[tuple[Words, Rows]]:
    """`keys.dated_key` of every part of those whose birth date is known."""
    base = birth.astype(np.uint64) << np.uint64(PART_BITS) | np.uint64(DATED)
    for columns in codes:
        rows, places = np.nonzero(columns * (birth != 0)[:, None])
        yield base[rows] | columns[rows, places].astype(np.uint64), person[rows]
