"""Sending the persons of a batch: each a request like any other, in a job that urgent work goes before."""

from uuid import UUID

from service.auth.acting import actor_of
from service.batches import repository
from service.batches.errors import NothingToSend
from service.batches.models import BatchPerson
from service.context import Caller, Services, Work
from service.db import transaction
from service.jobs.claims import ClaimedJob, JobLost
from service.jobs.models import Job, Priority
from service.jobs.run import Report
from service.jobs.service import enqueue, finish
from service.requests.checks import find_issues
from service.requests.models import RequestRecord
from service.requests.sending import submit_request
from service.requests.view import view_request

SUBMISSION_JOB = "submission"
WAITING = frozenset({"queued", "running"})


def send_batch(work: Work, batch_id: UUID) -> int:
    """Has every person sent whose data are complete. Returns how many. Raises NothingToSend.

    The others stay in the table. Whatever sending checks is checked again by the job.
    """
    batch = repository.get_batch(work, batch_id, "checking")
    rows = repository.requests_of(work.session, batch)
    jobs = repository.jobs_of(work.session, [*rows])
    ready = [
        row
        for person in batch.persons
        if person.request_id
        and (row := rows.get(person.request_id)) is not None
        and is_ready(person, row, jobs.get(row.id))
    ]
    if not ready:
        raise NothingToSend
    for row in ready:
        enqueue(work, SUBMISSION_JOB, row.id, Priority.BATCH)
    return len(ready)


def is_ready(person: BatchPerson, row: RequestRecord, job: Job | None) -> bool:
    """Whether the draft holds the reading of all pages, nothing is missing, and it is not on its way."""
    if row.state != "draft" or row.extraction_id != person.extraction_id or is_on_its_way(job):
        return False
    return not find_issues(view_request(row))


def is_on_its_way(job: Job | None) -> bool:
    """Whether a job has the request to send."""
    return job is not None and job.kind == SUBMISSION_JOB and job.state in WAITING


def is_sent(work: Work, person: BatchPerson) -> bool:
    """Whether the person's request was sent, or is about to be."""
    if person.request_id is None:
        return False
    row = work.session.get_one(RequestRecord, person.request_id)
    return row.state != "draft" or is_on_its_way(repository.jobs_of(work.session, [row.id]).get(row.id))


def run_submission(services: Services, job: ClaimedJob, report: Report) -> None:
    """Sends one request and ends the job in the same transaction.

    Raises RequestIncomplete and TransitionRefused, which end it with their problem.
    """
    report("decide", 0.0)
    with transaction(services.engine) as session:
        request = session.get_one(RequestRecord, job.subject_id)
        actor = actor_of(session, request.account_id, request.organisation_id)
    with Caller(services, actor).work() as work:
        submit_request(work, job.subject_id, Priority.BATCH)
        if not finish(work.session, job):
            raise JobLost
