"""Splink's estimates over our levels: m by EM, u by random sampling, on DuckDB, without the truth.

Our plain comparison functions are functions of DuckDB, so that Splink judges by the same levels.
"""

import logging
import warnings
from collections.abc import Callable, Iterable
from math import log2
from typing import Any

from benchmarks.training.matching_weights.fit import FieldCounts, count_levels
from benchmarks.training.matching_weights.sample import draw_requests, draw_sample
from matching.compare_names import compare_family, compare_given
from matching.dates import IncompleteDate, compare_dates
from matching.person import Person, PersonRequest
from matching.places import compare_places
from matching.weights import Level, Weights

RANDOM_PAIRS = 300_000
FAR = 2.0
"""Bits of difference that are named."""
UNREACHED = {"truncated"}
"""Levels that need more than the two values."""
LEAST = 3
"""True pairs that reach a level: EM drives the m of others to 0, which Splink refuses. They join the last."""
COLUMNS = {
    "familyName": "family_name", "givenNames": "given_names", "birthDate": "birth_date",
    "placeOfBirth": "place_of_birth", "gender": "gender", "countryOfBirth": "country_of_birth",
    "nationality": "nationality",
}  # fmt: skip
Estimates = dict[str, dict[str, tuple[float | None, float | None]]]


def compare_with_splink(persons: int, seed: int, weights: Weights) -> list[str]:
    """Prints m, u and bits of each level, as counted on the pairs of the sample and as Splink estimates them;
    returns the levels that differ by more than `FAR` bits."""
    counts = count_levels(draw_sample(persons, seed, weights))
    levels = {field: _choose(found, weights.levels[field]) for field, found in counts.items()}
    levels = {field: names for field, names in levels.items() if names}
    estimates = estimate(persons, seed, levels)
    far = []
    print(f"{'':<28} {'m':>8} {'Splink':>8} {'u':>9} {'Splink':>9} {'bits':>6} {'Splink':>7} {'apart':>6}")
    for field in levels:
        found = counts[field]
        for name in estimates[field]:
            m = found.m.get(name, 0) / found.m_pairs
            u = found.u.get(name, 0) / max(1, found.u_pairs)
            their_m, their_u = estimates[field][name]
            line = f"{field + '.' + name:<28} {m:8.4f} {_text(their_m, 8, 4)} {u:9.6f} {_text(their_u, 9, 6)}"
            if m and u and their_m and their_u:
                ours, theirs = log2(m / u), log2(their_m / their_u)
                line += f" {ours:6.1f} {theirs:7.1f} {theirs - ours:6.1f}"
                if abs(theirs - ours) > FAR:
                    far.append(f"{field}.{name}")
            print(line)
    print(f"more than {FAR:g} bits apart: {', '.join(far) or 'none'}")
    return far


def _text(value: float | None, width: int, digits: int) -> str:
    return f"{value:{width}.{digits}f}" if value is not None else f"{'-':>{width}}"


def _choose(found: FieldCounts, table: dict[str, Level]) -> list[str]:
    """The levels that Splink can estimate, the last one the rest."""
    *others, last = [name for name in table if name not in UNREACHED]
    names = [name for name in others if found.m.get(name, 0) >= LEAST]
    return [*names, last] if len(names) > 1 or found.m.get(last, 0) >= LEAST else []


def estimate(persons: int, seed: int, levels: dict[str, list[str]]) -> Estimates:
    """m and u by field and level, None where Splink has no estimate."""
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    registry, cases = draw_requests(persons, seed)
    connection = duckdb.connect()
    _define(connection)
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[_levels(field, names) for field, names in levels.items()],
        blocking_rules_to_generate_predictions=[],
        probability_two_random_records_match=1.0 / persons,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        database = DuckDBAPI(connection)
        tables = [
            database.register(_to_table(side), dataset_display_name=name)
            for name, side in (("requests", [case.request for case in cases]), ("persons", registry))
        ]
        linker = Linker(tables, settings, log_level=None)
        linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed)
        for rule in (block_on("birth_date"), block_on("family_name", "given_names")):
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        model = linker.misc.save_model_to_json()
    connection.close()
    return _read_model(model)


def _define(connection: Any) -> None:
    """The comparison functions as functions of DuckDB; null in, null out."""
    functions: dict[str, Callable[[str, str], str]] = {
        "familyName": compare_family,
        "givenNames": compare_given,
        "birthDate": lambda a, b: compare_dates(IncompleteDate.parse(a), IncompleteDate.parse(b)),
        "placeOfBirth": compare_places,
    }
    for field, function in functions.items():
        connection.create_function(f"level_{field}", function, ["VARCHAR", "VARCHAR"], "VARCHAR")


def _levels(field: str, names: list[str]) -> dict[str, Any]:
    """A comparison of Splink's with the levels of ours."""
    column = COLUMNS[field]
    found: list[dict[str, Any]] = [
        {"sql_condition": f"{column}_l is null or {column}_r is null", "label_for_charts": "missing",
         "is_null_level": True}
    ]  # fmt: skip
    for name in names[:-1]:
        judged = f"level_{field}({column}_l, {column}_r) = '{name}'"
        if field in ("gender", "countryOfBirth", "nationality"):
            judged = f"{column}_l = {column}_r"
        found.append({"sql_condition": judged, "label_for_charts": name})
    found.append({"sql_condition": "ELSE", "label_for_charts": names[-1]})
    return {"output_column_name": field, "comparison_levels": found}


def _to_table(records: Iterable[Person | PersonRequest]) -> Any:
    import pyarrow as pa

    rows = [
        {
            "unique_id": number,
            "family_name": record.names[0].family_name or None,
            "given_names": record.names[0].given_names or None,
            "birth_date": record.birth_date,
            "place_of_birth": record.place_of_birth,
            "gender": str(record.gender) if record.gender else None,
            "country_of_birth": record.country_of_birth,
            "nationality": record.nationality,
        }
        for number, record in enumerate(records)
    ]
    return pa.Table.from_pylist(rows)


def _read_model(model: dict[str, Any]) -> Estimates:
    return {
        comparison["output_column_name"]: {
            level["label_for_charts"]: (level.get("m_probability"), level.get("u_probability"))
            for level in comparison["comparison_levels"]
            if not level.get("is_null_level")
        }
        for comparison in model["comparisons"]
    }
