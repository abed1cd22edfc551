"""What no machine decided in the end: a request whose deciding was given up goes to a reviewer."""

import logging

from sqlalchemy import ColumnElement, Engine, exists, select
from sqlalchemy.orm import Session

from matching.person import Decision, Reason
from service.db import transaction
from service.jobs.models import Job
from service.registry.port import RegistryAnswerInvalid, RegistryUnavailable
from service.requests.models import RequestRecord
from service.requests.pending import replace_pending_keys
from service.requests.sending import DECISION_JOB
from service.requests.transitions import change_state, write_to
from service.requests.view import person_request

log = logging.getLogger(__name__)

BATCH = 100
GIVEN_UP = Reason(
    code="decisionGivenUp", detail="The machine's decision broke down again and again and was given up."
)
REGISTRY_AWAY = Reason(code="registryAway", detail="The registry gave no answer for as long as it was asked.")
REGISTRY_ERRORS = {RegistryUnavailable.code, RegistryAnswerInvalid.code}


def review_undecided(engine: Engine) -> int:
    """Gives requests in processing that no job will decide any more to the reviewers. Returns how many.

    A job that was parked, or ended with an error, leaves its request so; whoever looks finds the request,
    not the job, so that nothing is missed whatever ended it. Several sweepers at once do no harm: each
    request is taken by one of them. Candidates are searched for when a reviewer opens the case.
    """
    waiting = select(RequestRecord).where(RequestRecord.state == "processing", ~_will_be_decided())
    query = waiting.order_by(RequestRecord.submitted_at).limit(BATCH)
    with transaction(engine) as session:
        rows = session.scalars(query.with_for_update(skip_locked=True, of=RequestRecord)).all()
        return sum(_hand_over(session, row) for row in rows)


def _hand_over(session: Session, row: RequestRecord) -> bool:
    """Whether the request is under review now. What broke its decision may break this, and no other."""
    reason = _why(session, row)
    decision = Decision(id=str(row.id), outcome="review", reasons=[reason])
    try:
        with session.begin_nested():
            row.decision = decision.model_dump(mode="json", by_alias=True, exclude_none=True)
            change_state(session, row, "underReview", None, reason.code)
            row.version += 1
            replace_pending_keys(session, row.id, person_request(row))
            write_to(session, row, "underReview")
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one request
        log.error("request %s stays undecided: %s", row.id, type(error).__name__)
        return False
    return True


def _will_be_decided() -> ColumnElement[bool]:
    """Whether a job waits for the request or has it in hand: it was enqueued with the state it serves."""
    return exists().where(
        Job.subject_id == RequestRecord.id, Job.kind == DECISION_JOB, Job.state.in_(("queued", "running"))
    )


def _why(session: Session, row: RequestRecord) -> Reason:
    """The reviewer's reason, from the error that the job was given up with."""
    last = select(Job.error).where(Job.subject_id == row.id, Job.kind == DECISION_JOB)
    error = session.scalar(last.order_by(Job.created_at.desc()).limit(1)) or {}
    return REGISTRY_AWAY if error.get("code") in REGISTRY_ERRORS else GIVEN_UP
