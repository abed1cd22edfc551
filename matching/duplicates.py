"""Duplicates inside a whole registry: people who hold two numbers.

Splink makes the candidate pairs on DuckDB; levels, term frequencies and weights are those of a request
(`matching.batch`, to the bit). Splink's own `predict` would sum fields that depend on each other: it has no
place for family evidence counted once, nor for vetoes, without which twins are duplicates.
"""

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.batch.score import PairScorer
from matching.compare import compare
from matching.dates import IncompleteDate
from matching.fingerprints import document_key
from matching.frequencies import Frequencies
from matching.keys import name_key
from matching.names import prepare
from matching.person import Candidate, Comparison, Person, PersonRequest
from matching.score import MOST_BITS
from matching.weights import Weights, default_weights

BLOCK = 500_000
"""Pairs scored at once: about 300 MB."""
DEFAULT_PROBABILITY = 0.9
Progress = Callable[[str, int, int], None]
"""Told what is done: the stage, how many of it, of how many."""
COMPARED = (
    "names", "birth_date", "place_of_birth", "country_of_birth", "gender", "nationality", "documents",
    "residence_address",
)  # fmt: skip


@dataclass(frozen=True)
class Duplicate:
    """Two persons who are one, or seem to be: with vetoes they are rather relatives."""

    ssin: str
    found: Candidate
    """The other person, and what speaks for both being one."""


def find_duplicates(
    persons: Sequence[Person],
    *,
    probability: float = DEFAULT_PROBABILITY,
    weights: Weights | None = None,
    progress: Progress = lambda *_: None,
) -> Iterator[Duplicate]:
    """Pairs of active persons who are one with at least this probability, those with vetoes among them.

    The prior odds that a person is any given other one are those of a request. A million persons take some
    minutes and about 8 GB. Raises the errors of `matching.dates` on a malformed birth date.
    """
    weights = weights or default_weights()
    active = [person for person in persons if person.status == "active"]
    progress("persons", 0, len(active))
    frequencies = Frequencies.of(active)
    pairs = find_candidates(active)
    scorer = PairScorer(active, active, frequencies, weights)
    prior_odds = weights.prior / (1.0 - weights.prior) / max(len(active), 1)
    least = np.log2(probability / (1.0 - probability) / prior_odds)
    for start in range(0, len(pairs), BLOCK):
        progress("pairs", start, len(pairs))
        block = pairs[start : start + BLOCK]
        for one, other in block[scorer.score(block).bits >= least].tolist():
            yield _explain(active[one], active[other], frequencies, weights, prior_odds)
    progress("pairs", len(pairs), len(pairs))


def _explain(
    one: Person, other: Person, frequencies: Frequencies, weights: Weights, prior_odds: float
) -> Duplicate:
    asked = PersonRequest.model_construct(**{name: getattr(one, name) for name in COMPARED})
    compared = compare(asked, other, frequencies, weights)
    odds = prior_odds * 2.0 ** min(compared.bits, MOST_BITS)
    found = Candidate(
        ssin=other.ssin or "",
        probability=round(odds / (1.0 + odds), 9),
        bits=round(compared.bits, 2),
        evidence=[Comparison(**finding._asdict()) for finding in compared.evidence],
        vetoes=list(compared.vetoes),
    )
    return Duplicate(one.ssin or "", found)


def find_candidates(persons: Sequence[Person]) -> npt.NDArray[np.int64]:
    """Pairs (n × 2, places in `persons`) that share a date and a name, both names and the year or the day of
    the year, or a document: what retrieval forgives, for each person against all others."""
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator
    from splink.comparison_library import ExactMatch

    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[ExactMatch("birth_date")],  # Splink wants one; the levels are ours
        blocking_rules_to_generate_predictions=_blocking_rules(),
    )
    connection = duckdb.connect()
    try:
        database = DuckDBAPI(connection)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Splink's SQL parser and DuckDB deprecate is not ours
            table = database.register(_to_table(persons))
            blocked = Linker(table, settings, log_level=None).inference.compute_blocked_pairs_for_predict()
            found = blocked.as_duckdbpyrelation().select("join_key_l", "join_key_r").fetchnumpy()
    finally:
        connection.close()
    pairs = np.column_stack([found["join_key_l"], found["join_key_r"]]).astype(np.int64)
    return np.unique(pairs, axis=0) if len(pairs) else pairs.reshape(0, 2)


def _blocking_rules() -> list[Any]:
    """Every forgivable change of a birth date keeps the year, or the month and day (`matching.keys`)."""
    from splink.blocking_rule_library import CustomRule, block_on

    return [
        block_on("family", "given", "year"),
        block_on("family", "given", "day"),
        CustomRule("l.family = r.family and l.given = r.given and (l.birth_date = 0 or r.birth_date = 0)"),
        block_on("birth_date", "names", arrays_to_explode=["names"]),
        block_on("documents", arrays_to_explode=["documents"]),
    ]


def _to_table(persons: Sequence[Person]) -> Any:
    """The blocking keys of each person. Missing ones are null, which meets nothing; no date is 0."""
    import pyarrow as pa

    families = [_key(person, "family_name") for person in persons]
    givens = [_key(person, "given_names") for person in persons]
    births = [IncompleteDate.parse(p.birth_date) if p.birth_date else None for p in persons]
    return pa.table({
        "unique_id": pa.array(range(len(persons)), pa.int64()),
        "family": pa.array(families, pa.string()),
        "given": pa.array(givens, pa.string()),
        "names": pa.array([_all_keys(person) for person in persons], pa.list_(pa.string())),
        "birth_date": pa.array([birth.number if birth else 0 for birth in births], pa.int64()),
        "year": pa.array([birth.year if birth else None for birth in births], pa.int64()),
        "day": pa.array(
            [100 * birth.month + birth.day if birth and birth.day else None for birth in births], pa.int64()
        ),
        "documents": pa.array(
            [sorted(set(map(document_key, person.documents))) for person in persons], pa.list_(pa.string())
        ),
    })  # fmt: skip


def _key(person: Person, part: str) -> str | None:
    """The key of the first word of a part of the first name."""
    tokens = prepare(getattr(person.names[0], part)).tokens
    return name_key(tokens[0]) if tokens else None


def _all_keys(person: Person) -> list[str]:
    """The keys of all words of all names, whichever part they stand in."""
    return sorted({
        name_key(token)
        for name in person.names
        for part in (name.family_name, name.given_names)
        for token in prepare(part).tokens
    })  # fmt: skip
