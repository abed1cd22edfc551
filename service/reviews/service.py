"""What a reviewer does, as other domains call it: the queue, the case, and the decisions."""

from uuid import UUID

from service.context import Work
from service.requests.schemas import ItemCode, RefusalCode
from service.reviews.carrying_out import MAX_NOTE
from service.reviews.case import review_case
from service.reviews.deciding import confirm, decide, send_back, undo
from service.reviews.due import carry_out_due
from service.reviews.errors import (
    CandidatesChanged,
    CaseAlreadyDecided,
    CaseChanged,
    CaseTaken,
    DecisionNotYours,
    NoteNeeded,
    NothingAsked,
    NothingToConfirm,
    NumberNotAssignable,
    NumbersNotMergeable,
    NumberUnderCorrection,
    RoundsUsedUp,
    SecondReviewerNeeded,
    UndoTooLate,
)
from service.reviews.leases import claim_case, claim_next, release_case, require_lease
from service.reviews.queue import count_to_confirm, queue_page, waiting_decisions
from service.reviews.schemas import DecisionState
from service.reviews.sealed import Wanted

__all__ = [
    "MAX_NOTE",
    "CandidatesChanged",
    "CaseAlreadyDecided",
    "CaseChanged",
    "CaseTaken",
    "DecisionNotYours",
    "NoteNeeded",
    "NothingAsked",
    "NothingToConfirm",
    "NumberNotAssignable",
    "NumberUnderCorrection",
    "NumbersNotMergeable",
    "RoundsUsedUp",
    "SecondReviewerNeeded",
    "UndoTooLate",
    "Wanted",
    "ask_for_information",
    "assign_existing",
    "carry_out_due",
    "claim_case",
    "claim_next",
    "confirm",
    "count_to_confirm",
    "create_new",
    "decide",
    "queue_page",
    "refuse",
    "release_case",
    "require_lease",
    "review_case",
    "send_back",
    "undo",
    "waiting_decisions",
]


def assign_existing(
    work: Work, request_id: UUID, ssin: str, note: str, seen: int | None = None
) -> DecisionState:
    """Gives the request the number of one of its candidates, at once; a replaced number is followed."""
    return decide(work, request_id, Wanted(kind="same", ssin=ssin, note=note), seen, wait=False)


def create_new(work: Work, request_id: UUID, note: str, seen: int | None = None) -> DecisionState:
    """Makes a number for a new person at once, or has it confirmed where a candidate is strong."""
    return decide(work, request_id, Wanted(kind="new", note=note), seen, wait=False)


def ask_for_information(
    work: Work, request_id: UUID, items: list[ItemCode], note: str, seen: int | None = None
) -> DecisionState:
    """Asks the requester for coded items at once."""
    return decide(work, request_id, Wanted(kind="ask", items=items, note=note), seen, wait=False)


def refuse(
    work: Work, request_id: UUID, code: RefusalCode, note: str, seen: int | None = None
) -> DecisionState:
    """Refuses the request with a coded reason, at once."""
    return decide(work, request_id, Wanted(kind="refuse", code=code, note=note), seen, wait=False)
