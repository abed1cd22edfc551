"""Many at once: two hundred requests for one new person, thousands of births on one day."""

import os
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool
from stdnum.be import bis, ssn

from matching.dates import IncompleteDate
from matching.keys import lock_keys, retrieval_keys, search_keys
from matching.person import Address, IdentityDocument, Name, Person, PersonRequest
from matching.ssin import CountersExhaustedError, counter_prefixes, counters_of, issue_bis, write_number
from matching.synthetic import generate_persons
from service.db import transaction
from service.embedded import start_embedded
from service.migrate import migrate
from service.organisations.service import create_account, create_organisation
from service.registry.importing import import_persons
from service.registry.models import RegistryPerson
from service.registry.service import assign_number, register
from service.requests.models import RequestRecord
from service.seals import seal_with
from service.settings import Settings
from service.storage.vault import open_key_ring

CROWD = 200
BIRTHS = int(os.environ.get("BIRTHS", "2000"))
PLAIN = {"family_name": "Müller", "given_names": "Xóchitl Anna", "birth_date": "1985-07-12"}
VARIANTS = [
    {},
    {"family_name": "Mueller"},
    {"family_name": "MULLER", "given_names": "XOCHITL ANNA"},
    {"family_name": "Muler"},
    {"birth_date": "1985-12-07"},
    {"birth_date": "1985-07-13"},
    {"birth_date": "1986-07-12"},
    {"birth_date": "1958-07-12"},
    {"given_names": "Xochitl"},
    {"given_names": "Xochtil Anna"},
    {"family_name": "Xóchitl Anna", "given_names": "Müller"},
    {"family_name": "Mueller", "birth_date": "1985-12-07"},
    {"family_name": "Müllerr", "given_names": "Xochitl-Anna", "birth_date": "1985-07-11"},
    {"birth_date": "1985-07-00"},
    {"birth_date": "1985-00-00"},
]  # fmt: skip


def request_for(values: dict[str, str], **more: object) -> PersonRequest:
    merged = PLAIN | values
    return PersonRequest(
        names=[Name(family_name=merged["family_name"], given_names=merged["given_names"])],
        birth_date=merged["birth_date"],
        place_of_birth="Cochabamba",
        nationality="BOL",
        residence_address=Address(country="BOL", municipality_name="Cochabamba"),
        **({"gender": 2} | more),
    )


@pytest.fixture
def crowded():
    """A server that takes two hundred connections and more, with a small registry."""
    with tempfile.TemporaryDirectory(prefix="belgianidpro-pg-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        server = start_embedded(data)
        admin = create_engine(
            server.url_of("postgres").replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool
        )
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f"ALTER SYSTEM SET max_connections = {CROWD + 20}"))
        server.stop()
        server = start_embedded(data)
        migrate(server.url)
        engine = create_engine(server.url.replace("postgresql:", "postgresql+psycopg:"), pool_size=CROWD)
        seal_with(engine, open_key_ring(Settings(data_dir=Path(folder) / "house")))
        with transaction(engine) as session:
            import_persons(session, generate_persons(500, seed=41))
        yield engine
        engine.dispose()
        server.stop()


def make_requests(session: Session, count: int) -> list[UUID]:
    """Rows of requests that numbers can be issued for."""
    office = create_organisation(session, "Crowd")
    account = create_account(session, office, f"{uuid4().hex}@crowd.invalid", "Crowd", "employer")
    session.flush()
    made = [uuid4() for _ in range(count)]
    session.bulk_insert_mappings(
        RequestRecord,
        [
            {"id": one, "organisation_id": office.id, "account_id": account.id, "email": "", "language": "en",
             "state": "draft", "person": {}, "prefilled": {}, "items": [], "instant": False, "version": 1}
            for one in made
        ],
    )  # fmt: skip
    return made


def test_two_hundred_at_once_for_one_new_person_get_one_number(crowded):
    requests = [request_for(VARIANTS[number % len(VARIANTS)]) for number in range(CROWD)]
    with transaction(crowded) as session:
        ids = make_requests(session, CROWD)
        before = session.scalar(select(func.count()).select_from(RegistryPerson))
        per_transaction = int(session.scalar(text("SHOW max_locks_per_transaction")))
    # The lock table of a server as it comes has room for the most that they could hold together.
    assert sum(len(lock_keys(request)) + 1 for request in requests) < per_transaction * CROWD
    together = Barrier(CROWD)

    def ask(number: int) -> tuple[str, str | None]:
        with Session(crowded) as session, session.begin():
            session.execute(text("SELECT 1"))
            together.wait()
            answer = assign_number(session, requests[number], ids[number], instant=True)
            return answer.decision.outcome, answer.ssin

    with ThreadPoolExecutor(CROWD) as pool:
        answers = [*pool.map(ask, range(CROWD))]
    with transaction(crowded) as session:
        assert session.scalar(select(func.count()).select_from(RegistryPerson)) == before + 1
    outcomes = Counter(outcome for outcome, _ in answers)
    assert outcomes["newPerson"] == 1
    first = next(number for number, (outcome, _) in enumerate(answers) if outcome == "newPerson")
    if not str(requests[first].birth_date).endswith("-00"):  # else all others go to a reviewer
        assert outcomes["existingPerson"] > 0
    assert len({ssin for _, ssin in answers if ssin}) == 1


def test_variants_that_find_each_other_lock_each_other():
    for one, other in combinations(map(request_for, VARIANTS), 2):
        assert lock_keys(one) == sorted({*lock_keys(one)})
        finds = search_keys(one).find(retrieval_keys(other)) or search_keys(other).find(retrieval_keys(one))
        assert not finds or {*lock_keys(one)} & {*lock_keys(other)}


def test_the_longest_names_take_no_more_locks_than_the_server_has_for_a_transaction():
    longest = request_for(
        {
            "family_name": "García-Østergård y Łukaszewicz Müller",
            "given_names": "Jürgen Søren Ægir Åse Ñusta",
        },
        documents=[IdentityDocument(kind="passport", number="A1", issuer="ESP")],
    )
    assert len(lock_keys(request_for({}))) <= 16
    assert len(lock_keys(longest)) <= 64


def test_without_a_common_lock_the_second_searches_again(crowded):
    """A letter of the name and two digits of the birth date off: the pair of names finds, no lock is shared.

    Both are new as long as neither is in the registry; the second waits for the first one's number, and looks
    again.
    """
    first, second = request_for({}), request_for({"family_name": "Muxler", "birth_date": "1986-07-22"})
    assert not {*lock_keys(first)} & {*lock_keys(second)}
    with transaction(crowded) as session:
        ids = make_requests(session, 2)

    def ask_second():
        with Session(crowded) as session, session.begin():
            return assign_number(session, second, ids[1], instant=True)

    with ThreadPoolExecutor(1) as pool:
        with Session(crowded) as session, session.begin():
            assert assign_number(session, first, ids[0], instant=True).decision.outcome == "newPerson"
            waiting = pool.submit(ask_second)
            until = time.monotonic() + 20
            while not session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                assert time.monotonic() < until
                time.sleep(0.02)
        answer = waiting.result(20)
    assert (answer.decision.outcome, answer.ssin) == ("review", None)
    assert "similarPersonExists" in {reason.code for reason in answer.decision.reasons}


def test_births_on_one_day_get_numbers_each_at_the_same_cost(services):
    """Two thousand here, ten thousand with `make properties`."""
    with transaction(services.engine) as session:
        ids = make_requests(session, BIRTHS)
    statements, made = [], []
    event.listen(services.engine, "after_cursor_execute", lambda *_: statements.append(1))
    for number in range(BIRTHS):
        with transaction(services.engine) as session:
            request = request_for({"birth_date": "1958-01-01"}, gender=1 + number % 2)
            made.append(register(session, request, ids[number]))
    # The lock, whether the request has a number, the ranges, whether the next numbers are taken, the person:
    # however many there are.
    assert len(statements) < 5.2 * BIRTHS
    assert len({*made}) == BIRTHS
    assert all(bis.is_valid(number) for number in made)
    assert [int(number[6:9]) % 2 for number in made] == [(1 + number % 2) % 2 for number in range(BIRTHS)]


def test_when_no_number_is_left_the_refusal_is_coded(services):
    """499 counters of a sex in each of twelve ranges: 5,988 numbers. All but the last twenty came from
    elsewhere."""
    birth, left = IncompleteDate(1958, 1, 1), 20
    ranges = counter_prefixes(birth, 2)
    numbers = [write_number(prefix, counter, 1958) for prefix in ranges for counter in counters_of(2)]
    with transaction(services.engine) as session:
        ids = make_requests(session, left + 2)
        session.bulk_insert_mappings(
            RegistryPerson,
            [{"ssin": one, "status": "active", "data": {}} for one in numbers[:-left]],
        )
    with transaction(services.engine) as session:
        request = request_for({"birth_date": str(birth)}, gender=2)
        assert {register(session, request, one) for one in ids[:left]} == {*numbers[-left:]}
        with pytest.raises(CountersExhaustedError):
            register(session, request, ids[left])
        other_century = register(session, request_for({"birth_date": "2020-01-01"}), ids[left + 1])
        assert bis.is_valid(other_century)


def test_numbers_that_were_imported_are_passed_over(services):
    """The ranges remember what was made here, and look up what came from elsewhere."""
    birth = IncompleteDate(1961, 2, 3)
    taken: list[str] = []
    for _ in range(100):
        taken.append(issue_bis(birth, 1, lambda prefix: taken))
    hole = taken.pop(70)
    with transaction(services.engine) as session:
        names = [Name(family_name="Imported", given_names="Person")]
        import_persons(session, [Person(ssin=one, names=names, birth_date=str(birth)) for one in taken])
        ids = make_requests(session, 2)
        numbers = [register(session, request_for({"birth_date": str(birth)}, gender=1), one) for one in ids]
    assert numbers == [hole, issue_bis(birth, 1, lambda prefix: [*taken, hole])]
    assert all(ssn.is_valid(number) for number in numbers)
