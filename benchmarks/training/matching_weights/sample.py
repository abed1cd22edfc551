"""Pairs of one person and pairs of two, out of a registry drawn to learn from."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.batch.score import PairScorer, Scores
from matching.frequencies import Frequencies
from matching.names import canonical_spelling, prepare
from matching.person import Person, PersonRequest
from matching.synthetic import LabelledRequest, generate_persons, generate_requests
from matching.weights import Weights, default_weights

Pairs = npt.NDArray[np.int64]
LEARN = "learn"
"""The population of names that the weights may be learned from; others are kept to measure on."""
ONLY_REGISTERED = (1.0, 0.0, 0.0)


def _of_learn(function: Callable[..., Any]) -> dict[str, Any]:
    """Asks for the population to learn from, where the generator has several."""
    return {"population": LEARN} if "population" in signature(function).parameters else {}


@dataclass(frozen=True)
class Sample:
    """Requests about registered people, and the scored pairs of each kind.

    `strangers`: drawn by chance; `compatriots`: by chance within a nationality; `sameGiven` and `sameNames`:
    people who share the first given name, or that and the family name.
    """

    persons: int
    requests: int
    true: Scores
    strangers: Scores
    compatriots: Scores
    same_given: Scores
    same_names: Scores


def draw_requests(persons: int, seed: int) -> tuple[list[Person], list[LabelledRequest]]:
    """A registry of `persons`, and a fifth as many requests about people in it."""
    registry = generate_persons(persons, seed, **_of_learn(generate_persons))
    cases = generate_requests(
        registry, max(1, persons // 5), seed + 1, mix=ONLY_REGISTERED, **_of_learn(generate_requests)
    )
    return registry, cases


def draw_sample(persons: int, seed: int, weights: Weights | None = None) -> Sample:
    """`persons` registered people, a fifth as many requests about them, ten times as many pairs of two."""
    registry, cases = draw_requests(persons, seed)
    requests = [case.request for case in cases]
    scorer = PairScorer(requests, registry, Frequencies.of(registry), weights or default_weights())
    place = {person.ssin: number for number, person in enumerate(registry)}
    own = np.array([place[case.ssin] for case in cases])
    owner = np.array([place.get(person.replaced_by or person.ssin, -1) for person in registry])
    rng, count = np.random.default_rng(seed + 2), 10 * persons

    def score(pairs: Pairs) -> Scores:
        """Pairs of two people alone."""
        return scorer.score(pairs[owner[pairs[:, 1]] != own[pairs[:, 0]]])

    def alike(key: Callable[[Person | PersonRequest], Hashable]) -> Scores:
        return score(_draw_within(rng, requests, registry, key, count))

    return Sample(
        persons=persons,
        requests=len(requests),
        true=scorer.score(np.column_stack([np.arange(len(own)), own])),
        strangers=score(
            np.column_stack([rng.integers(0, len(requests), count), rng.integers(0, len(registry), count)])
        ),
        compatriots=alike(lambda record: record.nationality),
        same_given=alike(_first_given),
        same_names=alike(_both_names),
    )


def _draw_within(
    rng: np.random.Generator,
    requests: Sequence[PersonRequest],
    registry: Sequence[Person],
    key: Callable[[Person | PersonRequest], Hashable],
    count: int,
) -> Pairs:
    """Pairs whose records have the same key, by chance: at most `count`, none where nobody shares one."""
    holders: dict[Hashable, list[int]] = defaultdict(list)
    for number, person in enumerate(registry):
        holders[key(person)].append(number)
    fitting = [(number, holders[key(request)]) for number, request in enumerate(requests)]
    ways = np.array([len(others) for _, others in fitting], dtype=np.float64)
    if not ways.sum():
        return np.empty((0, 2), dtype=np.int64)
    chosen = rng.choice(len(fitting), size=min(count, int(ways.sum())), p=ways / ways.sum())
    places = rng.random(len(chosen))
    return np.array(
        [
            (fitting[row][0], fitting[row][1][int(at * len(fitting[row][1]))])
            for row, at in zip(chosen, places, strict=True)
        ],
        dtype=np.int64,
    )


def _first_given(record: Person | PersonRequest) -> Hashable:
    """The spelling of the first given name. Nameless records share theirs with nobody."""
    tokens = prepare(record.names[0].given_names).tokens if record.names else ()
    return canonical_spelling(tokens[0]) if tokens else id(record)


def _both_names(record: Person | PersonRequest) -> Hashable:
    family = prepare(record.names[0].family_name).tokens if record.names else ()
    return _first_given(record), tuple(map(canonical_spelling, family))
