"""Retrieval recall for every pair of kinds of error: the same people, each with exactly these two errors."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from benchmarks.suites.matching.tally import retrieved
from matching.index import PersonIndex
from matching.person import Person
from matching.synthetic import HEAVIER, KINDS, ONE_EDIT, LabelledRequest, Population, RequestMaker

TRIES = 6
"""Persons looked at for each request: not everybody has a second surname to leave out."""


def recall_by_pair(
    persons: Sequence[Person], index: PersonIndex, population: Population, each: int, seed: int
) -> dict[str, object]:
    """Recall over all pairs of one-edit errors in two fields, and over pairs with a heavier one.

    `worst` names the pairs that lose most. The document is another one each time, or it alone would find the
    person.
    """
    maker = RequestMaker(population, seed)
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    by_pair: dict[str, tuple[int, int]] = {}
    start = 0
    for pair in combinations([*ONE_EDIT, *HEAVIER], 2):
        grade = "heavier" if set(pair) & set(HEAVIER) else "oneEdit"
        if set(KINDS[pair[0]].fields) == set(KINDS[pair[1]].fields):
            grade += "SameField"
        cases: list[LabelledRequest] = []
        for _ in range(each * TRIES):
            person = persons[start % len(persons)]
            start += 1
            case = maker.make(person, pair) if person.status != "cancelled" else None
            if case is not None:
                cases.append(case)
            if len(cases) == each:
                break
        hits = retrieved(cases, index)
        found[grade] += hits
        asked[grade] += len(cases)
        by_pair[" + ".join(pair)] = (hits, len(cases))
    met = {pair: counts for pair, counts in by_pair.items() if counts[1]}
    worst = sorted(met.items(), key=lambda entry: entry[1][0] / entry[1][1])[:15]
    return {
        "pairs": len(met),
        "recall": {grade: round(found[grade] / max(1, asked[grade]), 5) for grade in asked},
        "asked": dict(asked),
        "worst": {name: f"{hits} of {count}" for name, (hits, count) in worst},
    }
