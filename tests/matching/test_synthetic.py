from collections import Counter
from pathlib import Path

from stdnum.be import bis

from matching.dates import IncompleteDate
from matching.decide import decide
from matching.frequencies import Frequencies
from matching.index import PersonIndex
from matching.person import Person
from matching.registry_file import read_registry
from matching.synthetic import ErrorRates, generate_persons, generate_requests, write_registry


def test_the_same_seed_gives_the_same_people(registry: list[Person]) -> None:
    assert generate_persons(200, seed=11) == registry[:200]
    assert generate_persons(200, seed=12) != registry[:200]


def test_numbers_are_valid_distinct_and_agree_with_birth_and_sex(registry: list[Person]) -> None:
    assert len({person.ssin for person in registry}) == len(registry) == 5_000
    for person in registry:
        assert person.ssin is not None
        assert bis.is_valid(person.ssin)
        assert person.birth_date is not None
        assert person.ssin[:2] == person.birth_date[2:4]
        assert person.gender in (0, {"M": 1, "F": 2}[bis.get_gender(person.ssin)])


def test_people_are_as_a_registry_has_them(registry: list[Person]) -> None:
    births = [IncompleteDate.parse(person.birth_date or "") for person in registry]
    assert 0.01 < sum(birth.is_placeholder for birth in births) / 5_000 < 0.04
    assert any(not birth.is_complete for birth in births)
    assert len({person.nationality for person in registry}) == 14
    twins = Counter(
        (p.names[0].family_name, p.birth_date, p.place_of_birth) for p in registry if p.status == "active"
    )
    assert sum(count - 1 for count in twins.values()) > 20
    statuses = Counter(person.status for person in registry)
    assert statuses["replaced"] > 0
    assert statuses["cancelled"] > 0
    known = {person.ssin for person in registry}
    assert all(person.replaced_by in known for person in registry if person.status == "replaced")
    families = Counter(person.names[0].family_name for person in registry)
    assert families.most_common(1)[0][1] > 10 * 5_000 / len(families) / 2


def test_a_registry_file_holds_the_same_people(registry: list[Person], tmp_path: Path) -> None:
    assert write_registry(registry[:300], tmp_path / "registry.jsonl") == 300
    assert list(read_registry(tmp_path / "registry.jsonl")) == registry[:300]


def test_requests_carry_the_errors_they_are_labelled_with(registry: list[Person]) -> None:
    by_number = {person.ssin: person for person in registry}
    cases = generate_requests(registry, 3_000, seed=6, rates=ErrorRates().scaled(2.0))
    kinds = Counter(case.kind for case in cases)
    assert kinds["registered"] > 1_300
    assert {"stranger", "twin", "child"} < set(kinds)
    for case in cases:
        person = by_number.get(case.kin)
        if "date_swapped" in case.errors and person is not None and case.kind == "registered":
            assert case.request.birth_date == str(IncompleteDate.parse(person.birth_date or "").swapped)
        if case.kind == "twin" and not {"date_digit", "date_swapped"} & set(case.errors):
            assert person is not None
            assert case.request.birth_date == person.birth_date


def test_nobody_is_taken_for_a_relative(
    registry: list[Person], index: PersonIndex, frequencies: Frequencies
) -> None:
    cases = generate_requests(registry, 1_000, seed=7, mix=(0.0, 0.0, 0.5))
    assert {case.kind for case in cases} == {"twin", "child"}
    assert all(decide(case.request, index, frequencies).outcome != "existingPerson" for case in cases)


def test_no_wrong_match_and_few_new_numbers_for_known_people(
    registry: list[Person], index: PersonIndex, frequencies: Frequencies
) -> None:
    cases = generate_requests(registry, 2_000, seed=8)
    decisions = [decide(case.request, index, frequencies) for case in cases]
    pairs = list(zip(cases, decisions, strict=True))
    assert [d.ssin for c, d in pairs if d.outcome == "existingPerson" and d.ssin != c.ssin] == []
    assert sum(d.outcome == "newPerson" and c.kind == "registered" for c, d in pairs) <= 2
    assert sum(d.outcome == "review" for d in decisions) < 0.12 * len(decisions)
