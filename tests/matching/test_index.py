"""The index against a slow reference that looks at every person."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from matching.columns import PersonColumns
from matching.fingerprints import document_key, fingerprint, fingerprint_many
from matching.frequencies import Frequencies
from matching.index import PersonIndex
from matching.keys import dated_key, lock_keys, pair_key, part_code, retrieval_keys, search_keys
from matching.parquet_checks import RegistryColumnMissingError, RegistryDamagedError
from matching.person import Name, Person, PersonRequest
from matching.registry_file import RegistryLineInvalidError, RegistryMissingError, read_registry
from matching.registry_parquet import stream_persons, write_parquet
from matching.similar import SimilarKeys
from matching.synthetic import ErrorRates, generate_requests

EVERYBODY = None


def test_the_index_finds_exactly_whom_the_keys_name(registry: list[Person], index: PersonIndex) -> None:
    stored = [(person, retrieval_keys(person)) for person in registry]
    for case in generate_requests(registry, 20, seed=3):
        keys = search_keys(case.request, index.similar)
        reference = {person.ssin for person, own in stored if keys.find(own)}
        assert {person.ssin for person in index.search(case.request, EVERYBODY)} == reference
        if case.ssin is not None:
            replaced = {person.ssin for person in registry if person.replaced_by == case.ssin}
            assert index.finds(case.request, case.ssin) == bool(reference & {case.ssin, *replaced})


def test_ranking_keeps_whoever_is_meant(registry: list[Person], index: PersonIndex) -> None:
    for case in generate_requests(registry, 400, seed=13, mix=(1.0, 0.0, 0.0)):
        everybody = {person.ssin for person in index.search(case.request, EVERYBODY)}
        first = [person.ssin for person in index.search(case.request, 10)]
        assert len(first) <= 10
        if case.ssin in everybody:
            assert case.ssin in first


def test_a_person_found_is_the_person_registered(registry: list[Person], index: PersonIndex) -> None:
    for person in registry[:200]:
        known = index.person(person.ssin or "")
        assert known is not None
        left_out = {"documents", "residence_address"}
        assert known.model_dump(exclude=left_out) == person.model_dump(exclude=left_out)
        for made in (known, *known.names):  # made without pydantic's look at every field
            assert list(vars(made)) == list(type(made).model_fields)
            assert made == type(made).model_validate(made.model_dump())
    assert index.person("00000000000") is None


def test_a_document_is_found_and_shown_as_asked_for(registry: list[Person], index: PersonIndex) -> None:
    person = next(person for person in registry if person.documents)
    request = PersonRequest(names=[Name(family_name="Qqq")], documents=person.documents[:1])
    found = index.search(request, EVERYBODY)
    assert [known.ssin for known in found] == [person.ssin]
    assert found[0].documents == person.documents[:1]


def test_frequencies_in_columns_are_those_counted_person_by_person(
    registry: list[Person], index: PersonIndex, frequencies: Frequencies
) -> None:
    assert json.loads(index.frequencies.to_json()) == json.loads(frequencies.to_json())


def test_columns_read_from_a_file_give_the_same_index(registry: list[Person], tmp_path: Path) -> None:
    write_parquet(registry[:500], tmp_path / "registry.parquet")
    assert list(stream_persons(tmp_path / "registry.parquet")) == registry[:500]
    of_file = PersonIndex(PersonColumns.read(tmp_path / "registry.parquet"))
    of_memory = PersonIndex(registry[:500])
    for case in generate_requests(registry[:500], 50, seed=9):
        found = of_file.search(case.request, EVERYBODY)
        assert found == of_memory.search(case.request, EVERYBODY)


def test_a_file_that_is_no_registry_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RegistryMissingError):
        PersonColumns.read(tmp_path / "nothing.parquet")
    (tmp_path / "text.parquet").write_text("no parquet")
    with pytest.raises(RegistryDamagedError):
        PersonColumns.read(tmp_path / "text.parquet")
    pq.write_table(pa.table({"ssin": [1]}), tmp_path / "other.parquet")
    with pytest.raises(RegistryColumnMissingError):
        PersonColumns.read(tmp_path / "other.parquet")


def test_many_fingerprints_are_those_of_one(registry: list[Person]) -> None:
    texts = [document_key(document) for person in registry[:300] for document in person.documents]
    texts += ["", "Ü:é:1", "A" * 60]
    assert fingerprint_many(pa.array(texts)).tolist() == [fingerprint(text) for text in texts]
    assert len(set(map(fingerprint, texts))) == len(set(texts))


def test_keys_alike_are_one_letter_apart() -> None:
    similar = SimilarKeys(["kvlsk", "kvlk", "brnk", "ab"])
    assert set(similar("kvlsk").tolist()) == {part_code("kvlk")}
    assert set(similar("kvrsk").tolist()) == {part_code("kvlsk")}
    assert not len(similar("xy"))


def test_of_two_letters_none_is_dropped() -> None:
    similar = SimilarKeys(["ld", "lt", "lds", "l"])
    similar.add(["lrd"])
    assert set(similar("ld").tolist()) == {part_code("lds"), part_code("lrd")}
    assert set(similar("lds").tolist()) == {part_code("ld"), part_code("lrd")}


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (("Grideca", "Axinte Panait", "1976-11-10"), ("Grideca", "Axintepanait", "1981-03-28")),
        (("Pietgielicht", "Wojciech", "1997-04-07"), ("Pietgielicht", "Wojtek", "1997-01-01")),
        (("Līde", "Inle", "1977-04-12"), ("Līdse", "Inle", "1977-01-01")),
        (("Barda", "Bryandro", "1935-01-18"), ("Barda", "Nhyandru", "1942-01-18")),
        (("Boska", "Toska", "1958-01-19"), ("Mocheva", "Toska", "1967-01-19")),
    ],
)  # fmt: skip
def test_another_name_and_another_date_at_once_are_found(
    registry: list[Person], known: tuple[str, str, str], asked: tuple[str, str, str]
) -> None:
    """Given names glued, a short form, a letter of a short name; a wholly other name with years off."""
    (family, given, birth), (asked_family, asked_given, asked_birth) = known, asked
    person = Person(ssin="79511123123", names=[Name(family_name=family, given_names=given)], birth_date=birth)
    names = [Name(family_name=asked_family, given_names=asked_given)]
    request = PersonRequest(names=names, birth_date=asked_birth)
    assert PersonIndex([*registry[:50], person]).finds(request, "79511123123")


def test_retrieval_forgives_errors_in_two_fields(registry: list[Person], index: PersonIndex) -> None:
    cases = generate_requests(registry, 2_000, seed=4, rates=ErrorRates().scaled(2.0), mix=(1.0, 0.0, 0.0))
    missed = [
        case
        for case in cases
        if not any(
            case.ssin in (person.ssin, person.replaced_by) for person in index.search(case.request, EVERYBODY)
        )
    ]
    assert len(missed) <= 2_000 * 0.002


def test_an_added_person_is_found_at_once(registry: list[Person]) -> None:
    index = PersonIndex(registry[:100])
    person = Person(
        ssin="79511123123", names=[Name(family_name="Zzyzx", given_names="Quirin")], birth_date="1979-11-23"
    )
    request = PersonRequest(names=[Name(family_name="Zzyzks", given_names="Qvirin")], birth_date="1979-11-23")
    assert person not in index.search(request, 10)
    index.add(person)
    assert person in index.search(request, 10)
    assert index.person("79511123123") == person
    assert index.size == 101


def test_an_empty_registry_finds_nobody() -> None:
    assert PersonIndex([]).search(PersonRequest(names=[Name(family_name="Nowak")]), 10) == []


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
    assert search_keys(other).find(retrieval_keys(one))
    assert search_keys(one).find(retrieval_keys(other))
    assert set(lock_keys(one)) & set(lock_keys(other))
    assert lock_keys(one) == sorted(lock_keys(one))


def test_keys_are_numbered_alike_everywhere() -> None:
    assert part_code("kvlsk") == 0xF92BEEA0
    assert dated_key(19850712, 1) == (1 << 60) + (19850712 << 32) + 1
    assert pair_key(3, 5) == pair_key(5, 3) != pair_key(3, 6)
    assert all(0 < key < 1 << 63 for key in (dated_key(20261231, 0xFFFFFFFF), pair_key(0xFFFFFFFF, 1)))


def test_who_finds_whom_also_locks_whom(registry: list[Person], index: PersonIndex) -> None:
    for case in generate_requests(registry, 200, seed=5):
        locks = set(lock_keys(case.request))
        keys = search_keys(case.request)
        for person in index.search(case.request, EVERYBODY):
            if not keys.find(retrieval_keys(person)):
                continue  # found by a name misspelled beyond its skeleton, and by nothing else
            assert locks & set(lock_keys(person))


@pytest.mark.parametrize(
    "change", [{"ssin": "8547120020"}, {"ssin": "8547120020A"}, {"ssin": None}, {"replacedBy": "another"}]
)
def test_numbers_of_another_form_are_refused_with_their_line(
    change: dict[str, str | None], anna: dict[str, object], tmp_path: Path
) -> None:
    path = tmp_path / "registry.jsonl"
    path.write_text(json.dumps(anna) + "\n" + json.dumps(anna | change), encoding="utf-8")
    with pytest.raises(RegistryLineInvalidError) as refused:
        list(read_registry(path))
    assert refused.value.context["line"] == 2


def test_a_document_that_never_expires_is_found_too(anna: dict[str, object]) -> None:
    document = {"kind": "passport", "number": "ZS0000177", "issuer": "POL", "expiryDate": "unlimited"}
    index = PersonIndex([Person.model_validate(anna | {"documents": [document]})])
    asked = PersonRequest.model_validate({"names": [{"familyName": "Qqq"}], "documents": [document]})
    assert [person.ssin for person in index.search(asked, None)] == [anna["ssin"]]
