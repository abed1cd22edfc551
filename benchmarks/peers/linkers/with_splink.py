"""Splink after its usual recipe: comparisons from its library, u by random sampling, m by EM, no labels."""

import logging
import time
import warnings
from importlib.metadata import version
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as library

from benchmarks.peers.linkers.tables import COLUMNS, About, Floats, Pairs, Rows

MATCH = 0.95
"""The probability that its tutorials link from."""


def _settings() -> Any:
    names = library.ForenameSurnameComparison(
        "given_names", "family_name", forename_surname_concat_col_name="full_name"
    )
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            names,
            library.DateOfBirthComparison("birth_date", input_is_string=True, datetime_format="%Y-%m-%d"),
            library.NameComparison("place_of_birth"),
            library.ExactMatch("gender"),
            library.ExactMatch("nationality").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[],
        retain_matching_columns=False,
    )


def _table(rows: Rows) -> Any:
    full = []
    for number, row in enumerate(rows):
        values = {name: row[name].lower() or None for name in COLUMNS}
        names = [row[name].lower() for name in ("given_names", "family_name") if row[name]]
        full.append(
            {"unique_id": number, **values, "full_name": " ".join(names) if len(names) == 2 else None}
        )
    return pa.Table.from_pylist(full)


def score(asked: Rows, known: Rows, pairs: Pairs) -> tuple[Floats, About]:
    """Probabilities of a match; `predict` alone counts as scoring."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")
    started = time.perf_counter()
    database = DuckDBAPI(duckdb.connect())
    tables = [
        database.register(_table(rows), dataset_display_name=name)
        for rows, name in ((asked, "a"), (known, "b"))
    ]
    linker = Linker(tables, _settings(), log_level=None)
    training = linker.training
    sure: list[Any] = [
        block_on("given_names", "family_name", "birth_date"),
        block_on("family_name", "birth_date", "place_of_birth"),
    ]
    training.estimate_probability_two_random_records_match(sure, recall=0.7)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in (block_on("birth_date"), block_on("given_names", "family_name")):
        training.estimate_parameters_using_expectation_maximisation(rule)
    blocked = pa.table({
        "match_key": pa.array(["0"] * len(pairs)),
        "join_key_l": [f"a-__-{number}" for number in pairs[:, 0]],
        "join_key_r": [f"b-__-{number}" for number in pairs[:, 1]],
    })  # fmt: skip
    linker.table_management.register_blocked_pairs_for_predict(database.register(blocked))
    trained = time.perf_counter()
    predicted = linker.inference.predict()
    seconds = time.perf_counter() - trained
    found = (
        predicted.as_duckdbpyrelation().select("unique_id_l", "unique_id_r", "match_probability").fetchnumpy()
    )
    by_pair = {
        (int(one), int(other)): float(probability)
        for one, other, probability in zip(
            found["unique_id_l"], found["unique_id_r"], found["match_probability"], strict=True
        )
    }
    scores = np.array([by_pair.get((int(one), int(other)), 0.0) for one, other in pairs])
    return scores, About(version("splink"), MATCH, trained - started, seconds)
