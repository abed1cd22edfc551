"""A program says which of its uploads nobody waits for: they come after everything else."""

import pytest

from service.db import now, transaction
from service.extractions.models import ExtractionRecord
from service.extractions.service import JOB_KIND
from service.jobs.claims import claim_next
from service.jobs.models import Job, Priority
from service.jobs.service import enqueue, finish
from tests.rubbish import jpeg

URL = "/v1/extractions"


@pytest.fixture
def upload(as_employer):
    def send(caller=as_employer, **fields):
        return caller.post(URL, files={"files": ("a.jpg", jpeg())}, data=fields)

    return send


@pytest.fixture
def served(services):
    """Takes the next job and ends it; returns what it was about."""

    def run():
        job = claim_next(services.engine, 30)
        with transaction(services.engine) as session:
            assert finish(session, job)
        return str(job.subject_id)

    return run


def test_a_batch_is_read_when_nobody_waits_any_more(upload, served, working, employer, as_stranger):
    batch = [upload(priority="batch").json()["id"] for _ in range(2)]
    program, plain = upload(priority="program").json()["id"], upload().json()["id"]
    others = upload(as_stranger).json()["id"]
    with working(employer) as work:
        person = enqueue(work, JOB_KIND, employer.account_id, Priority.PERSON).subject_id
    assert served() == str(person)
    assert {served() for _ in range(3)} == {program, plain, others}
    assert [served(), served()] == batch


def test_a_batch_may_wait_for_longer_before_it_is_refused(upload, services, served):
    """The queue is as long as a program may not wait, and a batch may."""
    upload()
    served()
    for _ in range(3):
        upload(priority="batch")
    with transaction(services.engine) as session:
        for job in session.query(Job).filter(Job.state == "done"):
            job.started_at = now()
            job.finished_at = job.started_at.replace(year=job.started_at.year + 1)
    refused = upload(priority="batch")
    assert (refused.status_code, refused.json()["code"]) == (429, "tooManyRequests")
    assert upload().status_code == 202


@pytest.mark.parametrize("said", ["person", "BATCH", "", "0", ["batch", "batch"]])
def test_what_is_no_urgency_is_refused(upload, services, said):
    answer = upload(priority=said)
    assert answer.status_code == 400
    [issue] = answer.json()["issues"]
    assert (issue["in"], issue["name"]) == ("body", "priority")
    with transaction(services.engine) as session:
        assert session.query(ExtractionRecord).count() == 0


def test_an_urgency_that_is_a_file_is_refused(as_employer):
    files = [("files", ("a.jpg", jpeg())), ("priority", ("batch", b"batch"))]
    answer = as_employer.post(URL, files=files)
    assert [issue["name"] for issue in answer.json()["issues"]] == ["priority"]


def test_the_urgencies_are_documented(client):
    operation = client.get("/openapi.json").json()["paths"][URL]["post"]
    field = operation["requestBody"]["content"]["multipart/form-data"]["schema"]["properties"]["priority"]
    assert (field["enum"], field["default"]) == (["program", "batch"], "program")
