"""The start of the web process reads the registry ahead, beside everything else."""

import threading
import time

from fastapi.testclient import TestClient
from sqlalchemy import text

from matching.person import PersonRequest
from service.app import create_app, create_services
from service.db import transaction
from service.registry import knowledge
from service.registry import warming as warming_module
from service.registry.importing import import_persons
from service.registry.knowledge import KNOWLEDGE
from service.registry.service import search_now
from service.registry.warming import Warming
from tests.service.conftest import BASE, PERSONS

PATIENCE = 30


def settled(engine):
    """What the process knows of the registry, waited for without asking for it."""
    until = time.monotonic() + PATIENCE
    while engine not in KNOWLEDGE._known:
        assert time.monotonic() < until, "nothing was read"
        time.sleep(0.02)
    return KNOWLEDGE._known[engine]


def test_the_web_process_knows_the_registry_before_anybody_asks(client):
    assert settled(client.app.state.services.engine).size == PERSONS


def test_it_answers_while_the_registry_is_being_read(settings, services):
    """An import that has the tables to itself keeps the reading waiting, and nothing else."""
    with services.engine.connect() as other:
        other.execute(text("LOCK TABLE registry_statistics IN ACCESS EXCLUSIVE MODE"))
        with TestClient(create_app(settings), base_url=BASE) as client:
            engine = client.app.state.services.engine
            assert client.get("/health").json() == {"status": "UP"}
            assert engine not in KNOWLEDGE._known
            other.rollback()
            assert settled(engine).size == PERSONS


def test_an_empty_registry_is_no_failure(services, caplog):
    with transaction(services.engine) as session:
        session.execute(text("TRUNCATE registry_person, registry_outline, registry_key, registry_statistics"))
    warming = Warming(services.engine)
    warming.start()
    assert warming.wait(PATIENCE)
    assert caplog.records == []
    assert settled(services.engine).size == 0


def test_whoever_comes_after_the_warm_up_is_known_too(services, known):
    warming = Warming(services.engine)
    warming.start()
    assert warming.wait(PATIENCE)
    fresh = known.model_copy(
        update={"ssin": "85471200206", "names": [known.names[0]], "birth_date": "1985-07-12"}
    )
    with transaction(services.engine) as session:
        import_persons(session, [fresh])
    asked = PersonRequest.model_validate(fresh.model_dump(exclude={"ssin", "status", "replaced_by"}))
    assert "85471200206" in {one.ssin for one in search_now(services.engine, asked).candidates}


def test_without_its_tables_it_is_a_line_in_the_log_without_a_value(services, caplog):
    with transaction(services.engine) as session:
        session.execute(text("DROP TABLE registry_statistics"))
    warming = Warming(services.engine)
    warming.start()
    assert warming.wait(PATIENCE)
    assert [record.getMessage() for record in caplog.records] == ["registry not read ahead: UndefinedTable"]


def test_the_end_of_the_process_is_not_reported_as_a_failure(settings, caplog, monkeypatch):
    begun, go_on = threading.Event(), threading.Event()

    def interrupted(engine):
        begun.set()
        go_on.wait(PATIENCE)
        raise ConnectionError

    monkeypatch.setattr(warming_module, "warm_up", interrupted)
    services = create_services(settings, str(settings.database_url))
    warming = Warming(services.engine)
    warming.start()
    assert begun.wait(PATIENCE)
    warming.give_up()
    go_on.set()
    assert warming.wait(PATIENCE)
    assert caplog.records == []
    services.engine.dispose()


def test_a_decision_beside_the_warm_up_reads_nothing_twice(services, known, monkeypatch):
    """Both find the same knowledge, whoever comes first."""
    loads = []
    load = knowledge._load
    monkeypatch.setattr(knowledge, "_load", lambda *rest: loads.append(1) or load(*rest))
    warming = Warming(services.engine)
    warming.start()
    asked = PersonRequest.model_validate(known.model_dump(exclude={"ssin", "status", "replaced_by"}))
    assert search_now(services.engine, asked).candidates
    assert warming.wait(PATIENCE)
    assert loads == [1]
