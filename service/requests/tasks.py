"""Deciding a request in the worker, when the registry did not answer while it was sent."""

from service.auth.acting import actor_of
from service.context import Caller, Services
from service.db import transaction
from service.jobs.claims import ClaimedJob, JobLost
from service.jobs.run import Report
from service.jobs.service import finish
from service.requests import repository
from service.requests.models import RequestRecord
from service.requests.service import decide_request


def run_decision(services: Services, job: ClaimedJob, report: Report) -> None:
    """Decides the request unless it was withdrawn, and ends the job in the same transaction.

    Raises RegistryUnavailable and RegistryAnswerInvalid, which have the job tried again later.
    """
    report("decide", 0.0)
    with transaction(services.engine) as session:
        request = session.get_one(RequestRecord, job.subject_id)
        actor = actor_of(session, request.account_id, request.organisation_id)
    with Caller(services, actor).work() as work:
        row = repository.get_request(work.session, actor, job.subject_id, lock=True)
        if row.state == "processing":
            decide_request(work, row)
            row.version += 1
        if not finish(work.session, job):
            raise JobLost
