"""Who has a case open. A lease keeps two reviewers off one case; it ends by itself when nobody renews it."""

from datetime import timedelta
from uuid import UUID

from service.context import Work
from service.db import now
from service.organisations.models import Account
from service.reviews import repository
from service.reviews.errors import CaseTaken
from service.reviews.models import OpenCase
from service.reviews.schemas import QueueFilter


def claim_case(work: Work, request_id: UUID) -> bool:
    """Takes a case, or goes on having it. False when a colleague has it, or when it is not open."""
    work.actor.require("case:decide")
    case = repository.lock_case(work.session, request_id)
    if case is None or held_by_colleague(work, case):
        return False
    _take(work, case)
    return True


def release_case(work: Work, request_id: UUID) -> None:
    """Gives a case back that the caller had open."""
    work.actor.require("case:decide")
    case = repository.lock_case(work.session, request_id)
    if case is not None and case.claimed_by == work.actor.account_id:
        case.claimed_by = case.claim_expires_at = None


def claim_next(work: Work, wanted: QueueFilter, but: UUID | None = None) -> UUID | None:
    """Takes the first case of the queue that no colleague has, except `but`. None when all are taken."""
    work.actor.require("case:decide")
    case = repository.take_next(work.session, work.actor.account_id, wanted, but)
    if case is None:
        return None
    _take(work, case)
    return case.request_id


def require_lease(work: Work, request_id: UUID) -> None:
    """Raises CaseTaken when a colleague has the case open."""
    case = repository.lock_case(work.session, request_id)
    if case is not None and held_by_colleague(work, case):
        raise CaseTaken


def held_by_colleague(work: Work, case: OpenCase) -> bool:
    """Whether somebody else's lease runs."""
    return case.claimed_by not in {None, work.actor.account_id} and is_held(case)


def is_held(case: OpenCase) -> bool:
    """Whether anybody's lease runs."""
    return case.claim_expires_at is not None and case.claim_expires_at > now()


def holder_of(work: Work, case: OpenCase | None) -> str | None:
    """The colleague who has the case open, by name."""
    if case is None or case.claimed_by is None or not held_by_colleague(work, case):
        return None
    return work.session.get_one(Account, case.claimed_by).display_name


def _take(work: Work, case: OpenCase) -> None:
    case.claimed_by = work.actor.account_id
    case.claim_expires_at = now() + timedelta(seconds=work.settings.review_lease_seconds)
