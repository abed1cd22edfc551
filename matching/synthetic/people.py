"""Registries of invented people: seeded, with families, twins, unknown birth dates and replaced numbers.

One engine (`blocks`, `registry`) makes them all: millions as columns of Parquet, thousands as `Person`s.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from matching.person import Person
from matching.registry_parquet import GROUP, SCHEMA, from_rows
from matching.synthetic.blocks import BLOCK, Rates
from matching.synthetic.countries import Population
from matching.synthetic.numbers import SsinIssuer
from matching.synthetic.pools import pools_of
from matching.synthetic.registry import Registry
from models.errors import CodedError

Progress = Callable[[int], None]
METADATA: Final = b"belgianidpro.synthetic"


class RegistryUnwritableError(CodedError):
    code = "registryUnwritable"
    status = 507
    message = "The registry file cannot be written."
    remedy = "Check that the folder exists, that you may write there, and that the disk has room."


def generate_persons(
    count: int, seed: int = 1, rates: Rates | None = None, *, population: Population = "all"
) -> list[Person]:
    """`count` persons with valid, distinct numbers; the first ones are the same for any count.

    Raises `CountersExhaustedError`. 100,000 take about 6 s, nearly all of it to make objects.
    """
    return [
        person
        for table in _blocks(count, seed, population, rates or Rates())
        for person in from_rows(table.to_pylist())
    ]


def generate_parquet(
    path: Path,
    count: int,
    seed: int = 1,
    *,
    population: Population = "all",
    rates: Rates | None = None,
    progress: Progress | None = None,
) -> int:
    """Writes `count` persons in groups of `registry_parquet.GROUP`; the same arguments give the same file.

    `progress` is told how many persons each group added. Returns `count`. Raises `RegistryUnwritableError`
    and `CountersExhaustedError`.
    """
    made = json.dumps({"population": population, "seed": seed})
    schema = SCHEMA.with_metadata({METADATA: made.encode()})
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with pq.ParquetWriter(unfinished, schema, compression="zstd") as writer:
            for table in _grouped(_blocks(count, seed, population, rates or Rates())):
                writer.write_table(_to_schema(table, schema))
                if progress:
                    progress(table.num_rows)
        unfinished.replace(path)
    except OSError:
        raise RegistryUnwritableError from None
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _blocks(count: int, seed: int, population: Population, rates: Rates) -> Iterator[pa.Table]:
    registry = Registry(pools_of(population), seed, rates, SsinIssuer())
    for done in range(0, count, BLOCK):
        table = registry.next()
        if done + BLOCK > count:
            table = _cut(table, count - done)
        yield table


def _cut(table: pa.Table, rows: int) -> pa.Table:
    """The first rows; a number replaced by one that is cut off is active."""
    table = table.slice(0, rows)
    last = table.slice(rows - 1).to_pylist()[0]
    if last["replaced_by"] is None:
        return table
    end = pa.Table.from_pylist([last | {"status": "active", "replaced_by": None}], schema=table.schema)
    return pa.concat_tables([table.slice(0, rows - 1), end])


def _grouped(blocks: Iterable[pa.Table]) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    for block in blocks:
        waiting.append(block)
        if len(waiting) * BLOCK == GROUP:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


def _to_schema(table: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = [
        table.column(field.name).combine_chunks().dictionary_encode()
        if pa.types.is_dictionary(field.type)
        else table.column(field.name).combine_chunks()
        for field in schema
    ]
    return pa.table(columns, schema=schema)


def write_registry(persons: Iterable[Person], path: Path) -> int:
    """Writes a registry file (JSON Lines) and returns how many persons it holds."""
    count = 0
    try:
        with path.open("w", encoding="utf-8") as file:
            for person in persons:
                file.write(person.to_json() + "\n")
                count += 1
    except OSError:
        raise RegistryUnwritableError from None
    return count
