"""The migrations make exactly the tables that the code knows, and can be taken back."""

from pathlib import Path

from alembic import command
from sqlalchemy import func, inspect, select, text

from matching.person import PersonRequest
from ocr.extraction import Warning
from service.corrections.models import Correction
from service.corrections.service import report_wrong_number
from service.db import transaction
from service.extractions.models import ExtractionRecord, UploadedPage
from service.extractions.stored import UPLOAD
from service.migrate import alembic_config, migrate
from service.organisations.models import Access, Account, Organisation
from service.registry.models import RegistryPerson
from service.registry.repository import SqlRegistry
from service.requests.models import RequestRecord
from service.requests.numbers import receivers
from service.requests.pending import replace_pending_keys
from service.requests.view import person_request
from service.reviews import service as reviews
from service.sealed import sealed_columns


def test_the_migrations_match_the_tables(database_url, settings):
    migrate(database_url, settings)
    command.check(alembic_config(database_url, settings))


def test_the_migrations_can_be_taken_back_and_applied_again(database_url, settings, services):
    command.downgrade(alembic_config(database_url, settings), "base")
    assert inspect(services.engine).get_table_names() == ["alembic_version"]
    migrate(database_url, settings)
    command.check(alembic_config(database_url, settings))


def test_files_of_earlier_uploads_become_pages_and_files_again(database_url, settings, services, employer):
    """They keep the names under which they lie in the vault, so that they can still be read."""
    config = alembic_config(database_url, settings)
    command.downgrade(config, "0001")
    with transaction(services.engine) as session:
        session.execute(
            text(
                "INSERT INTO extraction"
                " (id, organisation_id, account_id, files, own_sample, crops, page_count, created_at)"
                " VALUES (gen_random_uuid(), :organisation, :account,"
                """ '["front.jpg", "back.jpg"]', true, '[]', 0, now())"""
            ),
            {"organisation": employer.organisation_id, "account": employer.account_id},
        )
    migrate(database_url, settings)
    with transaction(services.engine) as session:
        entry = session.query(ExtractionRecord).one()
        assert entry.files == ["front.jpg", "back.jpg"]
        assert [(page.stored_as, page.page_in_file) for page in entry.pages] == [
            (UPLOAD.format(id=number), None) for number in range(2)
        ]
        assert all(page.own_sample for page in entry.pages)
    command.downgrade(config, "0001")
    with transaction(services.engine) as session:
        assert session.scalar(text("SELECT files FROM extraction")) == ["front.jpg", "back.jpg"]


def test_persons_and_open_requests_of_before_are_found_by_the_new_keys(
    database_url, settings, services, employer, drafted, newcomer, known
):
    """The old keys say nothing; those of 0003 are made from what stands beside them."""
    request_id = drafted(employer, newcomer)
    with transaction(services.engine) as session:
        replace_pending_keys(session, request_id, person_request(session.get_one(RequestRecord, request_id)))
        persons = session.scalar(select(func.count()).select_from(RegistryPerson))
        before = everything(session)
        assert all(before)
    command.downgrade(alembic_config(database_url, settings), "0002")
    with transaction(services.engine) as session:
        session.execute(
            text("INSERT INTO pending_key (key, request_id) VALUES (17, :id)"), {"id": request_id}
        )
        session.execute(text("INSERT INTO registry_key (key, ssin) SELECT 17, ssin FROM registry_person"))
    migrate(database_url, settings)
    with transaction(services.engine) as session:
        assert everything(session) == before
        assert len({*session.scalars(select(RegistryPerson.id))}) == persons
        asked = PersonRequest(names=known.names, birth_date=known.birth_date)
        assert known in SqlRegistry(session).search(asked, 80)
        session.add(RegistryPerson(ssin="91431700251", data={"names": []}))  # the ids go on
        session.flush()


def everything(session):
    """Keys and outlines by person, keys of requests, and what the statistics know of names."""
    of_person = text(
        "SELECT ssin, (SELECT array_agg(key ORDER BY key) FROM registry_key k WHERE k.person_id = p.id),"
        " (SELECT array_agg((name, birth, codes, family, given, place)::text ORDER BY name)"
        " FROM registry_outline o WHERE o.person_id = p.id) FROM registry_person p ORDER BY ssin"
    )
    pending = text("SELECT key, request_id FROM pending_key ORDER BY key")
    names = text("SELECT place, code, request_id FROM pending_name ORDER BY place, code")
    statistics = text("SELECT name_keys, persons FROM registry_statistics")
    return tuple(session.execute(query).all() for query in (of_person, pending, names, statistics))


def test_requests_of_before_have_their_round_their_keys_and_the_state_of_their_number(
    database_url, settings, services, employer, reviewer, sent, working, newcomer, known
):
    """0009 makes them from what stands there: a question that waits is the first round."""
    answered = sent(employer, known)
    asked = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    with working(reviewer) as work:
        reviews.ask_for_information(work, asked.id, ["confirmGender"], "")
    before = life_of(services)
    command.downgrade(alembic_config(database_url, settings), "0008")
    migrate(database_url, settings)
    after = life_of(services)
    assert after == before
    keys, rounds, states = after
    assert {request_id for _, _, request_id in keys} == {answered.id, asked.id}
    assert [row[:3] for row in rounds] == [(asked.id, 1, ["confirmGender"])]
    assert dict(states) == {answered.id: "valid", asked.id: None}


def life_of(services):
    """Keys, rounds and the states of numbers."""
    with transaction(services.engine) as session:
        return (
            session.execute(
                text("SELECT organisation_id, key, request_id FROM request_key ORDER BY key, request_id")
            ).all(),
            session.execute(
                text("SELECT request_id, number, items, asked_by, deadline FROM request_round")
            ).all(),
            session.execute(text("SELECT id, number_state FROM request ORDER BY id")).all(),
        )


def test_who_had_a_role_in_an_organisation_has_it_still(database_url, settings, services, client, api_token):
    """And back: an account has again the one organisation it had; sessions and tokens go on."""

    def rights(session):
        query = select(Account.email, Organisation.name, Access.role, Access.approved_at.is_not(None))
        found = query.select_from(Access).join(Access.account).join(Access.organisation)
        return sorted(session.execute(found).all())

    with transaction(services.engine) as session:
        session.execute(text("DELETE FROM mandate"))
        before = rights(session)
    command.downgrade(alembic_config(database_url, settings), "0009")
    with transaction(services.engine) as session:
        query = text(
            "SELECT a.email, o.name, a.role FROM account a JOIN organisation o ON o.id = a.organisation_id"
        )
        assert sorted(session.execute(query).all()) == [one[:3] for one in before]
    migrate(database_url, settings)
    with transaction(services.engine) as session:
        assert rights(session) == before
        kinds = session.execute(select(Organisation.name, Organisation.kind)).all()
    assert {kind for name, kind in kinds if "Office" in name} == {"office"}
    bearer = {"Authorization": f"Bearer {api_token}"}
    assert client.get("/requests", headers=bearer).status_code == 200


def test_what_stood_plain_is_sealed_and_comes_back_plain(
    database_url, settings, services, employer, reviewer, sent, working, newcomer, known
):
    """From the last release's tables with rows in them; no page of them keeps what was plain."""
    answered = sent(employer, known)
    asked = sent(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    with working(reviewer) as work:
        reviews.ask_for_information(work, asked.id, ["confirmGender"], "Looks like Yareli")
        report_wrong_number(work, answered.id, "otherPerson", "It is Xaver's")
    with transaction(services.engine) as session:
        before = [values_of(session.get_one(RequestRecord, one.id)) for one in (answered, asked)]
        pages = {page.id: page.name for page in session.query(UploadedPage)}
        keys = everything(session)
    config = alembic_config(database_url, settings)
    command.downgrade(config, "0010")
    with transaction(services.engine) as session:
        assert session.scalar(text("SELECT note FROM correction")) == "It is Xaver's"
        assert (
            session.scalar(text("SELECT count(*) FROM request WHERE person->>'familyName' LIKE 'Quispe%'"))
            == 1
        )
        assert session.scalar(text("SELECT count(*) FROM request WHERE ssin = :it"), {"it": known.ssin}) == 1
    migrate(database_url, settings)
    with transaction(services.engine) as session:
        assert [values_of(session.get_one(RequestRecord, one.id)) for one in (answered, asked)] == before
        assert {page.id: page.name for page in session.query(UploadedPage)} == pages
        assert session.query(Correction).one().note == "It is Xaver's"
        assert everything(session) == keys
        assert [row.id for row in receivers(session, str(known.ssin))] == [answered.id]
        files = session.scalars(
            text("SELECT pg_relation_filepath(c) FROM unnest(CAST(:some AS text[])) c"), {"some": SEALED}
        ).all()
        folder = Path(session.scalar(text("SHOW data_directory")))
    with services.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
    content = b"".join((folder / file).read_bytes() for file in files)
    assert [
        word for word in ("Quispe", "Cochabamba", "Looks like", "Xaver") if word.encode() in content
    ] == []


SEALED = ["request", "correction", "uploaded_page"]


def values_of(row):
    """What a request says, wherever it is kept."""
    names = [*sealed_columns(RequestRecord), "state", "number_state", "items", "version"]
    return {name: getattr(row, name) for name in names}
