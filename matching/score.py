"""Candidates weighed: bits, posterior probabilities, and the successor's number where one was replaced."""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.compare import Comparer, Comparisons, compare
from matching.frequencies import Frequencies
from matching.index import CandidateSource
from matching.person import Person, PersonRequest
from matching.weights import Weights

MOST_BITS = 200.0
"""Keeps 2^bits finite."""
REPLACEMENTS_FOLLOWED = 10
"""A longer chain of replaced numbers is a loop."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate: the person compared, the number that is valid for it now (None: cancelled), its odds."""

    person: Person
    ssin: str | None
    comparisons: Comparisons
    odds: float

    @property
    def bits(self) -> float:
        """Sum of the evidence."""
        return self.comparisons.bits


def weigh(
    request: PersonRequest,
    source: CandidateSource,
    frequencies: Frequencies,
    weights: Weights,
    limit: int,
) -> list[Weighed]:
    """The candidates of `source`, likeliest first, each person once (with the evidence that fits best)."""
    prior_odds = weights.prior / (1.0 - weights.prior) / max(source.size, 1)
    best: dict[str, Weighed] = {}
    comparer = Comparer(request, frequencies, weights)
    for person in source.search(request, limit):
        comparisons = comparer.compare(person)
        valid = follow_replacements(person, source)
        odds = prior_odds * 2.0 ** min(comparisons.bits, MOST_BITS)
        key = valid or person.ssin or ""
        if key not in best or best[key].odds < odds:
            best[key] = Weighed(person, valid, comparisons, odds)
    return sorted(best.values(), key=lambda weighed: -weighed.odds)


def weigh_pending(
    request: PersonRequest,
    pending: Iterable[PersonRequest],
    size: int,
    frequencies: Frequencies,
    weights: Weights,
) -> float:
    """The summed odds that `request` concerns a person of whom another request is pending."""
    prior_odds = weights.prior / (1.0 - weights.prior) / max(size, 1)
    total = 0.0
    for other in pending:
        shared = other.model_dump(exclude={"id", "contact_address", "evidence"})
        bits = compare(request, Person.model_validate(shared), frequencies, weights).bits
        total += prior_odds * 2.0 ** min(bits, MOST_BITS)
    return total


def follow_replacements(person: Person, source: CandidateSource) -> str | None:
    """The number valid for `person` now: its own, its successor's, or None when cancelled or lost."""
    current: Person | None = person
    for _ in range(REPLACEMENTS_FOLLOWED):
        if current is None or current.status == "cancelled":
            return None
        if current.status == "active":
            return current.ssin
        current = source.person(current.replaced_by) if current.replaced_by else None
    return None
