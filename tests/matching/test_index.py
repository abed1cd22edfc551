"""The index against a slow reference that looks at every person."""

import pytest

from matching.index import PersonIndex
from matching.keys import hash_key, lock_keys, retrieval_keys, search_keys
from matching.person import Name, Person, PersonRequest
from matching.synthetic import ErrorRates, generate_requests


def test_the_index_finds_exactly_whom_the_keys_name(registry: list[Person], index: PersonIndex) -> None:
    stored = [(person, set(retrieval_keys(person))) for person in registry]
    for case in generate_requests(registry, 60, seed=3):
        wanted = set(search_keys(case.request))
        reference = {person.ssin for person, keys in stored if keys & wanted}
        assert {person.ssin for person in index.search(case.request)} == reference


def test_retrieval_forgives_errors_in_two_fields(registry: list[Person], index: PersonIndex) -> None:
    cases = generate_requests(registry, 2_000, seed=4, rates=ErrorRates().scaled(2.0), mix=(1.0, 0.0, 0.0))
    missed = [
        case
        for case in cases
        if not any(case.ssin in (person.ssin, person.replaced_by) for person in index.search(case.request))
    ]
    assert len(missed) <= 2_000 * 0.002


def test_an_added_person_is_found_at_once(registry: list[Person]) -> None:
    index = PersonIndex(registry[:100])
    person = Person(
        ssin="79511123123", names=[Name(family_name="Zzyzx", given_names="Quirin")], birth_date="1979-11-23"
    )
    request = PersonRequest(names=[Name(family_name="Zzyzks", given_names="Qvirin")], birth_date="1979-11-23")
    assert person not in index.search(request)
    index.add(person)
    assert person in index.search(request)
    assert index.person("79511123123") == person
    assert index.size == 101


def test_an_empty_registry_finds_nobody() -> None:
    assert PersonIndex([]).search(PersonRequest(names=[Name(family_name="Nowak")])) == []


@pytest.mark.parametrize(
    "variant",
    [
        {"family_name": "Mueller"}, {"family_name": "MULLER"}, {"birth_date": "1985-12-07"},
        {"birth_date": "1985-07-13"}, {"birth_date": "1958-07-12"}, {"birth_date": "1985-07-00"},
        {"birth_date": "1985-00-00"}, {"given_names": "Ana"}, {"family_name": "Kowalska"},
    ],
)  # fmt: skip
def test_forgivable_variants_find_and_lock_each_other(variant: dict[str, str]) -> None:
    plain = {"family_name": "Müller", "given_names": "Anna", "birth_date": "1985-07-12"}

    def request(values: dict[str, str]) -> PersonRequest:
        name = Name(family_name=values["family_name"], given_names=values["given_names"])
        return PersonRequest(names=[name], birth_date=values["birth_date"])

    one, other = request(plain), request(plain | variant)
    assert set(retrieval_keys(one)) & set(search_keys(other))
    assert set(retrieval_keys(other)) & set(search_keys(one))
    assert set(lock_keys(one)) & set(lock_keys(other))
    assert lock_keys(one) == sorted(lock_keys(one))


def test_keys_are_numbered_alike_everywhere() -> None:
    assert hash_key("D:19850712") == 17527703101263679042
    assert -(2**63) <= hash_key("D:19850712", signed=True) < 2**63


def test_who_finds_whom_also_locks_whom(registry: list[Person], index: PersonIndex) -> None:
    for case in generate_requests(registry, 200, seed=5):
        locks = set(lock_keys(case.request))
        for person in index.search(case.request):
            assert locks & set(lock_keys(person))
