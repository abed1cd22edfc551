"""Whose job comes next: who is waited for, then who was served longest ago; and what is refused."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from service.db import now, transaction
from service.extractions.service import JOB_KIND
from service.jobs.claims import claim_next
from service.jobs.models import Job, Priority
from service.jobs.pressure import MemoryShort, QueueTooLong, check_memory, check_queue, measure_load
from service.jobs.service import enqueue, finish
from service.memory import available_memory
from tests.rubbish import jpeg


@pytest.fixture
def ask(working):
    """Puts jobs into the queue; returns their ids."""

    def put(actor, priority, count=1):
        with working(actor) as work:
            return [enqueue(work, JOB_KIND, uuid4(), priority).id for _ in range(count)]

    return put


@pytest.fixture
def serve(services):
    """Takes and ends the next job; returns its id."""

    def run():
        job = claim_next(services.engine, 30)
        with transaction(services.engine) as session:
            assert finish(session, job)
        return job.id

    return run


@pytest.fixture
def took(services):
    """Lets all jobs that are done have taken so many seconds."""

    def set_duration(seconds):
        with transaction(services.engine) as session:
            lasted = timedelta(seconds=seconds)
            session.execute(
                update(Job).where(Job.state == "done").values(started_at=Job.finished_at - lasted)
            )

    return set_duration


def test_a_person_comes_before_a_program_and_both_before_a_batch(ask, serve, employer, stranger):
    batch = ask(employer, Priority.BATCH, 2)
    program = ask(stranger, Priority.PROGRAM)
    person = ask(employer, Priority.PERSON)
    assert [serve() for _ in range(4)] == [*person, *program, *batch]


def test_one_companys_batch_delays_another_companys_by_one_job(ask, serve, employer, stranger):
    many = ask(employer, Priority.PROGRAM, 20)
    assert serve() == many[0]
    few = ask(stranger, Priority.PROGRAM, 2)
    assert [serve() for _ in range(5)] == [few[0], many[1], few[1], many[2], many[3]]


def test_workers_at_the_same_time_take_turns_too(ask, services, employer, stranger):
    ask(employer, Priority.PROGRAM, 5)
    ask(stranger, Priority.PROGRAM, 5)
    claimed = [claim_next(services.engine, 30).organisation_id for _ in range(6)]
    assert claimed[::2] == 3 * [employer.organisation_id]
    assert claimed[1::2] == 3 * [stranger.organisation_id]


def test_the_wait_is_measured_on_the_latest_jobs_in_the_order_of_turns(
    ask, serve, services, employer, stranger, took
):
    ask(employer, Priority.PROGRAM, 3)
    for _ in range(3):
        serve()
    took(4)
    ask(employer, Priority.PROGRAM, 30)
    with transaction(services.engine) as session:
        own = measure_load(session, employer.organisation_id, JOB_KIND, Priority.PROGRAM)
        other = measure_load(session, stranger.organisation_id, JOB_KIND, Priority.PROGRAM)
        person = measure_load(session, employer.organisation_id, JOB_KIND, Priority.PERSON)
    assert (own.ahead, other.ahead, person.ahead) == (30, 1, 0)
    assert (round(own.wait), round(other.wait)) == (120, 4)


def test_who_has_filled_the_queue_is_refused_and_nobody_else(
    ask, serve, working, services, employer, stranger, took
):
    ask(employer, Priority.PROGRAM)
    serve()
    took(10)
    ask(employer, Priority.PROGRAM, 100)
    with working(employer) as work, pytest.raises(QueueTooLong) as refused:
        check_queue(work, JOB_KIND, Priority.PROGRAM)
    assert refused.value.context["retryAfterSec"] == 100
    with working(employer) as work:
        check_queue(work, JOB_KIND, Priority.PERSON)
        check_queue(work, JOB_KIND, Priority.BATCH)
    with working(stranger) as work:
        check_queue(work, JOB_KIND, Priority.PROGRAM)


def test_where_nobody_takes_anything_the_age_of_the_queue_counts(ask, working, services, stranger, employer):
    ask(employer, Priority.PERSON)
    with working(stranger) as work:
        check_queue(work, JOB_KIND, Priority.PERSON)
        work.session.execute(update(Job).values(not_before=now() - timedelta(minutes=5)))
        with pytest.raises(QueueTooLong):
            check_queue(work, JOB_KIND, Priority.PERSON)


@pytest.fixture
def crowded(services, monkeypatch):
    """The application on a machine with hardly any memory left."""
    needed = available_memory() // 1024 // 1024 + 100_000
    object.__setattr__(
        services, "settings", services.settings.model_copy(update={"least_free_memory_mb": needed})
    )
    return services


def test_with_hardly_any_memory_left_no_file_is_taken_in(crowded):
    with pytest.raises(MemoryShort):
        check_memory(crowded)


def test_a_program_is_told_when_to_come_again(client, token_for, employer):
    services = client.app.state.services
    full = services.settings.model_copy(update={"queue_most_jobs": 0})
    object.__setattr__(services, "settings", full)
    files = {"files": ("a.jpg", jpeg(), "image/jpeg")}
    answer = client.post("/v1/extractions", headers=token_for(employer), files=files)
    assert answer.status_code == 429
    assert answer.json()["type"] == "urn:problem-type:belgif:tooManyRequests"
    assert answer.headers["Retry-After"] == str(answer.json()["retryAfterSec"])
