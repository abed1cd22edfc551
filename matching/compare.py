"""A request and a person of the registry compared field by field, each with level, bits and both values."""

from dataclasses import dataclass
from itertools import product
from math import log2
from typing import NamedTuple

from matching.compare_names import (
    MRZ_NAME_LENGTHS,
    NameLevel,
    are_same,
    compare_family,
    compare_given,
    given_conflict,
    is_truncated,
)
from matching.dates import FORGIVABLE, IncompleteDate, compare_dates
from matching.fingerprints import document_key
from matching.frequencies import Frequencies, family_terms
from matching.names import canonical_spelling, prepare
from matching.person import IdentityDocument, Name, Person, PersonRequest
from matching.places import compare_places
from matching.weights import Weights

WEAK_GIVEN = frozenset(
    {"different", "similar", "otherName", "sharedToken", "typo", "initial", "nickname", "missing"}
)
"""Given names that leave room for a twin or another relative."""

TELLING_BITS = 1.0
"""Agreeing given names worth less than this settle nothing."""


class Finding(NamedTuple):
    """One field compared, as in `person.Comparison`, but cheap: hundreds are made for a decision."""

    field: str
    level: str
    bits: float
    query: str
    candidate: str


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


def compare(
    request: PersonRequest, person: Person, frequencies: Frequencies, weights: Weights
) -> Comparisons:
    """Every field that both know, weighed. Missing fields are left out: they are neutral."""
    nationality = person.nationality or request.nationality
    evidence, vetoes = _compare_names(request, person, nationality, frequencies, weights)
    for further, veto in (
        _compare_birth_dates(request, person, frequencies, weights),
        _compare_gender(request, person, weights),
        _compare_origin(request, person, frequencies, weights),
        _compare_documents(request.documents, person.documents, weights),
    ):
        evidence += further
        vetoes += veto
    evidence += _count_family_once(evidence, frequencies, weights)
    return Comparisons(tuple(evidence), tuple(vetoes))


Findings = tuple[list[Finding], list[str]]


def _compare_names(
    request: PersonRequest,
    person: Person,
    nationality: str | None,
    frequencies: Frequencies,
    weights: Weights,
) -> Findings:
    """The pair of names, and the order of their parts, that weighs most."""
    options = []
    for asked, known in product(request.names, person.names):
        options.append(_compare_name(asked, known, nationality, frequencies, weights))
        family, given = asked.family_name, asked.given_names
        if family and given and (are_same(given, known.family_name) or are_same(family, known.given_names)):
            turned = Name(family_name=given, given_names=family)
            evidence, vetoes = _compare_name(turned, known, nationality, frequencies, weights)
            swap = Finding(
                field="nameOrder", level="swapped", bits=SWAPPED_ORDER_BITS,
                query=family, candidate=known.family_name,
            )  # fmt: skip
            options.append(([*evidence, swap], vetoes))
    if len(options) == 1:
        return options[0]
    return max(options, key=lambda option: sum(comparison.bits for comparison in option[0]))


SWAPPED_ORDER_BITS = log2(0.01)
"""One request in a hundred has family and given names in each other's field."""


def _compare_name(
    asked: Name, known: Name, nationality: str | None, frequencies: Frequencies, weights: Weights
) -> Findings:
    evidence: list[Finding] = []
    vetoes: list[str] = []
    cut = len(asked.family_name) + 2 + len(asked.given_names)
    family: str = compare_family(asked.family_name, known.family_name)
    if family not in ("exact", "variant", "missing") and is_truncated(
        known.family_name, asked.family_name, _mrz_length(asked.family_name, cut)
    ):
        family = "truncated"
    if family != "missing":
        frequency = _family_frequency(asked.family_name, known.family_name, family, frequencies)
        evidence.append(
            _weigh("familyName", family, frequency, asked.family_name, known.family_name, weights)
        )
        if family in ("different", "similar", "sharedToken"):
            vetoes.append("familyNameConflict")
    given: str = _given_level(asked.given_names, known.given_names, cut, frequencies)
    if given != "missing":
        frequency = _given_frequency(asked.given_names, known.given_names, nationality, frequencies)
        evidence.append(_weigh("givenNames", given, frequency, asked.given_names, known.given_names, weights))
        evidence += _further_given(asked, known, given, nationality, frequencies, weights)
        vetoes += _given_vetoes(asked.given_names, known.given_names, given)
    return evidence, vetoes


def _weigh(field: str, level: str, frequency: float, asked: str, known: str, weights: Weights) -> Finding:
    weighed_as = "similar" if level == "otherName" else level
    return Finding(field, level, round(weights.bits(field, weighed_as, frequency), 3), asked, known)


def _mrz_length(part: str, whole: int) -> int:
    """The length of the name field that may have cut this part: filled by it alone or by the whole name."""
    return len(part) if len(part) in MRZ_NAME_LENGTHS else whole


def _given_level(asked: str, known: str, cut: int, frequencies: Frequencies) -> str:
    level: NameLevel = compare_given(asked, known)
    if level in ("exact", "variant", "missing"):
        return level
    if is_truncated(known, asked, cut):
        return "truncated"
    if level == "partial" and _first(asked) != _first(known):
        return "sharedToken"  # Maria may be Anna Maria, or her sister
    if level in ("typo", "similar"):
        # Jan and Jana, Maria and Marie: two names that people really bear are two people's, twins' above all.
        first, second = prepare(asked).tokens[0], prepare(known).tokens[0]
        if first != second and frequencies.is_known_given(first) and frequencies.is_known_given(second):
            return "otherName"
    return level


def _first(given: str) -> str:
    return canonical_spelling(prepare(given).tokens[0])


def _given_vetoes(asked: str, known: str, level: str) -> list[str]:
    conflict = given_conflict(asked, known)
    if conflict != "patronymic" and level in ("different", "similar", "otherName", "sharedToken"):
        return ["givenNamesConflict"]
    return [] if conflict == "none" else [f"{conflict}Conflict"]


def _family_frequency(asked: str, known: str, level: str, frequencies: Frequencies) -> float:
    if level == "partial":
        shared = family_terms(asked) & family_terms(known)
        return max((frequencies.family(term) for term in shared), default=frequencies.family(known))
    if level == "exact":
        return frequencies.whole_family("".join(prepare(known).tokens))
    return frequencies.family(asked) + frequencies.family(known)


def _given_frequency(asked: str, known: str, nationality: str | None, frequencies: Frequencies) -> float:
    first, second = prepare(asked).tokens[0], prepare(known).tokens[0]
    if first == second:
        return frequencies.given(second, nationality)
    return frequencies.given(first, nationality) + frequencies.given(second, nationality)


def _further_given(
    asked: Name, known: Name, level: str, nationality: str | None, frequencies: Frequencies, weights: Weights
) -> list[Finding]:
    """A second given name that agrees counts as well, for less."""
    ones, others = prepare(asked.given_names).tokens, prepare(known.given_names).tokens
    if (
        level not in ("exact", "variant", "partial")
        or len(ones) < 2
        or len(others) < 2
        or ones[1] != others[1]
    ):
        return []
    share = frequencies.given(others[1], nationality)
    return [_weigh("givenNameFurther", "exact", share, ones[1], others[1], weights)]


def _compare_birth_dates(
    request: PersonRequest, person: Person, frequencies: Frequencies, weights: Weights
) -> Findings:
    if not request.birth_date or not person.birth_date:
        return [], []
    level = compare_dates(IncompleteDate.parse(request.birth_date), IncompleteDate.parse(person.birth_date))
    comparison = _weigh(
        "birthDate", level, frequencies.birth_date(person.birth_date),
        request.birth_date, person.birth_date, weights,
    )  # fmt: skip
    return [comparison], ["birthDateConflict"] if level not in FORGIVABLE else []


def _compare_gender(request: PersonRequest, person: Person, weights: Weights) -> Findings:
    """Sex X and unknown are missing."""
    if not request.gender or not person.gender:
        return [], []
    level = "equal" if request.gender == person.gender else "different"
    comparison = _weigh("gender", level, 1.0, str(request.gender), str(person.gender), weights)
    return [comparison], ["genderConflict"] if level == "different" else []


def _compare_origin(
    request: PersonRequest, person: Person, frequencies: Frequencies, weights: Weights
) -> Findings:
    evidence = []
    for field, asked, known in (
        ("countryOfBirth", request.country_of_birth, person.country_of_birth),
        ("nationality", request.nationality, person.nationality),
    ):
        if asked and known:
            level = "equal" if asked == known else "different"
            evidence.append(_weigh(field, level, 1.0, asked, known, weights))
    asked, known = request.place_of_birth, person.place_of_birth
    place = compare_places(asked, known)
    if asked and known and place != "missing":
        share = frequencies.place(known, person.country_of_birth)
        evidence.append(_weigh("placeOfBirth", place, share, asked, known, weights))
    return evidence, []


def _compare_documents(
    asked: list[IdentityDocument], known: list[IdentityDocument], weights: Weights
) -> Findings:
    """Documents change, so only an equal issuer, kind and number says something."""
    numbers = {document_key(document): document.number for document in known}
    for document in asked:
        number = numbers.get(document_key(document))
        if number is not None:
            return [_weigh("document", "equal", 1.0, document.number, number, weights)], []
    return [], []


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
