"""A registry as columns of numbers: what the in-memory index is built from, about 40 bytes a person."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matching.fingerprints import fingerprint_documents
from matching.memory import give_back
from matching.person import NameKind, Person, PersonStatus
from matching.registry_parquet import read_table, to_table

Ints = npt.NDArray[np.int32]
Small = npt.NDArray[np.int16]
Longs = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]


class Take(Protocol):
    """Gives a table with the columns named."""

    def __call__(self, *names: str) -> pa.Table: ...


STATUSES: tuple[PersonStatus, ...] = ("active", "cancelled", "replaced")
NAME_KINDS: tuple[NameKind, ...] = ("current", "birth", "former")


@dataclass(slots=True)
class Terms:
    """A column of texts: the distinct ones, and each row's number among them (-1: missing)."""

    texts: pa.StringArray
    numbers: npt.NDArray[np.signedinteger]


@dataclass(slots=True)
class OtherNames:
    """Birth and former names, a row each; `person` is the row of the person, ascending."""

    person: npt.NDArray[np.uint32]
    family: Ints
    given: Ints
    kind: npt.NDArray[np.int8]


@dataclass(slots=True)
class PersonColumns:
    """One entry a person, in the order of the file. Names of all kinds share two vocabularies of texts."""

    ssin: Longs
    birth: Ints
    family: Terms
    given: Terms
    others: OtherNames
    place: Terms
    country: Terms
    nationality: Terms
    gender: npt.NDArray[np.int8]
    """ISO 5218; -1 where nothing is known."""
    status: npt.NDArray[np.int8]
    replaced_by: dict[int, int]
    """Numbers that were replaced, and what by."""
    document: Words
    """Fingerprints of documents, `document_owner` holds the row of whose it is."""
    document_owner: npt.NDArray[np.uint32]

    def __len__(self) -> int:
        return len(self.ssin)

    @classmethod
    def of(cls, persons: Sequence[Person]) -> "PersonColumns":
        """The columns of persons in memory."""
        table = to_table(persons)
        return cls._read(lambda *names: table.select(list(names)))

    @classmethod
    def read(cls, path: Path) -> "PersonColumns":
        """The columns of a Parquet file (`matching.registry_parquet.SCHEMA`), two at a time.

        Raises the coded errors of `open_parquet`.
        """
        columns = cls._read(lambda *names: read_table(path, names))
        give_back()
        return columns

    @classmethod
    def _read(cls, take: Take) -> "PersonColumns":
        with ThreadPoolExecutor(1) as beside:
            documents = beside.submit(lambda: fingerprint_documents(take("documents").column(0)))
            family, given = _terms(take, "family_name"), _terms(take, "given_names")
            others = _other_names(take("other_names").column(0), family, given)
            ssin = _numbers(take, "ssin", np.int64)
            status = _terms(take, "status")
            document, owner = documents.result()
        return cls(
            ssin=ssin,
            birth=_numbers(take, "birth_date", np.int32),
            family=family,
            given=given,
            others=others,
            place=_terms(take, "place_of_birth"),
            country=_terms(take, "country_of_birth"),
            nationality=_terms(take, "nationality"),
            gender=_numbers(take, "gender", np.int8, missing=-1),
            status=_recode(status, STATUSES),
            replaced_by=_replacements(ssin, _numbers(take, "replaced_by", np.int64)),
            document=document,
            document_owner=owner,
        )


def _numbers(take: Take, name: str, kind: type, missing: int = 0) -> npt.NDArray[np.signedinteger]:
    filled = pc.fill_null(take(name).column(0).combine_chunks(), missing)
    numbers: npt.NDArray[np.signedinteger] = filled.to_numpy(zero_copy_only=False).astype(kind, copy=False)
    return numbers


def _terms(take: Take, name: str) -> Terms:
    column = take(name).column(0)
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], column.type)
    numbers = pc.fill_null(whole.indices, -1).to_numpy(zero_copy_only=False)
    texts = whole.dictionary.cast(pa.string())
    smallest = next(kind for kind in (np.int8, np.int16, np.int32) if len(texts) <= np.iinfo(kind).max)
    return Terms(texts, numbers.astype(smallest))


def _recode(terms: Terms, names: Sequence[str]) -> npt.NDArray[np.int8]:
    """Numbers after `names`; what is missing counts as the first."""
    texts = terms.texts.to_pylist()
    table = np.array([names.index(text) if text in names else 0 for text in (*texts, names[0])], np.int8)
    numbers: npt.NDArray[np.int8] = table[terms.numbers]
    return numbers


def _replacements(ssin: Longs, replaced_by: Longs) -> dict[int, int]:
    rows = np.flatnonzero(replaced_by)
    return dict(zip(ssin[rows].tolist(), replaced_by[rows].tolist(), strict=True))


def _other_names(column: pa.ChunkedArray, family: Terms, given: Terms) -> OtherNames:
    """The lists flattened; texts that no current name has are added to the vocabularies."""
    whole = column.combine_chunks()
    lengths = pc.fill_null(pc.list_value_length(whole), 0).to_numpy(zero_copy_only=False)
    flat = whole.flatten()
    kinds = flat.field("kind").to_pylist()
    return OtherNames(
        person=np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths),
        family=_numbers_among(flat.field("family_name"), family),
        given=_numbers_among(flat.field("given_names"), given),
        kind=np.array([NAME_KINDS.index(kind) if kind in NAME_KINDS else 2 for kind in kinds], np.int8),
    )


def _numbers_among(texts: pa.StringArray, terms: Terms) -> Ints:
    """The number of each text in `terms`, which grows by those it did not hold."""
    distinct = pc.unique(pc.fill_null(texts, ""))
    new = distinct.filter(pc.invert(pc.is_in(distinct, terms.texts)))
    if len(new):
        terms.texts = pa.concat_arrays([terms.texts, new])
    found = pc.index_in(pc.fill_null(texts, ""), terms.texts)
    numbers: Ints = found.to_numpy(zero_copy_only=False).astype(np.int32)
    return numbers
