"""`registry import` of files that are none: a code and a remedy, no traceback, and nothing of them kept."""

import json
import random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import func, select

from matching.registry_parquet import SCHEMA, to_table, write_parquet
from matching.synthetic import generate_persons
from service.db import transaction
from service.registry.models import RegistryPerson, RegistryReservation


@pytest.fixture
def refused(cli, services):
    """Imports a file that is to be refused; returns the error."""

    def run(path) -> dict[str, str]:
        before = kept(services)
        answer = cli(["import", str(path)])
        assert answer.exit_code == 1
        assert answer.exception is None or isinstance(answer.exception, SystemExit)
        assert "Traceback" not in answer.output
        assert "pyarrow" not in answer.output.lower()
        assert kept(services) == before
        return json.loads(answer.output)["error"]

    return run


def kept(services) -> tuple[int | None, ...]:
    with transaction(services.engine) as session:
        return tuple(
            session.scalar(select(func.count()).select_from(table))
            for table in (RegistryPerson, RegistryReservation)
        )


@pytest.fixture
def table() -> pa.Table:
    return to_table(generate_persons(200, seed=91))


def test_a_missing_column(refused, tmp_path, table):
    path = tmp_path / "registry.parquet"
    pq.write_table(table.drop_columns(["birth_date"]), path)
    error = refused(path)
    assert error["code"] == "registryColumnMissing"
    assert "birth_date" in error["detail"]
    assert "registry generate" in error["remedy"]


def test_a_column_of_another_type(refused, tmp_path, table):
    path = tmp_path / "registry.parquet"
    texts = pa.array([f"{number:011d}" for number in table.column("ssin").to_pylist()])
    pq.write_table(table.set_column(0, "ssin", texts), path)
    error = refused(path)
    assert error["code"] == "registryColumnInvalid"
    assert "ssin" in error["detail"]
    assert "whole numbers" in error["detail"]


@pytest.mark.parametrize("share", [0.0, 0.4, 0.999])
def test_a_file_cut_short(refused, tmp_path, table, share):
    path = tmp_path / "registry.parquet"
    pq.write_table(table, path)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(path)["code"] == "registryFileDamaged"


def test_json_lines_with_the_other_ending_and_the_other_way_round(refused, tmp_path, table):
    path = tmp_path / "registry.parquet"
    path.write_text(generate_persons(1, seed=3)[0].to_json())
    assert refused(path)["code"] == "registryFileDamaged"
    other = tmp_path / "registry.jsonl"
    pq.write_table(table, other)
    assert refused(other)["code"] == "registryFileInvalid"


def test_missing_files_and_folders(refused, tmp_path):
    for name in ("nothing.parquet", "nothing.jsonl", "."):
        assert refused(tmp_path / name)["code"] == "registryMissing"


def test_texts_that_are_not_utf8(refused, tmp_path, table):
    """Arrow itself writes what it is told are texts."""
    path = tmp_path / "registry.parquet"
    spoiled = pa.array([b"Nowak\xff"] * len(table), pa.binary()).view(pa.string())
    names = table.schema.get_field_index("family_name")
    pq.write_table(table.set_column(names, "family_name", spoiled), path)
    assert refused(path)["code"] == "registryFileDamaged"


def test_a_row_that_is_no_person_is_named(refused, tmp_path, table):
    path = tmp_path / "registry.parquet"
    numbers = table.column("ssin").to_pylist()
    for wrong in (None, -5, 0, 12345678901, 1 << 62):
        column = pa.array([*numbers[:150], wrong, *numbers[151:]], pa.int64())
        pq.write_table(table.set_column(0, "ssin", column), path)
        error = refused(path)
        assert error["code"] == "registryFileInvalid"
        assert "Line 151" in error["detail"]
        assert str(wrong) not in error["detail"] or wrong in (0, None)


def test_files_with_changed_bytes(cli, services, tmp_path):
    """Whatever is in them, the answer is a code or an import."""
    path, whole_path = tmp_path / "registry.parquet", tmp_path / "whole.parquet"
    write_parquet(generate_persons(200, seed=92), whole_path)
    whole, chance = whole_path.read_bytes(), random.Random(8)
    for _ in range(12):
        changed = bytearray(whole)
        for _ in range(12):
            changed[chance.randrange(4, len(changed))] = chance.randrange(256)
        path.write_bytes(changed)
        answer = cli(["import", str(path)])
        assert "Traceback" not in answer.output
        assert answer.exit_code == 0 or json.loads(answer.output)["error"]["code"]


def test_a_file_without_a_row_adds_nobody(cli, services, tmp_path):
    path = tmp_path / "registry.PARQUET"
    pq.write_table(pa.table({field.name: pa.array([], field.type) for field in SCHEMA}), path)
    before = kept(services)
    answer = cli(["import", str(path)])
    assert (answer.exit_code, answer.output) == (0, "0 persons imported\n")
    assert kept(services) == before
