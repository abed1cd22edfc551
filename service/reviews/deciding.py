"""Deciding a case: at once, after a short wait in which it can be taken back, or after a second reviewer.

```
decide ─┬─► to confirm ─► confirmed ─┬─► waiting ─► carried out ─► the requester is told
        └────────────────────────────┘      └─► undone: the case is open again
```
Nothing of a decision that waits shows outside of the office: no state, no number, no mail, no message. So
until it is carried out it can be taken back whole, a number included; afterwards a number is corrected.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from service.audit.service import record
from service.context import Work
from service.db import now
from service.requests import repository as requests
from service.requests.models import RequestRecord
from service.reviews import repository
from service.reviews.carrying_out import MAX_NOTE, carry_out, check_wanted
from service.reviews.errors import (
    CaseAlreadyDecided,
    CaseChanged,
    DecisionNotYours,
    NoteNeeded,
    NothingToConfirm,
    SecondReviewerNeeded,
    UndoTooLate,
)
from service.reviews.leases import release_case, require_lease
from service.reviews.models import CaseDecision
from service.reviews.rules import grounds_of, needs_second
from service.reviews.schemas import DecisionState
from service.reviews.sealed import Details, Wanted, read_details, write_details
from service.schemas import clean


def decide(
    work: Work, request_id: UUID, wanted: Wanted, seen: int | None = None, *, wait: bool
) -> DecisionState:
    """Decides a case. `seen` is its version that the reviewer looked at; `wait` leaves time to take it back.

    Returns where the decision stands: toConfirm, waiting or done. Raises CaseAlreadyDecided, CaseChanged,
    CaseTaken, NoteNeeded, and what `check_wanted` and `carry_out` raise.
    """
    row = _open_case(work, request_id, seen)
    wanted = wanted.model_copy(update={"note": clean(wanted.note)[:MAX_NOTE]})
    check_wanted(work, row, wanted)
    grounds = grounds_of(row, wanted)
    if grounds and not wanted.note:
        raise NoteNeeded([*grounds])
    decision = CaseDecision(
        id=uuid4(),
        request_id=row.id,
        kind=wanted.kind,
        grounds=[*grounds],
        made_by=work.actor.account_id,
        made_under=work.actor.access_id,
        made_at=now(),
        state="toConfirm",
    )
    write_details(decision, Details(**wanted.model_dump()))
    record(work.session, work.actor, "decideCase", "request", row.id, wanted.kind)
    standing: DecisionState = "toConfirm"
    if needs_second(row, wanted):
        row.version += 1
    else:
        standing = _go_on(work, row, decision, wanted, wait=wait)
    work.session.add(decision)
    release_case(work, request_id)
    return standing


def confirm(work: Work, request_id: UUID, *, wait: bool) -> DecisionState:
    """The second reviewer agrees. Raises NothingToConfirm, SecondReviewerNeeded."""
    row, decision = _to_confirm(work, request_id)
    decision.confirmed_by, decision.confirmed_at = work.actor.account_id, now()
    record(work.session, work.actor, "confirmDecision", "request", row.id, decision.kind)
    return _go_on(work, row, decision, read_details(decision), wait=wait)


def send_back(work: Work, request_id: UUID, note: str) -> None:
    """The second reviewer does not agree, and says why: the case is open again. Raises as `confirm`, and
    NoteNeeded.
    """
    row, decision = _to_confirm(work, request_id)
    answer = clean(note)[:MAX_NOTE]
    if not answer:
        raise NoteNeeded
    details = read_details(decision).model_copy(update={"answer": answer})
    write_details(decision, details)
    _end(work, row, decision, "sentBack")


def undo(work: Work, request_id: UUID) -> None:
    """Takes back a decision that was not carried out yet, or one's confirmation of a colleague's.

    Raises UndoTooLate, DecisionNotYours.
    """
    work.actor.require("case:decide")
    row = requests.get_request(work.session, work.actor, request_id, lock=True)
    decision = repository.open_decision(work.session, request_id)
    if decision is None:
        raise UndoTooLate
    if decision.made_by == work.actor.account_id:
        _end(work, row, decision, "undone")
    elif decision.confirmed_by == work.actor.account_id:
        decision.confirmed_by = decision.confirmed_at = decision.due_at = None
        decision.state = "toConfirm"
        record(work.session, work.actor, "undoDecision", "request", row.id, decision.kind)
    else:
        raise DecisionNotYours


def end_decision(decision: CaseDecision, state: DecisionState, by: UUID | None) -> None:
    """Writes down how a decision ended."""
    decision.state, decision.ended_at, decision.ended_by = state, now(), by


def _go_on(
    work: Work, row: RequestRecord, decision: CaseDecision, wanted: Wanted, *, wait: bool
) -> DecisionState:
    grace = work.settings.decision_grace_seconds
    if wait and grace > 0:
        row.version += 1
        decision.state, decision.due_at = "waiting", now() + timedelta(seconds=grace)
        return "waiting"
    carry_out(work, row, wanted)
    end_decision(decision, "done", None)
    return "done"


def _open_case(work: Work, request_id: UUID, seen: int | None) -> RequestRecord:
    work.actor.require("case:decide")
    row = requests.get_request(work.session, work.actor, request_id, lock=True)
    if row.state != "underReview" or repository.open_decision(work.session, request_id) is not None:
        raise CaseAlreadyDecided
    if seen is not None and seen != row.version:
        raise CaseChanged
    require_lease(work, request_id)
    return row


def _to_confirm(work: Work, request_id: UUID) -> tuple[RequestRecord, CaseDecision]:
    work.actor.require("case:confirm")
    row = requests.get_request(work.session, work.actor, request_id, lock=True)
    decision = repository.open_decision(work.session, request_id)
    if row.state != "underReview" or decision is None or decision.state != "toConfirm":
        raise NothingToConfirm
    if decision.made_by == work.actor.account_id:
        raise SecondReviewerNeeded
    return row, decision


def _end(work: Work, row: RequestRecord, decision: CaseDecision, state: DecisionState) -> None:
    end_decision(decision, state, work.actor.account_id)
    row.version += 1
    action = "undoDecision" if state == "undone" else "sendBackDecision"
    record(work.session, work.actor, action, "request", row.id, decision.kind)
