"""An import into a registry in use: numbers go on being given meanwhile, and no number is given twice."""

import threading
import time
from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text

from matching.dates import IncompleteDate
from matching.person import Person, PersonRequest
from matching.ssin import issue_bis
from matching.synthetic import generate_persons
from service.db import transaction
from service.registry import importing
from service.registry.importing import import_persons
from service.registry.models import RegistryPerson, RegistryReservation, RegistryStatistics
from service.registry.reservations import NumberTaken
from service.registry.rows import name_keys
from service.registry.service import assign_number, search_now
from tests.service.test_registry_crowd import make_requests, request_for

PATIENCE = 30
AT_ONCE = 5
"""Seconds in which an answer must come while an import stands still."""

KILL = text(
    "SELECT pg_terminate_backend(pid) FROM pg_locks"
    " WHERE relation = 'registry_person'::regclass AND mode = 'RowExclusiveLock'"
)
"""Whoever is writing persons."""


@pytest.fixture
def people(services) -> list[Person]:
    """Persons who are not in the registry."""
    with transaction(services.engine) as session:
        known = {*session.scalars(select(RegistryPerson.ssin))}
    return [person for person in generate_persons(900, seed=77) if person.ssin not in known][:400]


class Import:
    """An import in a thread, which stands still before its last block of rows until it may go on."""

    def __init__(self, services, people):
        self.begun, self.may_go_on, self.error = threading.Event(), threading.Event(), None
        self._services, self._people = services, people
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        self._thread.start()
        assert self.begun.wait(PATIENCE)

    def finish(self):
        self.may_go_on.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def _run(self):
        try:
            with transaction(self._services.engine) as session:
                import_persons(session, self._people)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.error = error


@pytest.fixture
def importing_now(services, monkeypatch):
    """`with importing_now(people) as run:` - all rows but the last are written, nothing is committed."""

    @contextmanager
    def begin(people):
        run = Import(services, people)
        read = importing.read_person_data

        def slowly(path):
            for number, row in enumerate(read(path), start=1):
                if number == len(people):
                    run.begun.set()
                    run.may_go_on.wait(PATIENCE)
                yield row

        monkeypatch.setattr(importing, "BATCH", 100)
        monkeypatch.setattr(importing, "read_person_data", slowly)
        run.start()
        yield run
        run.finish()

    return begin


def assign(services, request: PersonRequest) -> str:
    with transaction(services.engine) as session:
        (request_id,) = make_requests(session, 1)
        session.flush()
        started = time.monotonic()
        answer = assign_number(session, request, request_id, instant=True)
    assert time.monotonic() - started < AT_ONCE
    assert answer.ssin is not None
    return answer.ssin


def found(services, person: Person) -> bool:
    asked = PersonRequest.model_validate(person.model_dump(exclude={"ssin", "status", "replaced_by"}))
    return person.ssin in {candidate.ssin for candidate in search_now(services.engine, asked).candidates}


def test_numbers_are_given_while_a_file_is_imported(services, people, importing_now):
    whole = next(one for one in people if one.status == "active" and one.birth_date and one.documents)
    with importing_now(people) as run:
        given = assign(services, request_for({}))
        assert not found(services, whole)  # nothing of a half file is to be seen
    assert run.error is None
    assert found(services, whole)
    with transaction(services.engine) as session:
        numbers = [*session.scalars(select(RegistryPerson.ssin))]
        ids = [*session.scalars(select(RegistryPerson.id))]
        assert {given, *(one.ssin for one in people)} <= {*numbers}
        assert len(numbers) == len({*numbers}) == len({*ids})
        assert session.scalar(select(func.count()).select_from(RegistryReservation)) == 0


def test_a_number_of_the_file_is_given_to_nobody_else_meanwhile(services, people, importing_now):
    """The lowest free number of the day is in the file, whose rows nobody sees yet."""
    request = request_for({})
    birth_date = IncompleteDate.parse(request.birth_date)
    with transaction(services.engine) as session:
        taken = [*session.scalars(select(RegistryPerson.ssin))]
    wanted = issue_bis(birth_date, 2, lambda prefix: [one for one in taken if one.startswith(prefix)])
    mine = people[0].model_copy(update={"ssin": wanted})
    with importing_now([mine, *people[1:]]) as run:
        given = assign(services, request)
    assert run.error is None
    assert given != wanted
    assert given[:6] == wanted[:6]
    assert found(services, mine)


def test_whoever_got_a_number_meanwhile_is_counted_with_the_name(services, people, importing_now):
    before = assign(services, request_for({"family_name": "Wqrtzk", "given_names": "Bvlnmq"}))
    other = {"family_name": "Zkrvtpl", "given_names": "Gdmnqx", "birth_date": "1972-11-30"}
    with importing_now(people):
        meanwhile = assign(services, request_for(other))
    with transaction(services.engine) as session:
        persons = session.scalar(select(func.count()).select_from(RegistryPerson))
        row = session.get_one(RegistryStatistics, 1)
        assert row.persons == persons
        assert row.last_id == session.scalar(select(func.max(RegistryPerson.id)))
        rows = session.scalars(select(RegistryPerson).where(RegistryPerson.ssin.in_([before, meanwhile])))
        keys = {key for one in rows for key in name_keys(Person.model_validate(one.data))}
        assert keys <= {*row.name_keys.split("\n")}


def test_an_import_that_dies_leaves_its_numbers_to_the_next(services, people, importing_now):
    with importing_now(people) as run:
        with transaction(services.engine) as session:
            reserved = session.scalar(select(func.count()).select_from(RegistryReservation))
            killed = session.scalars(KILL).all()
        assert reserved == len(people)
        assert killed
    assert run.error is not None
    assert not any(found(services, person) for person in people[:20])
    with transaction(services.engine) as session:
        assert session.scalar(select(func.count()).select_from(RegistryReservation)) == len(people)
    with transaction(services.engine) as session:
        assert import_persons(session, people) == len(people)
    with transaction(services.engine) as session:
        assert session.scalar(select(func.count()).select_from(RegistryReservation)) == 0


def test_a_number_given_before_the_reservation_ends_the_import(services, people):
    given = assign(services, request_for({}))
    thief = people[0].model_copy(update={"ssin": given})
    with pytest.raises(NumberTaken), transaction(services.engine) as session:
        import_persons(session, [*people[1:], thief])
    with transaction(services.engine) as session:
        row = session.get_one(RegistryPerson, given)
        assert row.request_id is not None
        assert session.get(RegistryPerson, people[1].ssin) is None


def test_a_number_twice_in_the_file_is_refused_before_anything_is_written(services, people):
    with pytest.raises(NumberTaken), transaction(services.engine) as session:
        import_persons(session, [*people, people[0]])


def test_two_imports_wait_for_each_other(services, people, importing_now):
    with importing_now(people[:200]) as run:
        other = threading.Thread(target=lambda: Import._run(second), daemon=True)
        second = Import(services, people[200:])
        other.start()
        time.sleep(0.3)
        assert other.is_alive()
        run.may_go_on.set()
        other.join(PATIENCE)
    assert run.error is None
    assert second.error is None
    with transaction(services.engine) as session:
        assert session.get_one(RegistryStatistics, 1).persons == session.scalar(
            select(func.count()).select_from(RegistryPerson)
        )
