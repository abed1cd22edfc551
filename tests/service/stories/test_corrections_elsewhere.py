"""A number found wrong while another's registry gives the numbers, which may answer late, or never."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service.corrections.errors import (
    NumberAlreadyMade,
    NumberNotReportable,
    NumberStandsNoMore,
    RightNumberUnusable,
)
from service.corrections.models import Correction
from service.corrections.service import correction_view, report_wrong_number, settle_correction
from service.db import now, transaction
from service.jobs.models import Job
from service.jobs.run import run_next
from service.jobs.worker import HANDLERS
from service.registry.breaker import FAILURES
from service.registry.port import NumberChangeRefused, RegistryUnavailable
from service.requests import service as requests
from service.requests.following import follow_numbers
from service.requests.models import RequestRecord
from tests.service.registry_server import GONE, NEW, OTHER, at


@pytest.fixture
def persons(known, another):
    """The known person, and somebody whose number was cancelled."""
    gone = {"ssin": GONE, "status": "cancelled", "birth_date": "1954-01-09"}
    return [known.model_copy(update={"ssin": NEW}), another.model_copy(update=gone)]


@pytest.fixture
def send(drafted, working, with_remote):
    """Asks for a person's number; returns what the requester sees."""

    def submit(actor, person):
        request_id = drafted(actor, person)
        with working(actor, with_remote) as work:
            return requests.submit_request(work, request_id)

    return submit


@pytest.fixture
def answered(send, employer, known):
    """A request that was answered with the known person's number."""
    view = send(employer, known)
    assert (view.state, view.ssin) == ("numberAssigned", NEW)
    return view.id


@pytest.fixture
def report(working, employer, with_remote):
    def write(request_id):
        with working(employer, with_remote) as work:
            return report_wrong_number(work, request_id, "otherPerson", "")

    return write


@pytest.fixture
def settle(working, senior, with_remote):
    def decide(correction_id, outcome, ssin=None):
        with working(senior, with_remote) as work:
            settle_correction(work, correction_id, outcome, ssin, "")

    return decide


@pytest.fixture
def told(with_remote, services):
    """Lets the worker tell the registry what waits to be told."""

    def run():
        with transaction(services.engine) as session:
            session.execute(update(Job).values(not_before=now()))
        run_next(with_remote, HANDLERS)

    return run


@pytest.fixture
def seen(working, employer):
    def look(request_id):
        with working(employer) as work:
            return requests.request_view(work, request_id)

    return look


def test_a_reported_number_is_given_to_nobody_and_the_registry_is_told(
    answered, report, settle, told, send, stranger, server, known, seen
):
    correction = report(answered)
    assert seen(answered).number_state == "underCorrection"
    assert send(stranger, known).state == "underReview"
    told()
    assert server.frozen[NEW] == {str(correction)}
    settle(correction, "numberRight")
    assert seen(answered).number_state == "valid"
    told()
    assert server.frozen[NEW] == set()
    assert send(stranger, known).ssin == NEW


def test_a_report_waits_for_no_registry(answered, report, told, server, seen, services):
    server.fault = lambda _: "busy"
    correction = report(answered)
    assert seen(answered).number_state == "underCorrection"
    told()
    with transaction(services.engine) as session:
        job = session.scalars(select(Job).where(Job.kind == "standing")).one()
        assert (job.state, job.error["code"]) == ("queued", "registryUnavailable")
    server.fault = at("/numbers/freeze", "die", times=1)
    told()
    assert server.frozen[NEW] == {str(correction)}


def test_what_was_settled_before_it_was_told_is_told_as_it_stands(answered, report, settle, told, server):
    settle(report(answered), "numberRight")
    told()
    told()
    assert server.frozen.get(NEW, set()) == set()
    assert [call.rsplit("/", 1)[1] for call in server.calls if "/numbers/" in call] == ["release", "release"]


def test_a_number_is_reported_once(answered, report):
    report(answered)
    with pytest.raises(NumberNotReportable):
        report(answered)


def test_a_number_is_cancelled_there_and_everybody_is_told(
    answered, report, settle, send, stranger, known, server, seen, mails, employer, working
):
    foreign = send(stranger, known)
    settle(report(answered), "cancelled")
    assert server.persons[NEW].status == "cancelled"
    assert seen(answered).number_state == "cancelled"
    assert mails(employer.email)[-1] == "numberCancelled"
    with working(stranger) as work:
        assert requests.request_view(work, foreign.id).number_state == "cancelled"


def test_a_number_is_replaced_there_and_everybody_has_the_other_one(answered, report, settle, server, seen):
    settle(report(answered), "replaced", OTHER)
    assert (server.persons[NEW].status, server.persons[NEW].replaced_by) == ("replaced", OTHER)
    view = seen(answered)
    assert (view.ssin, view.former_ssins, view.number_state) == (OTHER, [NEW], "valid")


@pytest.mark.parametrize("fault", ["late", "die", "busy"])
@pytest.mark.parametrize(("outcome", "right"), [("cancelled", None), ("replaced", OTHER)])
def test_a_change_whose_answer_was_lost_changes_nothing_here_until_it_is_settled_again(
    answered, report, settle, server, seen, senior, working, with_remote, outcome, right, fault
):
    correction = report(answered)
    change = {"cancelled": "/numbers/cancel", "replaced": "/numbers/replace"}[outcome]
    server.fault = at(change, fault, times=2)
    with pytest.raises(RegistryUnavailable):
        settle(correction, outcome, right)
    assert server.persons[NEW].status == outcome
    view = seen(answered)
    assert (view.ssin, view.number_state) == (NEW, "underCorrection")
    with working(senior, with_remote) as work:
        assert correction_view(work, correction).settled_at is None
    settle(correction, outcome, right)
    assert seen(answered).ssin == (right or NEW)
    assert seen(answered).number_state == {"cancelled": "cancelled", "replaced": "valid"}[outcome]


def test_a_number_that_the_registry_cancelled_is_not_called_right(answered, report, settle, server, seen):
    correction = report(answered)
    server.fault = at("/numbers/cancel", "die", times=2)
    with pytest.raises(RegistryUnavailable):
        settle(correction, "cancelled")
    with pytest.raises(NumberStandsNoMore):
        settle(correction, "numberRight")
    assert seen(answered).number_state == "underCorrection"
    settle(correction, "cancelled")
    assert seen(answered).number_state == "cancelled"


def test_where_numbers_cannot_be_changed_over_the_interface_the_registrys_manager_does_it(
    answered, report, settle, server, seen, told
):
    server.offered = False
    correction = report(answered)
    told()
    with pytest.raises(NumberChangeRefused):
        settle(correction, "cancelled")
    assert seen(answered).number_state == "underCorrection"
    server.persons[NEW] = server.persons[NEW].model_copy(update={"status": "cancelled"})
    settle(correction, "cancelled")
    assert seen(answered).number_state == "cancelled"


def test_the_registry_makes_one_number_for_the_request_whatever_is_lost(
    answered, report, settle, server, seen
):
    correction = report(answered)
    server.fault = at("/registrations", "die", times=2)
    with pytest.raises(RegistryUnavailable):
        settle(correction, "newNumber")
    [made] = server.made.values()
    assert seen(answered).ssin == NEW
    server.fault = lambda _: None
    settle(correction, "newNumber")
    assert seen(answered).ssin == made
    assert len(server.made) == 1


def test_a_request_for_which_the_registry_made_a_number_gets_no_second_one(
    send, report, settle, employer, newcomer, server
):
    own = send(employer, newcomer)
    correction = report(own.id)
    with pytest.raises(NumberAlreadyMade):
        settle(correction, "newNumber")
    assert [*server.made.values()] == [own.ssin]


@pytest.mark.parametrize("wrong", [NEW, GONE, "85471200503", "85471200504", "", "٨٥٤٧١٢٠٠٢٠٦"])
def test_a_number_that_cannot_take_its_place_is_refused(answered, report, settle, server, wrong):
    correction = report(answered)
    for outcome in ("otherNumber", "replaced"):
        with pytest.raises(RightNumberUnusable):
            settle(correction, outcome, wrong)
    assert server.persons[NEW].status == "active"


def test_a_number_under_correction_takes_no_others_place(
    answered, report, settle, send, stranger, another, working, with_remote
):
    second = send(stranger, another)
    assert second.ssin == OTHER
    with working(stranger, with_remote) as work:
        report_wrong_number(work, second.id, "otherPerson", "")
    with pytest.raises(RightNumberUnusable):
        settle(report(answered), "otherNumber", OTHER)


def test_numbers_that_the_registry_changes_by_itself_are_followed(
    answered, server, seen, with_remote, services, mails, employer
):
    changed = seen(answered).updated_at
    assert follow_numbers(with_remote) == 0
    server.calls = []
    assert follow_numbers(with_remote) == 0
    assert server.calls == [], "no number is asked about all the time"

    def a_day_passes():
        with transaction(services.engine) as session:
            day = RequestRecord.number_checked_at - timedelta(days=1)
            session.execute(
                update(RequestRecord).values(number_checked_at=day, updated_at=RequestRecord.updated_at)
            )

    a_day_passes()
    assert follow_numbers(with_remote) == 0
    assert seen(answered).updated_at == changed, "to be asked about is no change"
    server.persons[NEW] = server.persons[NEW].model_copy(update={"status": "replaced", "replaced_by": OTHER})
    server.fault = lambda _: "busy"
    a_day_passes()
    for _ in range(FAILURES):
        assert follow_numbers(with_remote) == 0
    assert seen(answered).ssin == NEW
    server.fault = lambda _: None
    with_remote.registry.args[0].http._breaker.succeeded()
    assert follow_numbers(with_remote) == 1
    assert (seen(answered).ssin, seen(answered).former_ssins) == (OTHER, [NEW])
    assert mails(employer.email)[-1] == "numberReplaced"


def test_what_is_no_answer_keeps_no_other_number_from_being_followed(
    answered, send, stranger, another, server, services, with_remote, working
):
    second = send(stranger, another)
    with transaction(services.engine) as session:
        for days, request_id in ((3, answered), (2, second.id)):
            row = session.get_one(RequestRecord, request_id)
            row.number_checked_at = now() - timedelta(days=days)
    server.persons[OTHER] = server.persons[OTHER].model_copy(update={"status": "cancelled"})
    server.fault = at("/persons/replacedBy", "rubbish", times=1)
    assert follow_numbers(with_remote) == 1
    with working(stranger) as work:
        assert requests.request_view(work, second.id).number_state == "cancelled"


def test_two_reports_of_one_number_are_one_correction(
    answered, report, send, stranger, known, working, with_remote, services
):
    foreign = send(stranger, known)
    report(answered)
    with pytest.raises(NumberNotReportable), working(stranger, with_remote) as work:
        report_wrong_number(work, foreign.id, "otherPerson", "")
    with transaction(services.engine) as session:
        assert session.query(Correction).count() == 1
