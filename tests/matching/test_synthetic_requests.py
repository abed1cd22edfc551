"""Requests: each error does what it says and to its own field alone; truth, kinds and rates."""

from collections import Counter

import pytest

from matching.dates import IncompleteDate
from matching.decide import decide
from matching.frequencies import Frequencies
from matching.index import PersonIndex
from matching.person import Address, IdentityDocument, Name, Person, PersonRequest
from matching.synthetic import (
    HEAVIER,
    KINDS,
    ONE_EDIT,
    ErrorRates,
    LabelledRequest,
    RequestMaker,
    generate_persons,
    generate_requests,
    make_request,
)
from matching.synthetic.errors import FUNCTIONS
from matching.synthetic.letters import LOOKALIKES, NEIGHBOURS
from matching.synthetic.requests import final_numbers

PLAIN = Person(
    ssin="85471200206",
    names=[
        Name(family_name="de Almeida Müller-Vries", given_names="Anna Maria"),
        Name(family_name="Grzęda", given_names="Anna Maria", kind="birth"),
        Name(family_name="Wolska", given_names="Anna Maria", kind="former"),
    ],
    birth_date="1985-07-12",
    place_of_birth="Gdańsk",
    country_of_birth="POL",
    gender=2,
    nationality="POL",
    documents=[IdentityDocument(kind="passport", number="ZS0000177", issuer="POL")],
    residence_address=Address(country="POL", municipality_name="Gdańsk"),
)
SHORT = PLAIN.model_copy(update={"names": [Name(family_name="Kowalska", given_names="Chaya")]})


@pytest.fixture(scope="module")
def maker() -> RequestMaker:
    return RequestMaker(seed=5)


def made(maker: RequestMaker, *errors: str, person: Person = PLAIN) -> PersonRequest:
    case = maker.make(person, errors)
    assert case is not None
    assert case.errors == tuple(name for name in KINDS if name in errors)
    assert (case.ssin, case.kind) == (person.ssin, "registered")
    return case.request


def name_of(request: PersonRequest) -> tuple[str, str]:
    return request.names[0].family_name, request.names[0].given_names


def distance(one: str, other: str) -> int:
    """Optimal string alignment: replaced, left out, added or exchanged letters."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and (a, one[i - 2]) == (other[j - 2], b):
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def test_table_and_functions_agree() -> None:
    assert set(KINDS) == set(FUNCTIONS)
    assert {kind.grade for kind in KINDS.values()} == {"edit", "heavy", "harmless"}
    assert all(kind.reason and 0 < kind.rate <= 0.5 for kind in KINDS.values())
    assert set(ONE_EDIT) | set(HEAVIER) < set(KINDS)
    assert not set(ONE_EDIT) & set(HEAVIER)
    assert all(kind.grade != "harmless" for kind in KINDS.values() if kind.scales)


@pytest.mark.parametrize("error", KINDS)
def test_an_error_changes_its_own_field_alone(maker: RequestMaker, error: str) -> None:
    person = (
        SHORT
        if error in ("married_hyphen", "second_given_added", "form_changed", "transliterated")
        else PLAIN
    )
    for _ in range(5):
        request = made(maker, error, person=person)
        before = {
            "names": name_of(PersonRequest(names=person.names[:1])),
            "birth_date": person.birth_date,
            "place_of_birth": person.place_of_birth,
            "country_of_birth": person.country_of_birth,
            "gender": person.gender,
            "nationality": person.nationality,
        }
        after = {field: getattr(request, field) for field in before} | {"names": name_of(request)}
        changed = {field for field in before if before[field] != after[field]}
        if error.startswith("document"):
            assert not changed
            assert request.documents != person.documents
        else:
            assert changed == set(KINDS[error].fields)
            assert len(request.documents) == 1


@pytest.mark.parametrize(
    ("error", "name"),
    [
        ("maiden_used", ("Grzęda", "Anna Maria")),
        ("former_used", ("Wolska", "Anna Maria")),
        ("second_given_missing", ("de Almeida Müller-Vries", "Anna")),
        ("first_given_missing", ("de Almeida Müller-Vries", "Maria")),
        ("given_order", ("de Almeida Müller-Vries", "Maria Anna")),
        ("given_glued", ("de Almeida Müller-Vries", "Annamaria")),
        ("initial", ("de Almeida Müller-Vries", "A. M.")),
        ("second_surname_missing", ("de Almeida", "Anna Maria")),
        ("first_surname_missing", ("Müller-Vries", "Anna Maria")),
        ("surname_order", ("Müller-Vries de Almeida", "Anna Maria")),
        ("surname_glued", ("de Almeidamüllervries", "Anna Maria")),
        ("hyphen_changed", ("de Almeida Müller Vries", "Anna Maria")),
        ("particle_dropped", ("Almeida Müller-Vries", "Anna Maria")),
        ("particle_glued", ("Dealmeida Müller-Vries", "Anna Maria")),
        ("diacritics_dropped", ("De Almeida Muller-Vries", "Anna Maria")),
        ("order_swapped", ("Anna Maria", "de Almeida Müller-Vries")),
        ("mrz_spelling", ("DE ALMEIDA MUELLER VRIES", "ANNA MARIA")),
    ],
)
def test_names_are_changed_as_the_error_says(maker: RequestMaker, error: str, name: tuple[str, str]) -> None:
    assert name_of(made(maker, error)) == name


def test_names_are_exchanged_for_others_or_added_to(maker: RequestMaker) -> None:
    assert name_of(made(maker, "form_changed", person=SHORT)) == ("Kowalski", "Chaya")
    assert "Kowalska" in name_of(made(maker, "married_hyphen", person=SHORT))[0].split("-")
    assert "Kowalska" not in name_of(made(maker, "married", person=SHORT))[0]
    assert name_of(made(maker, "second_given_added", person=SHORT))[1].startswith("Chaya ")
    assert name_of(made(maker, "nickname"))[1].endswith(" Maria")


def test_a_machine_readable_zone_cuts_names_off(maker: RequestMaker) -> None:
    long = Name(family_name="Papadimitrakopoulou-Konstantinidi", given_names="Aikaterini Evangelia")
    person = PLAIN.model_copy(update={"names": [long]})
    family, given = name_of(made(maker, "mrz_spelling", person=person))
    assert len(f"{family}  {given}") == 39
    card = person.model_copy(
        update={"documents": [person.documents[0].model_copy(update={"kind": "identityCard"})]}
    )
    assert {len(name_of(made(maker, "mrz_spelling", person=card))[0]) for _ in range(20)} == {30, 31}


def test_typing_and_reading_errors_are_as_large_as_they_say(maker: RequestMaker) -> None:
    family, given = name_of(PersonRequest(names=SHORT.names))
    for _ in range(60):
        assert distance(name_of(made(maker, "family_typo", person=SHORT))[0], family) == 1
        assert distance(name_of(made(maker, "given_typo", person=SHORT))[1], given) == 1
        assert 1 <= distance(name_of(made(maker, "family_two_typos", person=SHORT))[0], family) <= 2
        assert distance(name_of(made(maker, "reading", person=SHORT))[0].lower(), family.lower()) <= 2
        garbled = name_of(made(maker, "family_garbled", person=SHORT))[0]
        assert [a == b for a, b in zip(garbled, family, strict=True)] == [c not in "aeiou" for c in family]
        swapped = name_of(made(maker, "swapped_and_misspelt", person=SHORT))
        assert distance(swapped[0], given) == distance(swapped[1], family) == 1
    assert {("0", "O"), ("1", "I"), ("rn", "m"), ("5", "S"), ("8", "B")} <= set(LOOKALIKES)
    assert set(NEIGHBOURS["a"]) == {"z", "s"}


def test_birth_dates_are_changed_as_the_error_says(maker: RequestMaker) -> None:
    assert made(maker, "date_swapped").birth_date == "1985-12-07"
    assert made(maker, "date_january").birth_date == "1985-01-01"
    assert {made(maker, "date_partial").birth_date for _ in range(20)} == {"1985-07-00", "1985-00-00"}
    for _ in range(60):
        dates = {
            error: IncompleteDate.parse(made(maker, error).birth_date or "").digits
            for error in ("date_digit", "date_two_digits", "date_transposed", "date_years_off")
        }
        wrong = {
            error: sum(a != b for a, b in zip(text, "19850712", strict=True)) for error, text in dates.items()
        }
        assert (wrong["date_digit"], wrong["date_two_digits"], wrong["date_transposed"]) == (1, 2, 2)
        assert sorted(dates["date_transposed"]) == sorted("19850712")
        assert dates["date_years_off"][4:] == "0712"
        assert 2 <= abs(int(dates["date_years_off"][:4]) - 1985) <= 9


def test_places_and_documents_are_changed_as_the_error_says(maker: RequestMaker) -> None:
    assert made(maker, "place_exonym").place_of_birth == "Danzig"
    for _ in range(20):
        assert (made(maker, "place_appended").place_of_birth or "").startswith("Gdańsk")
        assert distance(made(maker, "place_typo").place_of_birth or "", "Gdansk") == 1
        [document] = made(maker, "document_misread").documents
        assert 1 <= distance(document.number, "ZS0000177") <= 2
    assert made(maker, "gender_wrong").gender == 1


def test_an_error_without_occasion_is_not_made(maker: RequestMaker) -> None:
    man = SHORT.model_copy(update={"gender": 1, "birth_date": "1985-00-00"})
    for error in (
        "married",
        "date_digit",
        "date_swapped",
        "second_surname_missing",
        "maiden_used",
        "particle_glued",
    ):
        assert maker.make(man, (error,)) is None


def test_pairs_are_made_together_and_documents_renewed_unless_kept(maker: RequestMaker) -> None:
    request = made(maker, "family_typo", "date_digit")
    assert name_of(request)[0] != PLAIN.names[0].family_name
    assert request.birth_date != PLAIN.birth_date
    assert request.documents != PLAIN.documents
    kept = make_request(PLAIN, ("family_typo", "date_digit"), keep_document=True)
    assert kept is not None
    assert kept.request.documents == PLAIN.documents
    assert make_request(PLAIN, ()) is not None
    assert make_request(PLAIN, ("reading",), seed=8) == make_request(PLAIN, ("reading",), seed=8)


def test_rates_are_kept_and_scaled() -> None:
    rates = ErrorRates()
    doubled = rates.scaled(2.0)
    for name, kind in KINDS.items():
        assert doubled.rates[name] == (2 * kind.rate if kind.scales else kind.rate)
    assert set(ErrorRates.none().rates.values()) == {0.0}
    assert ErrorRates(reading=0.5).rates["reading"] == 0.5
    with pytest.raises(ValueError, match="no such errors"):
        ErrorRates(misspelt=0.5)


def test_requests_carry_errors_at_their_rates(registry: list[Person]) -> None:
    cases = generate_requests(registry, 6_000, seed=6, mix=(1.0, 0.0, 0.0))
    counts = Counter(error for case in cases for error in case.errors)
    for error in ("mrz_spelling", "family_typo", "place_missing", "gender_missing", "date_digit"):
        assert 0.75 < counts[error] / (KINDS[error].rate * len(cases)) < 1.25
    assert counts["date_two_digits"] < 20
    clean = generate_requests(registry, 300, seed=6, rates=ErrorRates.none(), mix=(1.0, 0.0, 0.0))
    by_number = {person.ssin: person for person in registry}
    for case in clean:
        assert case.errors == ()
        assert case.request.names[0] == by_number[case.kin].names[0]
        assert case.request.birth_date == by_number[case.kin].birth_date


def test_requests_are_seeded_and_of_all_kinds(registry: list[Person]) -> None:
    mix = {"registered": 2.0, "stranger": 1.0, "twin": 1.0, "sibling": 1.0, "child": 1.0, "namesake": 1.0}
    cases = generate_requests(registry, 700, seed=6, mix=mix)
    assert cases == generate_requests(registry, 700, seed=6, mix=mix)
    kinds = Counter(case.kind for case in cases)
    assert set(kinds) == set(mix)
    assert 150 < kinds["registered"] < 250
    assert {case.kind for case in generate_requests(registry, 200, mix=(0.0, 0.0, 0.5))} == {
        "twin",
        "child",
        "namesake",
    }


def test_relatives_are_related_and_not_registered(registry: list[Person]) -> None:
    by_number = {person.ssin: person for person in registry}
    mix = {"twin": 1.0, "sibling": 1.0, "child": 1.0, "namesake": 1.0}
    for case in generate_requests(registry, 800, seed=7, rates=ErrorRates.none(), mix=mix):
        kin = by_number[case.kin]
        assert case.ssin is None
        name, own = case.request.names[0], kin.names[0]
        assert case.request.place_of_birth == kin.place_of_birth
        first = (name.given_names or name.family_name).split()[0]
        if case.kind == "namesake":
            assert (name.given_names, name.family_name) == (own.given_names, own.family_name)
        else:
            assert first not in (own.given_names or own.family_name).split()
        apart = abs(int((case.request.birth_date or "")[:4]) - int((kin.birth_date or "")[:4]))
        assert {"twin": apart == 0, "sibling": apart <= 10}.get(case.kind, 17 <= apart <= 41)
        assert case.kind != "twin" or case.request.birth_date == kin.birth_date


def test_a_relative_who_is_somebody_registered_is_drawn_again(registry: list[Person]) -> None:
    def written(case: LabelledRequest) -> tuple[str, str | None]:
        return case.request.names[0].given_names, case.request.birth_date

    mix = {"twin": 1.0}
    first = generate_requests(registry, 200, seed=7, rates=ErrorRates.none(), mix=mix)
    taken = {written(case) for case in first[::2]}
    made = generate_requests(
        registry, 200, seed=7, rates=ErrorRates.none(), mix=mix,
        is_registered=lambda person: (person.names[0].given_names, person.birth_date) in taken,
    )  # fmt: skip
    assert len(made) == 200
    assert not {written(case) for case in made} & taken


def test_strangers_have_the_population_s_names_and_no_number() -> None:
    registry = generate_persons(2_000, seed=3, population="learn")
    known = {person.names[0].given_names.split()[0] for person in registry if person.names[0].given_names}

    def firsts(cases: list[LabelledRequest]) -> list[str]:
        return [c.request.names[0].given_names.split()[0] for c in cases if c.request.names[0].given_names]

    strangers = {
        population: generate_requests(
            registry, 500, rates=ErrorRates.none(), mix=(0.0, 1.0, 0.0), population=population
        )
        for population in ("learn", "measure")
    }
    assert all(case.ssin is None and case.kin is None for cases in strangers.values() for case in cases)
    shared = {
        population: sum(name in known for name in firsts(cases)) for population, cases in strangers.items()
    }
    assert shared["learn"] > 0.3 * 500
    assert shared["measure"] < 0.03 * 500


def test_the_truth_lies_at_the_end_of_a_chain() -> None:
    def person(ssin: str, replaced_by: str | None) -> Person:
        status = "replaced" if replaced_by else "active"
        return PLAIN.model_copy(update={"ssin": ssin, "replaced_by": replaced_by, "status": status})

    chain = [person("1", "2"), person("2", "3"), person("3", None)]
    assert final_numbers(chain) == {"1": "3", "2": "3"}
    cases = generate_requests(chain, 30, mix=(1.0, 0.0, 0.0))
    assert {case.ssin for case in cases} == {"3"}


def test_nobody_is_taken_for_a_relative(
    registry: list[Person], index: PersonIndex, frequencies: Frequencies
) -> None:
    cases = generate_requests(registry, 1_000, seed=7, mix=(0.0, 0.0, 0.5))
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
