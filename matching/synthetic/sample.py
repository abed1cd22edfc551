"""Some persons out of a file of millions, without reading all of it."""

import json
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.person import Person
from matching.registry_parquet import from_rows, open_parquet, ssin_text
from matching.synthetic.countries import Population
from matching.synthetic.people import METADATA

Numbers = npt.NDArray[np.int64]

PER_GROUP: Final = 5_000
"""So many persons are taken from a group of rows, at least, before another is read: groups are alike."""


def sample_persons(path: Path, count: int, seed: int = 1) -> list[Person]:
    """`count` different persons of a Parquet registry in random order: to ask for, or to give relatives.

    A replaced person's `replaced_by` is the number at the end of the chain. Groups of rows are drawn first,
    as many as the count is worth, so that 20 million take no longer than 2 million. Fewer come back from a
    smaller file. Raises the coded errors of `matching.registry_file`.
    """
    rng = np.random.default_rng(seed)
    with open_parquet(path) as file:
        sizes = np.array([
            file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)
        ])  # fmt: skip
        order = rng.permutation(len(sizes))
        enough = np.searchsorted(np.cumsum(np.minimum(sizes[order], PER_GROUP)), count) + 1
        while sizes[order[:enough]].sum() < min(count, sizes.sum()):
            enough += 1
        groups = np.sort(order[:enough])
        quotas = _quotas(sizes[groups], min(count, int(sizes.sum())), rng)
        persons = [
            person
            for group, quota in zip(groups, quotas, strict=True)
            for person in _from_group(file.read_row_group(int(group)), int(quota), rng)
        ]
    return [persons[place] for place in rng.permutation(len(persons))]


def population_of(path: Path) -> Population:
    """The population of names that `generate_parquet` drew the file's persons from; `all` for other files."""
    with open_parquet(path) as file:
        metadata = file.schema_arrow.metadata or {}
    population: Population = json.loads(metadata.get(METADATA, b"{}")).get("population", "all")
    return population


def _quotas(sizes: Numbers, count: int, rng: np.random.Generator) -> Numbers:
    """How many persons of each group, as if all were drawn from one urn."""
    return rng.multivariate_hypergeometric(sizes, count)


def _from_group(table: pa.Table, count: int, rng: np.random.Generator) -> list[Person]:
    rows = np.sort(rng.choice(table.num_rows, count, replace=False))
    replaced = table.column("replaced_by").combine_chunks()
    persons = from_rows(table.take(pa.array(rows)).to_pylist())
    final = _final_numbers(table.column("ssin").to_numpy(), replaced)
    return [
        person.model_copy(update={"replaced_by": ssin_text(final.get(int(person.ssin or 0)))})
        if person.replaced_by
        else person
        for person in persons
    ]


def _final_numbers(numbers: Numbers, replaced: pa.Array) -> dict[int, int]:
    """By replaced number: the last of its chain."""
    rows = np.flatnonzero(replaced.is_valid().to_numpy(zero_copy_only=False))
    by = {int(numbers[row]): int(replaced[int(row)].as_py()) for row in rows}
    return {number: _follow(number, by) for number in by}


def _follow(number: int, by: dict[int, int]) -> int:
    seen = set()
    while number in by and number not in seen:
        seen.add(number)
        number = by[number]
    return number
