"""The registry behind its Protocol: our tables and a service over HTTP keep one contract, whatever fails."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from matching.person import PersonRequest
from ocr.extraction import Warning
from service.db import now, transaction
from service.jobs.models import Job
from service.jobs.run import run_next
from service.jobs.service import sweep
from service.jobs.worker import HANDLERS
from service.registry.breaker import FAILURES, OPEN_SECONDS, Breaker
from service.registry.models import RegistryPerson
from service.registry.port import (
    NumberChangeRefused,
    RegistrationRefused,
    RegistryAnswerInvalid,
    RegistryUnavailable,
)
from service.registry.remote import RemoteRegistry, RemoteSource
from service.registry.repository import SqlRegistry, insert_person
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.reviews.service import create_new, review_case
from tests.service.registry_server import GONE, NEW, OLD, OTHER, at, at_registering

ABSENT = "85471200503"
CORRECTION = uuid4()


@pytest.fixture
def remote(remote_settings, services):
    with transaction(services.engine) as session:
        yield RemoteRegistry(RemoteSource(remote_settings), session)


@pytest.fixture(params=["tables", "http"])
def registry(request, services, persons, another):
    """Either adapter, over the same persons."""
    if request.param == "http":
        yield request.getfixturevalue("remote")
        return
    with transaction(services.engine) as session:
        for person in [*persons, another]:
            insert_person(session, person, None)
        yield SqlRegistry(session)


@pytest.fixture
def request_id(working, employer):
    with working(employer) as work:
        return requests.create_draft(work, None).id


def asked(person):
    return PersonRequest(**person.model_dump(exclude={"ssin", "status", "replaced_by"}))


def test_candidates_are_found_and_are_whole(registry, persons):
    found = {person.ssin: person for person in registry.search(asked(persons[0]), 80)}
    assert {person.ssin: found[person.ssin] for person in persons} == {p.ssin: p for p in persons}
    assert len(registry.search(asked(persons[0]), 1)) == 1


def test_a_number_leads_to_its_person_and_to_the_number_that_stands_today(registry, persons):
    assert registry.person(OLD) == persons[1]
    assert [registry.replaced_by(number) for number in (NEW, OLD, GONE, ABSENT)] == [NEW, NEW, None, None]
    assert registry.person(ABSENT) is None


def test_registering_twice_under_one_id_gives_one_number(registry, request_id, newcomer):
    assert registry.registered(request_id) is None
    first = registry.register(asked(newcomer), request_id)
    assert registry.register(asked(newcomer), request_id) == first
    assert registry.registered(request_id) == first
    assert registry.person(first).names == newcomer.names
    assert [person.ssin for person in registry.search(asked(newcomer), 80)].count(first) == 1


@pytest.mark.parametrize("fault", ["late", "die", "busy", "elsewhere"])
def test_a_registry_that_commits_and_then_fails_has_made_one_number(
    remote, server, request_id, newcomer, fault
):
    server.fault = at_registering(fault, times=2)
    with pytest.raises((RegistryUnavailable, RegistryAnswerInvalid)):
        remote.register(asked(newcomer), request_id)
    [number] = server.made.values()
    server.fault = lambda _: None
    assert remote.registered(request_id) == number
    assert remote.register(asked(newcomer), request_id) == number
    assert len(server.made) == 1


def test_one_failure_is_made_good_at_once(remote, server, request_id, newcomer):
    server.fault = at_registering("die")
    number = remote.register(asked(newcomer), request_id)
    assert [*server.made.values()] == [number]
    assert server.calls == 2 * ["POST /registry/v1/registrations"]


def test_a_frozen_number_is_given_to_nobody_until_it_is_released(registry):
    assert registry.hold_number(NEW)
    assert registry.freeze(NEW)
    assert not registry.freeze(NEW)
    assert not registry.hold_number(NEW)
    assert registry.replaced_by(NEW) == NEW
    registry.release(NEW)
    assert registry.hold_number(NEW)


def test_a_number_is_cancelled_once_however_often_it_is_asked(registry):
    for _ in range(2):
        registry.cancel(NEW, CORRECTION)
        assert registry.replaced_by(NEW) is None
        assert registry.person(NEW).status == "cancelled"
        assert not registry.hold_number(NEW)


def test_a_number_is_replaced_once_however_often_it_is_asked(registry, persons):
    assert registry.replaced_by(OLD) == NEW
    for _ in range(2):
        registry.replace(NEW, OTHER, CORRECTION)
        assert [registry.replaced_by(number) for number in (NEW, OLD, OTHER)] == [OTHER, OTHER, OTHER]
        assert registry.person(NEW).replaced_by == OTHER


@pytest.mark.parametrize("fault", ["late", "die", "busy"])
@pytest.mark.parametrize("change", ["cancel", "replace"])
def test_a_change_whose_answer_was_lost_is_taken_over(remote, server, change, fault):
    call = {
        "cancel": lambda: remote.cancel(NEW, CORRECTION),
        "replace": lambda: remote.replace(NEW, OTHER, CORRECTION),
    }
    server.fault = at(f"/numbers/{change}", fault, times=2)
    with pytest.raises(RegistryUnavailable):
        call[change]()
    done = server.persons[NEW]
    assert done.status == {"cancel": "cancelled", "replace": "replaced"}[change]
    server.fault, server.calls = lambda _: None, []
    call[change]()
    assert server.persons[NEW] == done
    assert server.calls == ["POST /registry/v1/persons/replacedBy"], "it looks, and finds it done"


def test_a_shared_registry_is_told_of_frozen_numbers(remote, server):
    server.fault = at("/numbers/freeze", "die")
    remote.tell_frozen(NEW, CORRECTION, frozen=True)
    remote.tell_frozen(NEW, CORRECTION, frozen=True)
    assert server.frozen[NEW] == {str(CORRECTION)}
    remote.tell_frozen(NEW, CORRECTION, frozen=False)
    assert server.frozen[NEW] == set()


def test_a_registry_that_changes_no_numbers_says_so(remote, server):
    server.offered = False
    for change in (
        lambda: remote.cancel(NEW, CORRECTION),
        lambda: remote.replace(NEW, OTHER, CORRECTION),
        lambda: remote.tell_frozen(NEW, CORRECTION, frozen=True),
    ):
        with pytest.raises(NumberChangeRefused):
            change()


@pytest.mark.parametrize("answer", ["rubbish", "elsewhere"])
def test_what_is_no_answer_of_the_contract_is_refused(remote, server, persons, answer):
    server.fault = lambda _: answer
    for call in (
        lambda: remote.search(asked(persons[0]), 80),
        lambda: remote.person(OLD),
        lambda: remote.replaced_by(OLD),
        lambda: remote.registered(uuid4()),
    ):
        with pytest.raises(RegistryAnswerInvalid) as refused:
            call()
        assert persons[0].names[0].family_name not in str(refused.value)


def test_no_name_and_no_number_stands_in_an_address(remote, server, persons, request_id):
    remote.search(asked(persons[0]), 80)
    remote.person(OLD)
    remote.replaced_by(OLD)
    remote.registered(request_id)
    assert server.calls == [
        "POST /registry/v1/persons/query",
        "POST /registry/v1/persons/get",
        "POST /registry/v1/persons/replacedBy",
        f"GET /registry/v1/registrations/{request_id}",
    ]


def test_who_does_not_answer_is_left_alone_for_a_while(remote_settings, server):
    moment = [0.0]
    remote = RemoteSource(remote_settings, Breaker(lambda: moment[0]))
    server.fault = lambda _: "busy"
    for _ in range(FAILURES):
        with pytest.raises(RegistryUnavailable):
            remote.person(OLD)
    assert len(server.calls) == FAILURES
    moment[0] += OPEN_SECONDS
    server.fault = lambda _: None
    assert remote.person(OLD).ssin == OLD
    assert remote.person(NEW).ssin == NEW


@pytest.fixture
def send(drafted, working, employer, with_remote):
    def submit(person):
        request_id = drafted(employer, person)
        with working(employer, with_remote) as work:
            return requests.submit_request(work, request_id)

    return submit


@pytest.fixture
def decided(with_remote, services):
    """Lets the worker go through what waits; returns the request."""

    def run(request_id):
        with transaction(services.engine) as session:
            session.query(Job).update({Job.not_before: now()})
        run_next(with_remote, HANDLERS)
        with transaction(services.engine) as session:
            return session.get_one(RequestRecord, request_id)

    return run


def test_the_service_runs_on_anothers_registry(send, server, newcomer, known, services):
    first = send(newcomer)
    assert (first.state, first.ssin) == ("numberAssigned", server.made[str(first.id)])
    again = send(newcomer)
    assert (again.state, again.ssin) == ("numberAssigned", first.ssin)
    with transaction(services.engine) as session:
        assert session.scalar(select(RegistryPerson).where(RegistryPerson.ssin == first.ssin)) is None


@pytest.mark.parametrize("fault", ["late", "die", "busy"])
def test_a_number_that_nobody_heard_of_is_the_requests_number_in_the_end(
    send, server, decided, newcomer, services, fault
):
    server.fault = at_registering(fault, times=2)
    sent = send(newcomer)
    assert (sent.state, sent.ssin) == ("processing", None)
    [number] = server.made.values()
    row = decided(sent.id)
    assert (row.state, row.ssin) == ("numberAssigned", number)
    assert len(server.made) == 1


def test_while_the_registry_is_away_a_request_waits_and_is_then_decided(
    send, server, decided, newcomer, services
):
    server.fault = lambda _: "busy"
    sent = send(newcomer)
    assert sent.state == "processing"
    assert decided(sent.id).state == "processing"
    with transaction(services.engine) as session:
        job = session.query(Job).filter(Job.kind == "decision").one()
        assert (job.state, job.error["code"]) == ("queued", "registryUnavailable")
        assert job.not_before > now()
        job.not_before = now()
    assert sweep(services.engine, {}).republish == [job.id]
    server.fault = lambda _: None
    row = decided(sent.id)
    assert (row.state, row.ssin) == ("numberAssigned", server.made[str(sent.id)])


def test_a_request_withdrawn_meanwhile_gets_no_number(send, server, decided, newcomer, working, employer):
    server.fault = lambda _: "busy"
    sent = send(newcomer)
    with working(employer) as work:
        requests.cancel_request(work, sent.id)
    server.fault = lambda _: None
    assert decided(sent.id).state == "cancelled"
    assert server.made == {}


def test_an_answer_to_a_reviewer_is_kept_while_the_registry_is_away(
    send, server, newcomer, working, employer, reviewer, with_remote, addresses, services
):
    server.fault = lambda _: "busy"
    sent = send(newcomer)
    with transaction(services.engine) as session:
        session.get_one(RequestRecord, sent.id).state = "moreInformationNeeded"
    with working(employer, with_remote) as work:
        answered = requests.answer_items(work, sent.id, sent.person, sent.document, addresses, None)
    assert answered.state == "underReview"
    server.fault = lambda _: None
    with working(reviewer, with_remote) as work:
        assert review_case(work, sent.id).request.id == sent.id


def test_what_the_registry_refuses_to_register_goes_to_a_reviewer(send, server, newcomer):
    server.fault = at_registering("refuse")
    assert send(newcomer).state == "underReview"


def test_a_reviewer_hears_that_the_registry_makes_no_number_and_the_case_stays(
    drafted, working, employer, reviewer, newcomer, server, with_remote
):
    request_id = drafted(employer, newcomer, warnings=[Warning(code="specimen", detail="")])
    with working(employer, with_remote) as work:
        assert requests.submit_request(work, request_id).state == "underReview"
    server.fault = at_registering("refuse")
    with pytest.raises(RegistrationRefused), working(reviewer, with_remote) as work:
        create_new(work, request_id, "")
    with working(employer) as work:
        view = requests.request_view(work, request_id)
    assert (view.state, view.ssin) == ("underReview", None)
