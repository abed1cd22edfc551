"""Term frequencies of the registry that is searched: how many people bear a name, a birth date, a birthplace.

They are the u-probabilities of exact agreement: a match on Kowalski says less than one on a rare name, and 1
January, under which unknown birth dates are registered, says less than another day.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from matching.names import prepare
from matching.person import Person, PersonRequest
from matching.places import place_forms

DAYS = 25_000
"""Birth dates that living people spread over; a date's count is smoothed as if each had been seen once."""
UNSEEN = 1.0
"""Added to a name's count: the candidate itself is seen once in its own registry, and that proves nothing."""
RARE = 3.0
"""Added to a family name's count: one seen k times in N has hardly more than (k + 3) / N (rule of three)."""
COMMON_NAME = 0.004
"""Frequency taken for every name when no registry has been counted: that of a common one (cautious)."""

Keyed = Person | PersonRequest


class Frequencies:
    """Counts of terms: given names within a nationality, birthplaces within a country of birth."""

    def __init__(self, counts: Mapping[str, Mapping[str, int]] | None = None, size: int = 0) -> None:
        self.size = size
        given = counts or {}
        self._counts = {kind: Counter(given.get(kind, {})) for kind in KINDS}

    @classmethod
    def of(cls, persons: Iterable[Person]) -> "Frequencies":
        """The counts of a registry (about 6 µs a person)."""
        frequencies = cls()
        for person in persons:
            frequencies.add(person)
        return frequencies

    @classmethod
    def default(cls) -> "Frequencies":
        """Cautious values for when nothing has been counted: every name common, every date alike."""
        return cls(size=0)

    def add(self, person: Person) -> None:
        """Counts one more person."""
        self.size += 1
        counts, nationality = self._counts, person.nationality or ""
        counts["nationality"][nationality] += 1
        for term in {term for name in person.names for term in family_terms(name.family_name)}:
            counts["family"][term] += 1
        for term in {token for name in person.names for token in prepare(name.given_names).tokens}:
            counts["given"][term] += 1
            counts["nationalGiven"][f"{nationality}|{term}"] += 1
        if person.birth_date:
            counts["birthDate"][person.birth_date] += 1
        if person.place_of_birth:
            country = person.country_of_birth or ""
            counts["country"][country] += 1
            for form in place_forms(person.place_of_birth):
                counts["place"][f"{country}|{form}"] += 1

    def family(self, text: str) -> float:
        """The share of people with this family name (or, of several, the commonest part of it)."""
        return max((self._share("family", term) for term in family_terms(text)), default=1.0)

    def whole_family(self, text: str) -> float:
        """What the share of people with exactly this family name hardly exceeds: agreement counts by it."""
        return max((self._share("family", term, RARE) for term in family_terms(text)), default=1.0)

    def given(self, token: str, nationality: str | None) -> float:
        """The share of people with this given name among their compatriots (among all, when unknown)."""
        compatriots = self._counts["nationality"][nationality or ""]
        everywhere = self._share("given", token)
        borne = self._counts["nationalGiven"][f"{nationality}|{token}"]
        return (borne + UNSEEN + PSEUDO * everywhere) / (compatriots + UNSEEN + PSEUDO)

    def given_anywhere(self, token: str) -> float:
        """The share of people with this given name, whatever their nationality."""
        return self._share("given", token)

    def is_known_given(self, token: str) -> bool:
        """Several people bear this given name, so it is hardly another one misspelled."""
        return self._counts["given"][token] >= KNOWN_NAME_COUNT

    def birth_date(self, text: str) -> float:
        """The share of people born on this date."""
        return (self._counts["birthDate"][text] + 1) / (self.size + DAYS)

    def place(self, text: str, country: str | None) -> float:
        """The share of people born in this place among those born in the country."""
        born_there = self._counts["country"][country or ""]
        count = max(
            (self._counts["place"][f"{country or ''}|{form}"] for form in place_forms(text)), default=0
        )
        return (count + PSEUDO * PLACE_DEFAULT) / (born_there + PSEUDO)

    def to_json(self) -> str:
        """The counts as JSON."""
        return json.dumps({"size": self.size, "counts": self._counts}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Frequencies":
        """The counts that `to_json` wrote."""
        document = json.loads(text)
        return cls(document["counts"], document["size"])

    def _share(self, kind: str, term: str, unseen: float = UNSEEN) -> float:
        if not self.size:
            return COMMON_NAME
        return (self._counts[kind][term] + unseen) / (self.size + unseen)


KINDS = ("family", "given", "nationalGiven", "nationality", "birthDate", "place", "country")
KNOWN_NAME_COUNT = 3
PLACE_DEFAULT = 0.05
"""Share of a place in a country of which nothing is counted: that of a large town."""
PSEUDO = 100.0
"""People by whose weight a small country's shares are drawn towards what holds everywhere."""


def family_terms(text: str) -> frozenset[str]:
    """What a family name is counted under: its tokens and the whole, without particles."""
    return prepare(text).terms
