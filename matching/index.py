"""Candidates for a request: the Protocol, and an in-memory index of sorted integer keys."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np

from matching.keys import hash_key, retrieval_keys, search_keys
from matching.person import Person, PersonRequest


class CandidateSource(Protocol):
    """A registry that can be searched: in memory here, in PostgreSQL in the service."""

    @property
    def size(self) -> int:
        """How many persons the registry holds (N of the prior odds)."""
        ...

    def search(self, request: PersonRequest) -> Sequence[Person]:
        """Every person stored under one of `keys.search_keys(request)`, each once, in any order."""
        ...

    def person(self, ssin: str) -> Person | None:
        """The person with this number, in whatever status."""
        ...


class PersonIndex:
    """Persons in memory behind sorted 64-bit keys; additions go to a small unsorted part.

    100,000 persons take about 4 s to index and 12 bytes a key. A collision of hashes only costs a
    comparison, for candidates are weighed anyway.
    """

    def __init__(self, persons: Iterable[Person]) -> None:
        self._persons = list(persons)
        keys, owners = array("Q"), array("I")
        for number, person in enumerate(self._persons):
            for key in retrieval_keys(person):
                keys.append(hash_key(key))
                owners.append(number)
        unsorted = np.frombuffer(keys, dtype=np.uint64) if keys else np.empty(0, np.uint64)
        order = np.argsort(unsorted, kind="stable")
        self._keys = unsorted[order]
        self._owners = np.asarray(owners, dtype=np.uint32)[order]
        self._added: dict[int, list[int]] = {}
        self._by_ssin = {person.ssin: number for number, person in enumerate(self._persons) if person.ssin}

    @property
    def persons(self) -> Sequence[Person]:
        """All persons held, in the order in which they came."""
        return self._persons

    @property
    def size(self) -> int:
        """Persons held."""
        return len(self._persons)

    def search(self, request: PersonRequest) -> list[Person]:
        """See `CandidateSource.search`."""
        hashed = [hash_key(key) for key in search_keys(request)]
        wanted = np.array(hashed, dtype=np.uint64)
        starts = np.searchsorted(self._keys, wanted, side="left")
        ends = np.searchsorted(self._keys, wanted, side="right")
        found = {
            int(owner)
            for start, end in zip(starts[ends > starts], ends[ends > starts], strict=True)
            for owner in self._owners[start:end]
        }
        if self._added:
            found.update(number for key in hashed for number in self._added.get(key, ()))
        return [self._persons[number] for number in sorted(found)]

    def person(self, ssin: str) -> Person | None:
        """See `CandidateSource.person`."""
        number = self._by_ssin.get(ssin)
        return None if number is None else self._persons[number]

    def add(self, person: Person) -> None:
        """Makes `person` findable at once."""
        number = len(self._persons)
        self._persons.append(person)
        if person.ssin:
            self._by_ssin[person.ssin] = number
        for key in retrieval_keys(person):
            self._added.setdefault(hash_key(key), []).append(number)
