"""The registry behind the matcher, its file, and its command line."""

import json

import pytest
from sqlalchemy import func, select

from matching.person import Name, Person, PersonRequest
from matching.registry_parquet import write_parquet
from matching.synthetic import generate_persons
from service.cli.app import app
from service.db import transaction
from service.registry.file import RegistryFileInvalid, is_number, parse_registry_file, read_person_data
from service.registry.importing import import_persons
from service.registry.models import RegistryKey, RegistryPerson, RegistryStatistics
from service.registry.repository import SqlRegistry
from service.registry.service import search_readonly


def count(services, table):
    with transaction(services.engine) as session:
        return session.scalar(select(func.count()).select_from(table))


def without_number(person: Person) -> PersonRequest:
    return PersonRequest(names=person.names, birth_date=person.birth_date, documents=person.documents)


def test_every_person_is_found_by_its_own_data(services):
    with transaction(services.engine) as session:
        registry = SqlRegistry(session)
        persons = [
            Person.model_validate(data) for data in session.scalars(select(RegistryPerson.data).limit(60))
        ]
        for person in persons:
            found = registry.search(without_number(person), 80)
            assert person in found
            assert len({other.ssin for other in found}) == len(found)
        assert registry.person(persons[0].ssin) == persons[0]
        assert registry.person("00000000000") is None


def test_an_import_adds_persons_keys_and_frequencies(services):
    before = count(services, RegistryPerson)
    with transaction(services.engine) as session:
        known = {*session.scalars(select(RegistryPerson.ssin))}
        fresh = [person for person in generate_persons(200, seed=77) if person.ssin not in known]
        assert import_persons(session, fresh) == len(fresh)
    assert count(services, RegistryPerson) == before + len(fresh)
    assert count(services, RegistryKey) > 5 * (before + len(fresh)) / 2
    with transaction(services.engine) as session:
        assert session.get_one(RegistryStatistics, 1).persons == before + len(fresh)


def test_a_search_creates_nothing(services, known):
    before = count(services, RegistryPerson)
    with transaction(services.engine) as session:
        stranger = PersonRequest(
            names=[Name(family_name="Nobody", given_names="Known")], birth_date="1990-05-05"
        )
        search_readonly(session, stranger)
        decision = search_readonly(session, without_number(known))
    assert decision.candidates[0].ssin == known.ssin
    assert count(services, RegistryPerson) == before


@pytest.mark.parametrize(
    "line", ["no json", "{}", '{"names": []}', '{"names": [], "ssin": "12345678901"}', '{"unknown": 1}', "[]"]
)
def test_a_bad_line_is_named(line):
    good = '{"names": [{"familyName": "A"}], "ssin": "85471200206"}'
    with pytest.raises(RegistryFileInvalid) as refused:
        list(parse_registry_file([good, "", line]))
    assert refused.value.context == {"line": 3}
    assert line not in refused.value.detail


def test_the_commands_import_and_search(cli, tmp_path, services, newcomer):
    file = tmp_path / "persons.jsonl"
    file.write_text(newcomer.model_copy(update={"ssin": "91431700251"}).to_json() + "\n", encoding="utf-8")
    assert cli(["import", str(file)]).exit_code == 0
    answer = cli(["search"], without_number(newcomer).to_json())
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["candidates"][0]["ssin"] == "91431700251"
    again = cli(["import", str(file)])
    assert again.exit_code == 1
    assert "numberTaken" in again.output


@pytest.mark.parametrize(
    ("stdin", "code"),
    [
        ("", "personInvalid"),
        ("[]", "personInvalid"),
        ("{}", "personInvalid"),
        ('{"names": [], "birthDate": "x"}', "birthDateInvalid"),
    ],
)
def test_a_bad_search_is_a_coded_error_without_a_traceback(cli, stdin, code):
    answer = cli(["search"], stdin)
    assert answer.exit_code == 1
    assert f'"code": "{code}"' in answer.output
    assert "Traceback" not in answer.output


def test_the_commands_are_registered():
    names = {command.name or command.callback.__name__ for command in app.registered_commands}
    assert {"serve", "web", "worker"} <= names


def test_search_each_answers_line_by_line_and_goes_on_after_a_bad_one(cli, known):
    request = without_number(known).model_copy(update={"id": "a"})
    answer = cli(["search", "--each"], request.to_json() + '\n\nrubbish\n{"id": "c", "names": []}\n')
    assert answer.exit_code == 0
    first, second, third = map(json.loads, answer.stdout.splitlines())
    assert (first["id"], first["candidates"][0]["ssin"]) == ("a", known.ssin)
    assert second["error"]["code"] == "requestInvalid"
    assert (third["id"], third["error"]["code"]) == ("c", "nameMissing")


def test_the_status_counts_persons_and_bytes(cli, services):
    answer = json.loads(cli(["status"]).stdout)
    assert answer["persons"] == count(services, RegistryPerson)
    assert answer["bytes"] > 100_000


def test_a_parquet_file_is_imported_like_json_lines(cli, tmp_path, services, newcomer):
    file = tmp_path / "persons.parquet"
    person = newcomer.model_copy(update={"ssin": "91431700251"})
    write_parquet([person], file)
    assert cli(["import", str(file)]).exit_code == 0
    with transaction(services.engine) as session:
        assert SqlRegistry(session).person("91431700251") == person


@pytest.mark.parametrize("change", [{"ssin": "12345678901"}, {"birth_date": "1885-03-03"}])
def test_a_bad_row_of_a_parquet_file_is_named(cli, tmp_path, services, newcomer, change):
    before = count(services, RegistryPerson)
    file = tmp_path / "persons.parquet"
    good = newcomer.model_copy(update={"ssin": "91431700251"})
    write_parquet([good, newcomer.model_copy(update={"ssin": "91431700350"} | change)], file)
    answer = cli(["import", str(file)])
    assert answer.exit_code == 1
    assert "registryFileInvalid" in answer.output
    assert "Line 2" in answer.output
    assert count(services, RegistryPerson) == before


def test_rows_of_parquet_are_stored_as_persons_are_written(tmp_path):
    file = tmp_path / "persons.parquet"
    persons = generate_persons(3_000, seed=5)
    write_parquet(persons, file)
    for person, stored in zip(persons, read_person_data(file), strict=True):
        assert json.loads(stored.data) == json.loads(person.to_json())
        assert (stored.ssin, stored.status, stored.replaced_by) == (
            person.ssin, person.status, person.replaced_by,
        )  # fmt: skip


def test_numbers_are_taken_quickly_as_the_library_takes_them():
    from stdnum.be import ssn

    for nine in ("854712002", "850712002", "852712002", "850012002", "853312002", "855312002", "990712002",
                 "000001001", "000000000", "251301001", "267201001"):  # fmt: skip
        for check in range(100):
            number = f"{nine}{check:02d}"
            assert is_number(number) == ssn.is_valid(number), number
    for text in ("", "8547120020", "854712002061", "85.47.12-002.06", "8547120020٦"):
        assert not is_number(text)
