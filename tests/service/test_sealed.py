"""Personal data stand sealed in the database, and what cannot be opened is never taken for nothing."""

import pytest
from sqlalchemy import inspect, text

from ocr.extraction import Warning
from service.app import create_services
from service.db import transaction
from service.requests import service as requests
from service.requests.models import PendingKey, RequestRecord
from service.requests.schemas import DocumentEntered, PersonEntered
from service.requests.search import Criteria, Filter, begin_search, find_requests
from service.storage.errors import KeyMissing, KeyUnusable, StorageAway

SECRETS = (
    "Quispe",
    "Yareli",
    "Xóchitl",
    "1991-03-17",
    "19910317",
    "Cochabamba",
    "ZZ9876543",
    "Gdańsk",
    "Kouter",
)


def whole_database(services) -> str:
    """Every value of every table but the registry's, which is the state's, and the accounts of the staff."""
    with services.engine.connect() as connection:
        tables = [name for name in inspect(connection).get_table_names() if not name.startswith("registry_")]
        return "\n".join(
            str(row) for name in tables for row in connection.execute(text(f"SELECT t::text FROM {name} t"))
        )


def test_nothing_of_a_worker_stands_plain_in_the_database(services, employer, sent, newcomer, working):
    request = sent(employer, newcomer, status="read")
    with working(employer) as work:
        begin_search(work, Criteria(family_name="Quispe"))
        seen = requests.request_view(work, request.id)
    assert seen.person.family_name == "Quispe Mamani"
    assert seen.document.number == "ZZ9876543"
    content = whole_database(services)
    assert str(request.id) in content
    assert [word for word in SECRETS if word in content or word.encode().hex() in content] == []


def test_what_was_sealed_for_one_place_opens_in_no_other(services, employer, drafted, newcomer, known):
    """Whoever can write to the database cannot put one worker's data into another's request."""
    one, other = drafted(employer, newcomer), drafted(employer, known)
    for statement in (
        "UPDATE request SET person = (SELECT person FROM request WHERE id = :one) WHERE id = :other",
        "UPDATE request SET document = person WHERE id = :one",
    ):
        with transaction(services.engine) as session:
            session.execute(text(statement), {"one": one, "other": other})
    with transaction(services.engine) as session:
        with pytest.raises(KeyUnusable):
            _ = session.get_one(RequestRecord, other).person
        with pytest.raises(KeyUnusable):
            _ = session.get_one(RequestRecord, one).document


def test_a_key_that_is_lost_is_an_error_and_no_empty_request(
    services, settings, employer, drafted, newcomer, client, api_token
):
    request_id = drafted(employer, newcomer)
    services.vault.keys.erase_data_key(str(request_id))
    fresh = create_services(settings, str(settings.database_url))
    with transaction(fresh.engine) as session, pytest.raises(KeyMissing):
        _ = session.get_one(RequestRecord, request_id).person
    fresh.engine.dispose()
    bearer = {"Authorization": f"Bearer {api_token}"}
    answer = client.get(f"/v1/requests/{request_id}", headers=bearer)
    assert answer.status_code == 503
    assert "Quispe" not in answer.text


def test_one_key_that_is_lost_does_not_close_the_history(
    services, settings, working, employer, drafted, newcomer, known
):
    lost, there = drafted(employer, newcomer), drafted(employer, known)
    services.vault.keys.erase_data_key(str(lost))
    fresh = create_services(settings, str(settings.database_url))
    for order in ("-createdAt", "worker"):
        with working(employer, fresh) as work:
            lines = {line.id: line.worker_name for line in requests.history(work, order).items}
        assert lines[lost] == ""
        assert known.names[0].family_name in lines[there]
    fresh.engine.dispose()


def test_a_store_of_keys_that_is_away_is_told_as_such(services, settings, employer, drafted, newcomer):
    request_id = drafted(employer, newcomer)
    fresh = create_services(settings, str(settings.database_url))
    folder = settings.keys_dir / "data"
    folder.rename(folder.with_name("away"))
    folder.write_text("not a folder")
    try:
        with transaction(fresh.engine) as session, pytest.raises(StorageAway):
            _ = session.get_one(RequestRecord, request_id).person
    finally:
        folder.unlink()
        folder.with_name("away").rename(folder)
    with transaction(fresh.engine) as session:
        assert session.get_one(RequestRecord, request_id).person["familyName"] == "Quispe Mamani"
    fresh.engine.dispose()


def test_a_changed_value_is_sealed_anew_and_read_by_other_processes(
    services, settings, working, employer, drafted, newcomer
):
    request_id = drafted(employer, newcomer)
    other = create_services(settings, str(settings.database_url))
    with transaction(other.engine) as session:
        assert session.get_one(RequestRecord, request_id).person["familyName"] == "Quispe Mamani"
    with working(employer) as work:
        requests.save_person(
            work, request_id, PersonEntered(family_name="Novák"), DocumentEntered(number="7")
        )
    with transaction(other.engine) as session:
        row = session.get_one(RequestRecord, request_id)
        assert (row.person, row.document) == ({"familyName": "Novák"}, {"number": "7"})
    assert row.person == {"familyName": "Novák"}  # after its session, too
    other.engine.dispose()


def test_the_history_sorts_and_searches_by_what_the_database_cannot_read(
    working, employer, stranger, drafted, newcomer
):
    names = ["Öz", "de Wit", "Novák", "Adam", "Zeman"]
    for name in names:
        person = newcomer.model_copy(
            update={"names": [newcomer.names[0].model_copy(update={"family_name": name})]}
        )
        drafted(employer, person)
    drafted(stranger, newcomer)
    with working(employer) as work:
        sorted_names = [line.worker_name.split(" ", 2)[-1] for line in requests.history(work, "worker").items]
        assert sorted_names == ["Adam", "de Wit", "Novák", "Öz", "Zeman"]
        backwards = requests.history(work, "-worker", page=2, page_size=2)
        assert [line.worker_name.split(" ", 2)[-1] for line in backwards.items] == ["Novák", "de Wit"]
        assert backwards.total == len(names)
        for criteria, count in (
            (Criteria(family_name="NOV"), 1),
            (Criteria(family_name="e"), 2),
            (Criteria(given_names="yareli", birth_date="1991-03-17"), 5),
            (Criteria(birth_date="1991-03-18"), 0),
            (Criteria(document_number="ZZ9876543", family_name="öz"), 1),
        ):
            found = find_requests(work, Filter(search=begin_search(work, criteria)), "-createdAt", 1, 25)
            assert found.total == len(found.items) == count


def test_the_database_is_never_asked_to_compare_what_is_sealed():
    with pytest.raises(TypeError):
        _ = RequestRecord.person == {}


def test_open_requests_are_found_by_keys_that_say_nothing(services, employer, sent, newcomer):
    from matching.keys import retrieval_keys
    from service.requests.pending import find_pending
    from service.requests.view import person_request

    request = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    with transaction(services.engine) as session:
        row = session.get_one(RequestRecord, request.id)
        assert row.state == "underReview"
        asked = person_request(row)
        stored = {*session.scalars(PendingKey.__table__.select().with_only_columns(PendingKey.key))}
        assert stored
        assert not stored & {*retrieval_keys(asked)}
        assert [one.id for one in find_pending(session, asked, but=employer.account_id)] == [request.id]
        altered = asked.model_copy(update={"birth_date": "1991-03-00"})
        assert find_pending(session, altered, but=employer.account_id)
        born_then = asked.model_copy(
            update={
                "names": [asked.names[0].model_copy(update={"family_name": "Other", "given_names": "Else"})]
            }
        )
        assert find_pending(session, born_then, but=employer.account_id)
