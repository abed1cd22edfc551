"""Who scores the same pairs beside us: Splink after its usual recipe, and plain rapidfuzz."""

import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cpdist

from benchmarks.suites.febrl.candidates import Pairs
from benchmarks.suites.febrl.ours import Scored
from benchmarks.suites.febrl.records import FebrlRecord

Recipe = Literal["names", "full name"]


def score_rapidfuzz(left: Sequence[FebrlRecord], right: Sequence[FebrlRecord], pairs: Pairs) -> Scored:
    """`token_sort_ratio` of names, birth date and suburb as one text."""
    started = time.perf_counter()
    ones, others = (np.array([_as_text(record) for record in side], dtype=object) for side in (left, right))
    prepared = time.perf_counter()
    ratios = cpdist(ones[pairs[:, 0]], others[pairs[:, 1]], scorer=token_sort_ratio, dtype=np.float32)
    seconds = time.perf_counter() - prepared
    return Scored(np.asarray(ratios, dtype=np.float64), seconds, prepared - started)


def _as_text(record: FebrlRecord) -> str:
    return f"{record.given_name} {record.surname} {record.birth_date} {record.suburb}"


def score_splink(
    left: Sequence[FebrlRecord], right: Sequence[FebrlRecord], pairs: Pairs, recipe: Recipe
) -> Scored:
    """Match weights of Splink, trained on the two files without their truth; `predict` alone is timed.

    `names`: NameComparison of each name; `full name`: ForenameSurnameComparison, which knows swapped names.
    """
    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, block_on

    connection = duckdb.connect()
    database = DuckDBAPI(connection)
    tables = [
        database.register(pa.Table.from_pylist(_rows(side)), dataset_display_name=name)
        for side, name in ((left, "a"), (right, "b"))
    ]
    linker = Linker(tables, _settings(recipe), log_level=None)
    training = linker.training
    sure: list[Any] = [
        block_on("given_name", "surname", "birth_date"),
        block_on("surname", "birth_date", "suburb"),
    ]
    training.estimate_probability_two_random_records_match(sure, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (block_on("birth_date"), block_on("given_name", "surname"), block_on("suburb", "surname")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    blocked = pa.table({
        "match_key": pa.array(["0"] * len(pairs)),
        "join_key_l": [f"a-__-{number}" for number in pairs[:, 0]],
        "join_key_r": [f"b-__-{number}" for number in pairs[:, 1]],
    })  # fmt: skip
    linker.table_management.register_blocked_pairs_for_predict(database.register(blocked))
    started = time.perf_counter()
    predicted = linker.inference.predict()
    seconds = time.perf_counter() - started
    found = predicted.as_duckdbpyrelation().select("unique_id_l", "unique_id_r", "match_weight").fetchnumpy()
    weights = np.full((len(left), len(right)), np.nan)
    weights[found["unique_id_l"], found["unique_id_r"]] = found["match_weight"]
    return Scored(weights[pairs[:, 0], pairs[:, 1]], seconds)


def _rows(records: Sequence[FebrlRecord]) -> list[dict[str, Any]]:
    """Rows for Splink, which takes null for missing."""
    rows = []
    for number, record in enumerate(records):
        values = {name: value or None for name, value in asdict(record).items() if name != "number"}
        whole = f"{record.given_name} {record.surname}" if record.given_name and record.surname else None
        rows.append({"unique_id": number, **values, "full_name": whole})
    return rows


def _settings(recipe: Recipe) -> Any:
    from splink import SettingsCreator
    from splink import comparison_library as library

    names: list[Any] = [library.NameComparison("given_name"), library.NameComparison("surname")]
    if recipe == "full name":
        names = [
            library.ForenameSurnameComparison(
                "given_name", "surname", forename_surname_concat_col_name="full_name"
            )
        ]
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            *names,
            library.DateOfBirthComparison("birth_date", input_is_string=True, datetime_format="%Y-%m-%d"),
            library.NameComparison("suburb"),
        ],
        blocking_rules_to_generate_predictions=[],
        retain_matching_columns=False,
    )
