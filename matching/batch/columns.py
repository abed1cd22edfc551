"""Records as columns of numbers: what `matching.compare` reads of a request or a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from matching.batch.dates import number_dates
from matching.batch.terms import Features, Integers, Numbering
from matching.fingerprints import document_key
from matching.person import Person, PersonRequest

Record = Person | PersonRequest


@dataclass
class Vocabulary:
    """The numbers of texts, shared by both sides of a comparison. Places and codes: 0 is nothing."""

    names: Numbering
    places: Numbering
    codes: Numbering

    @classmethod
    def empty(cls) -> "Vocabulary":
        """With nothing but what is missing."""
        vocabulary = cls(Numbering(), Numbering(), Numbering())
        vocabulary.places.number("")
        vocabulary.codes.number("")
        return vocabulary


@dataclass
class Columns:
    """One side. The names of record r are `starts[r]` to `starts[r + 1]` of `family` and `given`."""

    starts: Integers
    family: Integers
    given: Integers
    birth_date: Integers
    gender: Integers
    country_of_birth: Integers
    nationality: Integers
    place_of_birth: Integers
    has_document: Integers
    documents: Features

    @classmethod
    def of(cls, records: Sequence[Record], vocabulary: Vocabulary) -> "Columns":
        """The columns of `records`. Raises the errors of `IncompleteDate.parse`."""
        names = [name for record in records for name in record.names]
        name, place, code = vocabulary.names.number, vocabulary.places.number, vocabulary.codes.number
        return cls(
            starts=_array([0, *accumulate(len(record.names) for record in records)]),
            family=_array([name(part.family_name) for part in names]),
            given=_array([name(part.given_names) for part in names]),
            birth_date=number_dates(record.birth_date for record in records),
            gender=_array([record.gender or 0 for record in records]),
            country_of_birth=_array([code(record.country_of_birth or "") for record in records]),
            nationality=_array([code(record.nationality or "") for record in records]),
            place_of_birth=_array([place(record.place_of_birth or "") for record in records]),
            has_document=_array([bool(record.documents) for record in records]),
            documents=Features([frozenset(map(document_key, record.documents)) for record in records]),
        )


def _array(numbers: Sequence[int]) -> Integers:
    return np.array(numbers, dtype=np.int64)
