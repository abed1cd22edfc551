"""The job table is the truth: claimed once, never lost, parked when it breaks down too often."""

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from models.errors import CodedError
from service.db import now, transaction
from service.jobs import service as jobs
from service.jobs.broker import create_wake
from service.jobs.claims import claim_next
from service.jobs.models import Job
from service.jobs.run import run_next
from service.jobs.sweeper import sweep_once
from service.storage.errors import StorageAway, StorageFull

ERROR = {"code": "extractionBrokeDown"}


class UnreadableError(CodedError):
    code = "unreadableImage"
    status = 422


@pytest.fixture
def job_id(services, employer):
    with transaction(services.engine) as session:
        moment = now()
        job = Job(
            organisation_id=employer.organisation_id,
            kind="extraction",
            subject_id=employer.account_id,
            not_before=moment,
            published_at=moment,
        )
        session.add(job)
        session.flush()
        return job.id


@pytest.fixture
def job_now(services):
    def load(job_id):
        with transaction(services.engine) as session:
            return session.get_one(Job, job_id)

    return load


@pytest.fixture
def change(services, job_id):
    def apply(**values):
        with transaction(services.engine) as session:
            session.execute(update(Job).where(Job.id == job_id).values(**values))

    return apply


def test_of_many_workers_one_gets_the_job(services, job_id):
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(lambda _: claim_next(services.engine, 30), range(8)))
    assert len([claim for claim in claims if claim]) == 1


def test_a_dead_workers_job_is_taken_over_and_its_late_result_is_refused(services, job_id, change, job_now):
    dead = claim_next(services.engine, 30)
    assert claim_next(services.engine, 30) is None
    change(lease_until=now() - timedelta(seconds=1))
    heir = claim_next(services.engine, 30)
    assert heir.attempt == 2
    assert not jobs.beat(services.engine, dead, 30, "read", 0.5)
    with transaction(services.engine) as session:
        assert not jobs.finish(session, dead)
        assert jobs.finish(session, heir)
    assert job_now(job_id).state == "done"


def test_the_sweeper_publishes_lost_wake_ups_and_expired_leases(services, job_id, change):
    assert jobs.sweep(services.engine, ERROR).republish == []
    change(published_at=now() - timedelta(minutes=1))
    assert jobs.sweep(services.engine, ERROR).republish == [job_id]
    assert jobs.sweep(services.engine, ERROR).republish == []
    claim_next(services.engine, 30)
    change(lease_until=now() - timedelta(seconds=1))
    assert jobs.sweep(services.engine, ERROR).republish == [job_id]


def test_a_job_that_kills_its_worker_each_time_is_parked(services, job_id, change, job_now):
    for _ in range(3):
        assert claim_next(services.engine, 30)
        change(lease_until=now() - timedelta(seconds=1))
    assert claim_next(services.engine, 30) is None
    assert jobs.sweep(services.engine, ERROR).parked == [job_id]
    assert (job_now(job_id).state, job_now(job_id).error) == ("parked", ERROR)


def test_a_breakdown_is_tried_again_and_then_parked(services, job_id, job_now, change):
    def break_down(*_):
        raise ZeroDivisionError

    for state in ("queued", "queued", "parked"):
        change(not_before=now())
        run_next(services, {"extraction": break_down})
        assert job_now(job_id).state == state
    assert job_now(job_id).error["code"] == "extractionBrokeDown"


@pytest.mark.parametrize("outage", [StorageAway(), StorageFull(), OperationalError("", {}, Exception())])
def test_an_outage_of_ours_uses_up_no_attempt_for_a_day(services, job_id, job_now, change, outage):
    def break_down(*_):
        raise outage

    for _ in range(5):
        change(not_before=now())
        run_next(services, {"extraction": break_down})
        assert job_now(job_id).state == "queued"
    change(created_at=now() - timedelta(days=2))
    for state in ("queued", "queued", "parked"):
        change(not_before=now())
        run_next(services, {"extraction": break_down})
        assert job_now(job_id).state == state


def test_after_a_breakdown_the_job_waits_and_is_then_published(services, job_id, job_now, change):
    def break_down(*_):
        raise ZeroDivisionError

    before = now()
    run_next(services, {"extraction": break_down})
    assert job_now(job_id).not_before > before
    change(not_before=now() + timedelta(minutes=5), published_at=now() - timedelta(minutes=1))
    assert claim_next(services.engine, 30) is None
    assert jobs.sweep(services.engine, ERROR).republish == []
    change(not_before=now())
    assert jobs.sweep(services.engine, ERROR).republish == [job_id]
    assert claim_next(services.engine, 30).attempt == 2


def test_an_unreadable_upload_is_an_answer_not_a_breakdown(services, job_id, job_now):
    def refuse(*_):
        raise UnreadableError

    run_next(services, {"extraction": refuse})
    found = job_now(job_id)
    assert (found.state, found.attempt, found.error["code"]) == ("failed", 1, "unreadableImage")


def test_progress_is_seen_while_the_work_goes_on(services, job_id, job_now):
    seen = []

    def work(_, job, report):
        report("read", 0.5)
        for _ in range(100):
            found = job_now(job_id)
            if found.stage == "read":
                seen.append((found.state, found.progress))
                break
        with transaction(services.engine) as session:
            jobs.finish(session, job)

    run_next(services, {"extraction": work})
    assert seen == [("running", 0.5)]
    assert job_now(job_id).state == "done"


def test_a_broker_that_is_away_loses_nothing(services, job_id, change, job_now):
    woken = []
    object.__setattr__(services, "wake", woken.append)
    change(published_at=now() - timedelta(minutes=1))
    assert sweep_once(services).republish == [job_id] == woken


def test_a_broker_that_listens_and_never_answers_holds_nobody_up(settings, job_id, caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        broker = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        create_wake(settings.model_copy(update={"broker_url": broker}))(job_id)
    assert "wake-up not sent" in caplog.text
