"""Which requests stand open before the reviewers: a row comes and goes with the state `underReview`."""

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from matching.person import Decision
from service.db import now
from service.requests.models import RequestRecord
from service.reviews.models import OpenCase

UNKNOWN = "evidenceInsufficient"
"""The kind of a case whose decision names no reason."""


def enter_queue(session: Session, row: RequestRecord) -> None:
    """Lists the request as an open case; one that is listed keeps its place and its lease."""
    decision = decision_of(row)
    values = {
        "kind": decision.reasons[0].code if decision.reasons else UNKNOWN,
        "reasons": [reason.code for reason in decision.reasons],
        "candidates": len(decision.candidates),
    }
    moment = now()
    new = {"request_id": row.id, "submitted_at": row.submitted_at or moment, "queued_at": moment}
    statement = insert(OpenCase).values(**new, **values)
    session.execute(statement.on_conflict_do_update(index_elements=["request_id"], set_=values))


def leave_queue(session: Session, row: RequestRecord) -> None:
    """The case is no longer open."""
    session.execute(delete(OpenCase).where(OpenCase.request_id == row.id))


def decision_of(row: RequestRecord) -> Decision:
    """The machine's decision on a request."""
    return Decision.model_validate(row.decision or {"outcome": "review", "reasons": []})
