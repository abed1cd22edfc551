"""The suite `matching`: who is found, who is taken for whom, and how fast, on invented people.

Registry and requests come from different seeds; half of the requests concern registered people, written with
errors at the rates of `matching.synthetic.errors`. Twins and children of registered people are asked for too.
"""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

import numpy as np

from matching.decide import decide
from matching.frequencies import Frequencies
from matching.index import PersonIndex
from matching.person import Decision
from matching.places import town_ids
from matching.synthetic import ErrorRates, LabelledRequest, generate_persons, generate_requests

Z = 1.96
"""Wilson bounds at 95 %."""
RELATIVES_MIX = (0.0, 0.0, 0.5)
"""Half twins, half children of registered people."""


@dataclass
class Tally:
    """What became of the requests of one run."""

    requests: int = 0
    registered: int = 0
    retrieved: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    review_by_error: Counter[str] = field(default_factory=Counter)
    asked_by_error: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)


def run(
    persons: int = 100_000,
    requests: int = 20_000,
    relatives: int = 4_000,
    seed: int = 1,
    error_factor: float = 1.0,
) -> dict[str, object]:
    """Runs the suite, prints its table and returns it as a dict (shares in [0, 1], times in milliseconds)."""
    started = time.perf_counter()
    registry = generate_persons(persons, seed)
    generated = time.perf_counter()
    index = PersonIndex(registry)
    frequencies = Frequencies.of(registry)
    town_ids("Brussel")  # loads the gazetteer, which no request should pay for
    built = time.perf_counter()
    rates = ErrorRates().scaled(error_factor)
    tally = measure(generate_requests(registry, requests, seed + 1, rates), index, frequencies)
    kin = measure(
        generate_requests(registry, relatives, seed + 2, rates, mix=RELATIVES_MIX), index, frequencies
    )
    report = {
        "persons": persons,
        "errorFactor": error_factor,
        "generateSeconds": round(generated - started, 1),
        "indexSeconds": round(built - generated, 1),
        **summarise(tally),
        "relatives": kin.requests,
        "relativesMatched": kin.outcomes["wrongMatch"],
        "relativesReviewed": kin.outcomes["review"],
    }
    show(report, tally)
    return report


def measure(labelled: Sequence[LabelledRequest], index: PersonIndex, frequencies: Frequencies) -> Tally:
    """Decides every request, one after another on one thread, and compares with the truth."""
    tally = Tally(requests=len(labelled))
    for case in labelled:
        if case.kind == "registered":
            tally.registered += 1
            tally.retrieved += is_retrieved(case, index)
        started = time.perf_counter()
        decision = decide(case.request, index, frequencies)
        tally.seconds.append(time.perf_counter() - started)
        outcome = judge(case, decision)
        tally.outcomes[outcome] += 1
        for error in case.errors or ("none",):
            tally.asked_by_error[error] += case.kind == "registered"
            tally.review_by_error[error] += case.kind == "registered" and outcome == "review"
    return tally


def is_retrieved(case: LabelledRequest, index: PersonIndex) -> bool:
    """The person meant is among the candidates, under the present number or a replaced one."""
    return any(case.ssin in (person.ssin, person.replaced_by) for person in index.search(case.request))


def judge(case: LabelledRequest, decision: Decision) -> str:
    """`match`, `wrongMatch`, `new`, `falseNew` or `review`."""
    if decision.outcome == "existingPerson":
        return "match" if decision.ssin == case.ssin else "wrongMatch"
    if decision.outcome == "newPerson":
        return "falseNew" if case.kind == "registered" else "new"
    return "review"


def wilson_upper(hits: int, trials: int) -> float:
    """Upper Wilson bound on a rate of which `hits` in `trials` were seen."""
    if trials == 0:
        return 1.0
    share, square = hits / trials, Z * Z
    middle = share + square / (2 * trials)
    spread = Z * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    return (middle + spread) / (1 + square / trials)


def summarise(tally: Tally) -> dict[str, object]:
    """The rates of a run."""
    outcomes = tally.outcomes
    automatic = outcomes["match"] + outcomes["wrongMatch"]
    p50, p95, p99, worst = np.percentile(np.array(tally.seconds) * 1000, [50, 95, 99, 100])
    return {
        "requests": tally.requests,
        "registered": tally.registered,
        "retrievalRecall": round(tally.retrieved / max(1, tally.registered), 5),
        "automaticMatches": automatic,
        "wrongMatches": outcomes["wrongMatch"],
        "wrongMatchUpperBound": round(wilson_upper(outcomes["wrongMatch"], automatic), 7),
        "falseNew": outcomes["falseNew"],
        "falseNewRate": round(outcomes["falseNew"] / max(1, tally.requests), 6),
        "reviewRate": round(outcomes["review"] / max(1, tally.requests), 4),
        "newPersons": outcomes["new"],
        "p50Ms": round(float(p50), 2),
        "p95Ms": round(float(p95), 2),
        "p99Ms": round(float(p99), 2),
        "maxMs": round(float(worst), 2),
    }


def show(report: dict[str, object], tally: Tally) -> None:
    """Prints the table, and the share sent to review by kind of error."""
    print("matching")
    for name, value in report.items():
        print(f"  {name:<22} {value}")
    print("  to review, of registered people, by error in the request:")
    for error, asked in tally.asked_by_error.most_common():
        if asked:
            print(f"    {error:<22} {tally.review_by_error[error]:>5} of {asked:>6}")
