"""A request whose deciding fails for good is not left in processing: a reviewer gets it, and knows why."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from service.db import now, transaction
from service.jobs.claims import claim_next
from service.jobs.models import Job
from service.jobs.run import run_next
from service.jobs.sweeper import sweep_once
from service.jobs.worker import HANDLERS
from service.requests import service as requests
from service.requests.models import RequestRecord
from service.requests.undecided import review_undecided
from service.reviews import service as reviews
from service.webhooks.models import Webhook, WebhookDelivery


@pytest.fixture
def waiting(drafted, working, employer, newcomer, server, with_remote):
    """A request that was sent while the registry was away; returns its id."""
    server.fault = lambda _: "busy"
    request_id = drafted(employer, newcomer)
    with working(employer, with_remote) as work:
        assert requests.submit_request(work, request_id).state == "processing"
    return request_id


@pytest.fixture
def change(services):
    """Changes the job that decides."""

    def apply(**values):
        with transaction(services.engine) as session:
            session.execute(update(Job).where(Job.kind == "decision").values(**values))

    return apply


def test_a_decision_given_up_while_the_registry_was_away_reaches_a_reviewer(
    waiting, change, with_remote, server, working, reviewer, employer, mails, sign_in, client, services
):
    change(max_attempts=1)
    run_next(with_remote, HANDLERS)
    with transaction(services.engine) as session:
        assert session.scalar(select(Job.state).where(Job.kind == "decision")) == "parked"
    sweep_once(with_remote)
    with working(employer) as work:
        view = requests.request_view(work, waiting)
    told = view.events[-1]
    assert (told.from_state, told.to_state, told.code, told.by) == (
        "processing",
        "underReview",
        "registryAway",
        None,
    )
    assert mails() == ["underReview"]

    server.fault = lambda _: None
    with working(reviewer, with_remote) as work:
        [line] = reviews.queue_page(work).items
        assert (line.request_id, line.reasons) == (waiting, ["registryAway"])
        assert reviews.review_case(work, waiting).candidates == []
    sign_in(reviewer)
    assert "gave no answer for as long as it was asked" in client.get(f"/reviews/{waiting}").text
    with working(reviewer, with_remote) as work:
        reviews.create_new(work, waiting, "")
    with working(employer) as work:
        view = requests.request_view(work, waiting)
    assert (view.state, view.ssin) == ("numberAssigned", server.made[str(waiting)])
    assert mails() == ["underReview", "numberAssigned"]


def test_a_worker_that_dies_over_every_attempt_leaves_the_request_to_a_reviewer(
    waiting, change, services, working, reviewer
):
    change(max_attempts=1, not_before=now())
    assert claim_next(services.engine, lease_seconds=60)
    sweep_once(services)
    with working(reviewer) as work:
        assert reviews.queue_page(work).items == []
    change(lease_until=now() - timedelta(seconds=1))
    sweep_once(services)
    with working(reviewer) as work:
        case = reviews.review_case(work, waiting)
    assert [reason.code for reason in case.reasons] == ["decisionGivenUp"]


def test_an_error_that_no_attempt_can_mend_ends_with_a_reviewer(waiting, change, services, working, reviewer):
    change(state="failed", error={"code": "extractionTimedOut"}, finished_at=now())
    assert review_undecided(services.engine) == 1
    assert review_undecided(services.engine) == 0
    with working(reviewer) as work:
        assert [line.reasons for line in reviews.queue_page(work).items] == [["decisionGivenUp"]]


def test_a_request_that_a_job_will_still_decide_is_left_to_it(waiting, services, with_remote, server):
    for _ in range(3):
        sweep_once(services)
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, waiting).state == "processing"
    server.fault = lambda _: None
    run_next(with_remote, HANDLERS)
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, waiting).state == "numberAssigned"


def test_a_request_given_up_is_met_by_others_for_the_same_person(
    waiting, change, services, sent, stranger, newcomer
):
    """From then on it is an open request as others are: nobody else's machine makes the number meanwhile."""
    change(state="parked")
    review_undecided(services.engine)
    assert sent(stranger, newcomer).state == "underReview"


def test_the_companys_software_hears_of_it(waiting, change, services, employer):
    with transaction(services.engine) as session:
        session.add(
            Webhook(organisation_id=employer.organisation_id, url="https://a.b", key_id="k", secret=b"")
        )
    change(state="parked")
    review_undecided(services.engine)
    with transaction(services.engine) as session:
        [told] = session.scalars(select(WebhookDelivery)).all()
    assert (told.from_state, told.to_state, told.code) == ("processing", "underReview", "decisionGivenUp")


def test_what_is_wrong_with_one_request_keeps_no_other_waiting(
    waiting, change, services, drafted, employer, known
):
    other = drafted(employer, known)
    change(state="parked")
    with transaction(services.engine) as session:
        row = session.get_one(RequestRecord, other)
        row.state, row.submitted_at = "processing", now() - timedelta(days=1)
        row.document = {"number": [1]}
    assert review_undecided(services.engine) == 1
    with transaction(services.engine) as session:
        assert session.get_one(RequestRecord, waiting).state == "underReview"
        assert session.get_one(RequestRecord, other).state == "processing"
