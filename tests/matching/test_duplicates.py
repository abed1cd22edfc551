"""Duplicates planted in a registry are found; twins and the rest of the family are not."""

from matching.duplicates import find_candidates, find_duplicates
from matching.person import Name, Person
from matching.synthetic import ErrorRates, generate_requests

PLANTED = 200


def plant(registry: list[Person]) -> tuple[list[Person], set[frozenset[str]]]:
    """The registry and people who were registered again under another number, as a request had them."""
    cases = generate_requests(registry, PLANTED, seed=31, rates=ErrorRates(), mix=(1.0, 0.0, 0.0))
    active = {person.ssin for person in registry if person.status == "active"}
    shared = (
        "names",
        "birth_date",
        "place_of_birth",
        "country_of_birth",
        "gender",
        "nationality",
        "documents",
    )
    again, truth = [], set()
    for number, case in enumerate(cases):
        if case.ssin in active:
            ssin = f"{90_000_000_000 + number}"
            fields = {name: getattr(case.request, name) for name in shared}
            again.append(Person.model_validate({"ssin": ssin, **{k: dump(v) for k, v in fields.items()}}))
            truth.add(frozenset((ssin, case.ssin)))
    return [*registry, *again], truth


def dump(value: object) -> object:
    if isinstance(value, list):
        return [one.model_dump() for one in value]
    return value


def test_planted_duplicates_are_found_and_twins_are_not(registry: list[Person]) -> None:
    persons, truth = plant(registry)
    found = list(find_duplicates(persons, probability=0.99))
    listed = {frozenset((one.ssin, one.found.ssin)) for one in found if not one.found.vetoes}
    # One person registered three times makes a pair of its two copies too.
    copies = {pair for pair in listed if all(ssin.startswith("90") for ssin in pair)}
    assert len(listed & truth) >= 0.9 * len(truth)
    assert len(listed - truth - copies) <= 0.02 * len(listed)


def test_twins_are_contradicted() -> None:
    def person(ssin: str, given: str) -> Person:
        return Person(
            ssin=ssin, names=[Name(family_name="Zzyzxowski", given_names=given)], birth_date="1985-07-12",
            place_of_birth="Gdańsk", country_of_birth="POL", nationality="POL", gender=2,
        )  # fmt: skip

    twins = [person("1", "Anna"), person("2", "Katarzyna"), person("3", "Anna")]
    pairs = list(find_duplicates(twins, probability=0.001))
    assert [(one.ssin, one.found.ssin) for one in pairs if not one.found.vetoes] == [("1", "3")]


def test_candidates_forgive_a_date_or_a_name() -> None:
    def person(family: str, given: str, birth: str) -> Person:
        return Person(names=[Name(family_name=family, given_names=given)], birth_date=birth)

    people = [
        person("Müller", "Anna", "1985-07-12"),
        person("Mueller", "Anna", "1985-12-07"),
        person("Nowak", "Anna", "1985-07-12"),
        person("Anna", "Müller", "1985-07-12"),
        person("Kowalski", "Jan", "1960-01-30"),
    ]
    pairs = {tuple(sorted(pair)) for pair in find_candidates(people).tolist()}
    assert {(0, 1), (0, 2), (0, 3)} <= pairs
    assert not any(4 in pair for pair in pairs)


def test_a_registry_of_nobody_has_no_duplicates() -> None:
    assert list(find_duplicates([])) == []
