"""Registries of millions: one row a person in Parquet, the contract of registry files in columns.

Numbers are integers (`ssin`, eleven digits; birth dates yyyymmdd with zeros where unknown, 0 for none), texts
that repeat are dictionaries, what a person may have several of is a list.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from matching.person import Address, IdentityDocument, Name, Person
from matching.registry_file import RegistryLineInvalidError, RegistryMissingError

TERM = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema([
    ("ssin", pa.int64()),
    ("family_name", TERM),
    ("given_names", TERM),
    ("other_names", pa.list_(pa.struct([
        ("family_name", pa.string()), ("given_names", pa.string()), ("kind", pa.string()),
    ]))),
    ("birth_date", pa.int32()),
    ("place_of_birth", TERM),
    ("country_of_birth", TERM),
    ("gender", pa.int8()),
    ("nationality", TERM),
    ("documents", pa.list_(pa.struct([
        ("kind", pa.string()), ("number", pa.string()), ("issuer", pa.string()), ("expiry_date", pa.int32()),
    ]))),
    ("residence_country", TERM),
    ("residence_municipality", TERM),
    ("status", TERM),
    ("replaced_by", pa.int64()),
])  # fmt: skip
"""`family_name` and `given_names` are the current name; birth and former names stand in `other_names`."""
GROUP = 500_000
"""Rows a group: what is in memory at once while a file is written or streamed."""


DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def date_number(text: str | None) -> int:
    """`1985-07-12` as 19850712; 0 for no date, and for what is none (a document may expire "never")."""
    return int(text.replace("-", "")) if text and DATE.fullmatch(text) else 0


def date_text(number: int | None) -> str | None:
    """19850712 as `1985-07-12`; None for 0."""
    return f"{number // 10_000:04d}-{number // 100 % 100:02d}-{number % 100:02d}" if number else None


def ssin_text(number: int | None) -> str | None:
    """The eleven digits of a number."""
    return None if number is None else f"{number:011d}"


def to_table(persons: Sequence[Person]) -> pa.Table:
    """`persons` as a table of `SCHEMA`."""
    return pa.Table.from_pylist([_to_row(person) for person in persons], schema=SCHEMA)


def from_rows(rows: Iterable[dict[str, Any]]) -> Iterator[Person]:
    """The persons in rows of `SCHEMA` (`table.to_pylist()`)."""
    return (_from_row(row) for row in rows)


def write_parquet(persons: Iterable[Person], path: Path) -> int:
    """Writes `persons` in groups and returns how many they were."""
    iterator, count = iter(persons), 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        while batch := list(islice(iterator, GROUP)):
            writer.write_table(to_table(batch))
            count += len(batch)
    return count


def open_parquet(path: Path) -> pq.ParquetFile:
    """The file, opened; raises the coded errors of `matching.registry_file` where it is no registry."""
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid:
        raise RegistryLineInvalidError(line=1) from None
    except OSError:
        raise RegistryMissingError from None
    if not set(SCHEMA.names) <= set(file.schema_arrow.names):
        raise RegistryLineInvalidError(line=1)
    return file


def read_table(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The file's table, or some of its columns; raises the coded errors of `matching.registry_file`."""
    with open_parquet(path) as file:
        return file.read(columns=_leaves(file, columns) if columns else None)


def _leaves(file: pq.ParquetFile, columns: Sequence[str]) -> list[str]:
    """The columns as Parquet stores them. Nobody asks when a document expires."""
    stored = (file.schema.column(place).path for place in range(len(file.schema)))
    return [path for path in stored if path.split(".")[0] in columns and not path.endswith(".expiry_date")]


def stream_persons(path: Path) -> Iterator[Person]:
    """The file's persons, a group at a time."""
    with open_parquet(path) as file:
        for batch in file.iter_batches(batch_size=10_000):
            yield from from_rows(batch.to_pylist())


def _to_row(person: Person) -> dict[str, Any]:
    current, *others = person.names
    residence = person.residence_address or Address()
    return {
        "ssin": int(person.ssin) if person.ssin else None,
        "family_name": current.family_name,
        "given_names": current.given_names,
        "other_names": [name.model_dump() for name in others],
        "birth_date": date_number(person.birth_date),
        "place_of_birth": person.place_of_birth,
        "country_of_birth": person.country_of_birth,
        "gender": person.gender,
        "nationality": person.nationality,
        "documents": [
            document.model_dump() | {"expiry_date": date_number(document.expiry_date)}
            for document in person.documents
        ],
        "residence_country": residence.country,
        "residence_municipality": residence.municipality_name,
        "status": person.status,
        "replaced_by": int(person.replaced_by) if person.replaced_by else None,
    }


def _from_row(row: dict[str, Any]) -> Person:
    residence = None
    if row["residence_country"] or row["residence_municipality"]:
        residence = Address(country=row["residence_country"], municipality_name=row["residence_municipality"])
    return Person(
        ssin=ssin_text(row["ssin"]),
        names=[
            Name(family_name=row["family_name"] or "", given_names=row["given_names"] or ""),
            *(Name(**name) for name in row["other_names"] or ()),
        ],
        birth_date=date_text(row["birth_date"]),
        place_of_birth=row["place_of_birth"],
        country_of_birth=row["country_of_birth"],
        gender=row["gender"],
        nationality=row["nationality"],
        documents=[
            IdentityDocument(**(document | {"expiry_date": date_text(document["expiry_date"])}))
            for document in row["documents"] or ()
        ],
        residence_address=residence,
        status=row["status"] or "active",
        replaced_by=ssin_text(row["replaced_by"]),
    )
