"""Sending a draft: checked, weighed, and answered at once or given to a reviewer."""

from uuid import UUID

from matching.person import Decision, Reason
from service.audit.service import record
from service.context import Work
from service.db import now
from service.extractions.repository import get_extraction
from service.extractions.service import read_result
from service.jobs.models import Priority
from service.jobs.service import enqueue
from service.registry.port import RegistryAnswerInvalid, RegistryUnavailable
from service.registry.service import assign_number
from service.requests import repository
from service.requests.checks import find_issues
from service.requests.completion import fields_completed
from service.requests.errors import RequestIncomplete
from service.requests.models import RequestRecord
from service.requests.pending import replace_pending_keys
from service.requests.prefill import weigh_evidence
from service.requests.schemas import RequestView
from service.requests.transitions import give_number, move, own_request, refresh, require_transition, tell
from service.requests.view import document_of, person_of, person_request, prefilled_of, view_request
from service.statistics.service import note_sent

DECISION_JOB = "decision"
DECISION_ATTEMPTS = 3_000
"""At the longest pauses between two attempts, more than a week."""
INSTANT_CAP = Reason(
    code="instantAnswersUsedUp", detail="The account has had its share of instant answers for today."
)
UNDER_CORRECTION = Reason(code="numberUnderCorrection", detail="The number found is being corrected.")


def submit_request(work: Work, request_id: UUID, priority: Priority = Priority.PERSON) -> RequestView:
    """Sends a draft and decides at once: a number, or a reviewer.

    A registry that is away decides later: the request stays in processing, and a job of that priority tries
    again.
    Raises RequestIncomplete with every finding, TransitionRefused when it is no longer a draft.
    """
    row = own_request(work, request_id)
    require_transition(row, "submitted")
    findings = find_issues(view_request(row))
    if findings:
        raise RequestIncomplete(findings)
    move(work, row, "submitted", work.actor)
    row.submitted_at = now()
    weigh(work, row)
    move(work, row, "processing", None)
    repository.replace_request_keys(work.session, row, person_request(row))
    try:
        decide_request(work, row)
    except (RegistryUnavailable, RegistryAnswerInvalid):
        enqueue(work, DECISION_JOB, row.id, priority, max_attempts=DECISION_ATTEMPTS)
    return refresh(work, row)


def decide_request(work: Work, row: RequestRecord) -> None:
    """Asks the registry: a number, or a reviewer. Nothing is written when the registry does not answer."""
    decision, ssin = _decide(work, row)
    if ssin is not None and decision.outcome == "existingPerson":
        row.instant, row.completed = True, fields_completed(work.registry, row, ssin)
    row.decision = decision.model_dump(mode="json", by_alias=True, exclude_none=True)
    note_sent(work, row, decision)
    if ssin is not None:
        give_number(work, row, ssin, None, decision.outcome)
    else:
        move(work, row, "underReview", None)
        replace_pending_keys(work.session, row.id, person_request(row))
        tell(work, row, "underReview")


def weigh(work: Work, row: RequestRecord) -> None:
    """Writes down what stands behind the entered data: how each value relates to what was read."""
    entry = get_extraction(work.session, work.actor, row.extraction_id) if row.extraction_id else None
    extraction = read_result(work, entry) if entry else None
    evidence = weigh_evidence(
        extraction, entry, prefilled_of(row), person_of(row), document_of(row), demo=work.settings.demo
    )
    row.evidence = evidence.model_dump(mode="json", by_alias=True, exclude_none=True)


def _decide(work: Work, row: RequestRecord) -> tuple[Decision, str | None]:
    """The machine's decision, and the number if it may give one: not past the cap, not while corrected."""
    repository.lock_account(work.session, row.account_id)
    used = repository.count_instant_today(work.session, row.account_id)
    allowed = used < work.settings.instant_answers_per_day
    registry = work.registry
    answer = assign_number(work.session, person_request(row), row.id, instant=allowed, registry=registry)
    record(work.session, work.actor, "search", "request", row.id, "assignment")
    if answer.decision.outcome != "existingPerson":
        return answer.decision, answer.ssin
    if answer.ssin is None:
        return _to_review(answer.decision, INSTANT_CAP), None
    if not registry.hold_number(answer.ssin):
        return _to_review(answer.decision, UNDER_CORRECTION), None
    return answer.decision, answer.ssin


def _to_review(decision: Decision, reason: Reason) -> Decision:
    return decision.model_copy(update={"outcome": "review", "ssin": None, "reasons": [reason]})
