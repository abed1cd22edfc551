"""Candidates weighed: bits, posterior probabilities, and the successor's number where one was replaced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz.fuzz import token_sort_ratio

from matching.compare import Comparisons, compare
from matching.dates import DateLevel, IncompleteDate, compare_dates
from matching.frequencies import Frequencies
from matching.index import CandidateSource
from matching.names import prepare
from matching.person import Name, Person, PersonRequest
from matching.weights import Weights

MOST_BITS = 200.0
"""Keeps 2^bits finite."""
HOLDS_DOCUMENT = 1000.0
DATE_LIKENESS: dict[DateLevel, float] = {
    "equal": 40.0, "compatible": 30.0, "dayMonthSwapped": 30.0, "oneDigit": 25.0, "generation": 15.0,
    "yearMonth": 5.0, "year": 0.0, "different": 0.0, "missing": 0.0,
}  # fmt: skip
"""What a birth date adds to the likeness of names (0 to 100) when a shortlist is drawn up."""
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
    for person in shortlist(request, source.search(request), limit):
        comparisons = compare(request, person, frequencies, weights)
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


def shortlist(request: PersonRequest, persons: Sequence[Person], limit: int) -> Sequence[Person]:
    """All persons, or the `limit` whose names are most similar, and whoever holds one of the documents."""
    if len(persons) <= limit:
        return persons
    asked = [_text(name) for name in request.names]
    numbers = {document.number for document in request.documents}

    def likeness(person: Person) -> float:
        if any(document.number in numbers for document in person.documents):
            return HOLDS_DOCUMENT
        similarity = max(token_sort_ratio(a, _text(name)) for a in asked for name in person.names)
        return similarity + DATE_LIKENESS[_compare_dates(request.birth_date, person.birth_date)]

    return nlargest(limit, persons, key=likeness)


def _compare_dates(one: str | None, other: str | None) -> DateLevel:
    if not one or not other:
        return "missing"
    return compare_dates(IncompleteDate.parse(one), IncompleteDate.parse(other))


def _text(name: Name) -> str:
    return " ".join((*prepare(name.family_name).tokens, *prepare(name.given_names).tokens))


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
