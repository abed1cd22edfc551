"""Parquet files of others: types that mean the same are taken, and what is wrong has a code of its own."""

import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from matching.columns import PersonColumns
from matching.parquet_checks import (
    RegistryColumnInvalidError,
    RegistryColumnMissingError,
    RegistryDamagedError,
)
from matching.person import Person
from matching.registry_file import RegistryMissingError
from matching.registry_parquet import SCHEMA, stream_persons, to_table, write_parquet
from models.errors import CodedError


@pytest.fixture
def table(registry: list[Person]) -> pa.Table:
    return to_table(registry[:300])


@pytest.fixture
def written(tmp_path: Path):
    def write(table: pa.Table) -> Path:
        path = tmp_path / "registry.parquet"
        pq.write_table(table, path)
        return path

    return write


def with_column(table: pa.Table, name: str, column: object) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)


def wide(kind: pa.DataType) -> pa.DataType:
    """What other writers make of a type: pandas and Polars have no narrow integers, texts or dictionaries."""
    if pa.types.is_list(kind):
        fields = [pa.field(field.name, wide(field.type)) for field in kind.value_type]
        return pa.large_list(pa.struct(fields))
    if pa.types.is_integer(kind):
        return pa.int64()
    return pa.large_string()


def test_what_other_writers_make_of_the_types_is_read_alike(table, written, registry):
    columns = [pa.array(table.column(field.name).to_pylist(), wide(field.type)) for field in SCHEMA]
    path = written(pa.table(columns, names=SCHEMA.names))
    assert not any(field.type == pq.read_schema(path).field(field.name).type for field in SCHEMA if field.name
                   not in ("ssin", "replaced_by"))  # fmt: skip
    assert [*stream_persons(path)] == registry[:300]
    read, wanted = PersonColumns.read(path), PersonColumns.of(registry[:300])
    for name in ("ssin", "birth", "gender", "status", "document", "document_owner"):
        assert np.array_equal(getattr(read, name), getattr(wanted, name)), name
    assert read.replaced_by == wanted.replaced_by
    for name in ("family", "given", "place", "country", "nationality"):
        one, other = getattr(read, name), getattr(wanted, name)
        for row in range(300):
            assert one.texts[int(one.numbers[row])] == other.texts[int(other.numbers[row])] or (
                one.numbers[row] == other.numbers[row] == -1
            )


def test_columns_of_nothing_but_nulls_are_taken(table, written):
    for name in ("other_names", "documents", "replaced_by", "place_of_birth"):
        table = with_column(table, name, pa.nulls(len(table)))
    path = written(table)
    assert len(PersonColumns.read(path)) == len([*stream_persons(path)]) == len(table)


@pytest.mark.parametrize("name", SCHEMA.names)
def test_a_missing_column_is_named(table, written, name):
    path = written(table.drop_columns([name]))
    for read in (PersonColumns.read, lambda path: [*stream_persons(path)]):
        with pytest.raises(RegistryColumnMissingError) as refused:
            read(path)
        assert refused.value.context == {"column": name}
        assert name in refused.value.detail


@pytest.mark.parametrize(
    ("name", "column", "wanted"),
    [
        ("ssin", lambda count: pa.array(["85471200206"] * count), "whole numbers"),
        ("ssin", lambda count: pa.array([1.5] * count), "whole numbers"),
        ("birth_date", lambda count: pa.array(["1985-07-12"] * count), "whole numbers"),
        ("birth_date", lambda count: pa.array([0] * count, pa.date32()), "whole numbers"),
        ("birth_date", lambda count: pa.array([1 << 40] * count), "whole numbers"),
        ("gender", lambda count: pa.array([True] * count), "whole numbers"),
        ("gender", lambda count: pa.array([300] * count), "whole numbers"),
        ("family_name", lambda count: pa.array([7] * count), "texts"),
        ("family_name", lambda count: pa.array([b"\xff"] * count), "texts"),
        ("family_name", lambda count: pa.array([["Nowak"]] * count), "texts"),
        ("status", lambda count: pa.array([0] * count), "texts"),
        ("documents", lambda count: pa.array(["ZS0000177"] * count), "lists of kind, number"),
        ("documents", lambda count: pa.array([[{"kind": "passport"}]] * count), "lists of kind, number"),
        ("other_names", lambda count: pa.array([["Nowak"]] * count), "lists of family_name"),
    ],
)  # fmt: skip
def test_a_column_of_another_type_is_named_with_what_belongs_there(table, written, name, column, wanted):
    path = written(with_column(table, name, column(len(table))))
    with pytest.raises(RegistryColumnInvalidError) as refused:
        PersonColumns.read(path)
    assert refused.value.context["column"] == name
    assert refused.value.context["wanted"].startswith(wanted)


def test_a_column_twice_is_one_that_is_missing(table, written):
    path = written(table.append_column("ssin", table.column("ssin")))
    with pytest.raises(RegistryColumnMissingError):
        PersonColumns.read(path)


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"PAR1", b"PAR1PAR1", b'{"ssin": 1}\n', bytes(4000), b"PAR1" + bytes(range(256)) * 40 + b"PAR1"],
)
def test_what_is_no_parquet_file_is_said_to_be_none(tmp_path, rubbish):
    path = tmp_path / "registry.parquet"
    path.write_bytes(rubbish)
    with pytest.raises(RegistryDamagedError):
        PersonColumns.read(path)


def test_a_file_cut_short_is_damaged_wherever_it_ends(tmp_path, registry):
    path, cut = tmp_path / "registry.parquet", tmp_path / "cut.parquet"
    write_parquet(registry[:300], path)
    whole = path.read_bytes()
    for share in (0.01, 0.3, 0.7, 0.97, 0.999):
        cut.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(RegistryDamagedError):
            PersonColumns.read(cut)


def test_bytes_changed_inside_give_a_coded_error_or_other_persons_but_nothing_else(tmp_path, registry):
    path, spoiled = tmp_path / "registry.parquet", tmp_path / "spoiled.parquet"
    write_parquet(registry[:300], path)
    whole, chance, refused = path.read_bytes(), random.Random(5), 0
    for _ in range(60):
        changed = bytearray(whole)
        for _ in range(20):
            changed[chance.randrange(4, len(changed))] = chance.randrange(256)
        spoiled.write_bytes(changed)
        try:
            PersonColumns.read(spoiled)
        except CodedError:
            refused += 1
    assert refused > 30


def test_a_folder_and_a_missing_file_cannot_be_read(tmp_path):
    for path in (tmp_path, tmp_path / "nothing.parquet"):
        with pytest.raises(RegistryMissingError):
            PersonColumns.read(path)
