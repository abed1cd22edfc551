"""`Prefer: wait=N` holds an answer back, and no longer than it is asked to."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from service.api.waiting import MAX_WAIT, wished_wait
from service.db import transaction
from service.jobs.models import Job
from service.jobs.run import WorkTakesTooLong
from service.problems import problem
from tests.rubbish import jpeg
from tests.service.processes import wait_for


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        (None, 0),
        ("", 0),
        ("wait=5", 5),
        ('respond-async, Wait="7"', 7),
        ("wait=5; urgent", 5),
        ("wait=999999", MAX_WAIT),
        ("wait=-1", 0),
        ("await=5", 0),
        ("wait=5x", 0),
    ],
)
def test_what_a_client_wishes_is_read_and_limited(prefer, seconds):
    assert wished_wait(prefer) == seconds


def test_without_a_worker_the_wait_ends_with_the_task(as_employer):
    accepted = as_employer.post(
        "/v1/extractions", files={"files": ("a.jpg", jpeg())}, headers={"Prefer": "wait=1"}
    )
    assert (accepted.status_code, accepted.headers["preference-applied"]) == (202, "wait=1")
    assert accepted.headers["location"] == accepted.json()["href"]
    assert accepted.json()["state"] == "processing"
    status = as_employer.get(accepted.headers["location"], headers={"Prefer": "wait=1"})
    assert (status.status_code, status.json()["pollAfter"]) == (200, 1.0)
    assert "preference-applied" not in as_employer.get(accepted.headers["location"]).headers


def test_what_is_read_already_is_not_waited_for(as_employer, finished, read_as, employer, newcomer):
    href = f"/v1/extractions/{finished(employer, read_as(newcomer))}"
    answer = as_employer.get(href, headers={"Prefer": "wait=30"})
    assert (answer.status_code, answer.headers["location"]) == (303, href + "/result")


def test_a_reading_that_fails_ends_the_wait(as_employer, services):
    """The upload is committed while its caller waits, or no worker could have failed with it."""

    def fail_job():
        with transaction(services.engine) as session:
            job = session.scalars(select(Job)).one_or_none()
            if job is not None:
                job.state, job.error = "failed", problem(WorkTakesTooLong())
            return job

    with ThreadPoolExecutor(1) as pool:
        upload = {"files": ("a.jpg", jpeg())}
        accepting = pool.submit(
            as_employer.post, "/v1/extractions", files=upload, headers={"Prefer": "wait=30"}
        )
        wait_for(fail_job)
    accepted = accepting.result()
    status = as_employer.get(accepted.headers["location"], headers={"Prefer": "wait=30"})
    for answer, code in ((accepted, 202), (status, 200)):
        assert (answer.status_code, answer.json()["state"]) == (code, "failed")
        assert answer.json()["problem"]["code"] == "extractionTimedOut"
