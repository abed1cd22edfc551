"""A request and a person of the registry compared field by field, each with level, bits and both values."""

from dataclasses import dataclass
from math import log2

from matching.dates import FORGIVABLE, IncompleteDate, compare_dates
from matching.findings import Finding, Findings, weigh_level
from matching.fingerprints import document_key
from matching.frequencies import Frequencies
from matching.person import IdentityDocument, Person, PersonRequest
from matching.places import compare_places
from matching.weigh_names import NameScale
from matching.weights import Weights

WEAK_GIVEN = frozenset(
    {"different", "similar", "otherName", "sharedToken", "typo", "initial", "nickname", "missing"}
)
"""Given names that leave room for a twin or another relative."""

TELLING_BITS = 1.0
"""Agreeing given names worth less than this settle nothing."""


@dataclass(frozen=True, slots=True)
class Comparisons:
    """All compared fields, and the vetoes: contradictions that no weight of evidence may outvote."""

    evidence: tuple[Finding, ...]
    vetoes: tuple[str, ...]

    @property
    def bits(self) -> float:
        """The sum of the evidence."""
        return sum(comparison.bits for comparison in self.evidence)

    def level(self, field: str) -> str:
        """The level reached by `field`; `missing` where it was not compared."""
        return next((c.level for c in self.evidence if c.field == field), "missing")


class Comparer:
    """One request beside many persons: what several of them share is compared and weighed once."""

    def __init__(self, request: PersonRequest, frequencies: Frequencies, weights: Weights) -> None:
        self._request, self._frequencies, self._weights = request, frequencies, weights
        self._scale = NameScale(frequencies, weights)
        self._remembered: dict[tuple[object, ...], Findings] = {}

    def compare(self, person: Person) -> Comparisons:
        """Every field that both know, weighed. Missing fields are left out: they are neutral."""
        request, remembered = self._request, self._remembered
        nationality = person.nationality or request.nationality
        names = [(name.family_name, name.given_names) for name in person.names]
        named: tuple[object, ...] = ("names", nationality, *names)
        found = remembered.get(named)
        if found is None:
            found = remembered[named] = self._scale.compare(request.names, names, nationality)
        evidence, vetoes = [*found[0]], [*found[1]]
        others: tuple[object, ...] = (
            person.birth_date, person.gender, person.nationality,
            person.country_of_birth, person.place_of_birth,
        )  # fmt: skip
        rest = remembered.get(others)
        if rest is None:
            rest = remembered[others] = self._compare_rest(person)
        evidence += rest[0]
        vetoes += rest[1]
        if person.documents:
            evidence += _compare_documents(request.documents, person.documents, self._weights)
        evidence += _count_family_once(evidence, self._frequencies, self._weights)
        return Comparisons(tuple(evidence), tuple(vetoes))

    def _compare_rest(self, person: Person) -> Findings:
        """Birth date, sex and origin."""
        evidence: list[Finding] = []
        vetoes: list[str] = []
        for further, veto in (
            _compare_birth_dates(self._request, person, self._frequencies, self._weights),
            _compare_gender(self._request, person, self._weights),
            (_compare_origin(self._request, person, self._frequencies, self._weights), []),
        ):
            evidence += further
            vetoes += veto
        return evidence, vetoes


def compare(
    request: PersonRequest, person: Person, frequencies: Frequencies, weights: Weights
) -> Comparisons:
    """`Comparer.compare` of one person alone."""
    return Comparer(request, frequencies, weights).compare(person)


def _compare_birth_dates(
    request: PersonRequest, person: Person, frequencies: Frequencies, weights: Weights
) -> Findings:
    if not request.birth_date or not person.birth_date:
        return [], []
    level = compare_dates(IncompleteDate.parse(request.birth_date), IncompleteDate.parse(person.birth_date))
    comparison = weigh_level(
        "birthDate", level, frequencies.birth_date(person.birth_date),
        request.birth_date, person.birth_date, weights,
    )  # fmt: skip
    return [comparison], ["birthDateConflict"] if level not in FORGIVABLE else []


def _compare_gender(request: PersonRequest, person: Person, weights: Weights) -> Findings:
    """Sex X and unknown are missing."""
    if not request.gender or not person.gender:
        return [], []
    level = "equal" if request.gender == person.gender else "different"
    comparison = weigh_level("gender", level, 1.0, str(request.gender), str(person.gender), weights)
    return [comparison], ["genderConflict"] if level == "different" else []


def _compare_origin(
    request: PersonRequest, person: Person, frequencies: Frequencies, weights: Weights
) -> list[Finding]:
    evidence = []
    for field, asked, known in (
        ("countryOfBirth", request.country_of_birth, person.country_of_birth),
        ("nationality", request.nationality, person.nationality),
    ):
        if asked and known:
            level = "equal" if asked == known else "different"
            evidence.append(weigh_level(field, level, 1.0, asked, known, weights))
    asked, known = request.place_of_birth, person.place_of_birth
    place = compare_places(asked, known)
    if asked and known and place != "missing":
        share = frequencies.place(known, person.country_of_birth)
        evidence.append(weigh_level("placeOfBirth", place, share, asked, known, weights))
    return evidence


def _compare_documents(
    asked: list[IdentityDocument], known: list[IdentityDocument], weights: Weights
) -> list[Finding]:
    """Documents change, so only an equal issuer, kind and number says something."""
    numbers = {document_key(document): document.number for document in known}
    for document in asked:
        number = numbers.get(document_key(document))
        if number is not None:
            return [weigh_level("document", "equal", 1.0, document.number, number, weights)]
    return []


def _count_family_once(evidence: list[Finding], frequencies: Frequencies, weights: Weights) -> list[Finding]:
    """Minus the bits by which family evidence exceeds what relatives share (Newcombe 1988, ch. 12).

    With weak given names the person may be a twin: family name, birth date and birthplace together are worth
    at most log2(N / twins per person). With another birth date, family name and birthplace are worth at most
    log2(N / relatives per person).
    """
    found = {comparison.field: comparison for comparison in evidence}
    size = max(frequencies.size, 1000)
    date = found.get("birthDate")
    fields = ["familyName", "placeOfBirth"]
    if date is None or date.bits <= 0:
        most = log2(size / weights.relatives_per_person)
    elif _leaves_room_for_a_twin(found.get("givenNames")):
        most = log2(size / weights.twins_per_person)
        fields.append("birthDate")
    else:
        return []
    joint = sum(found[field].bits for field in fields if field in found)
    if joint <= most:
        return []
    return [Finding(field="family", level="countedOnce", bits=round(most - joint, 3), query="", candidate="")]


def _leaves_room_for_a_twin(given: Finding | None) -> bool:
    """Given names that agree weakly, or say too little (Aaron and Aaron Bradley may be two)."""
    return given is None or given.level in WEAK_GIVEN or given.bits < TELLING_BITS
