"""Queries on corrections. They are read by the office alone; a company sees its own request's state."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.corrections.models import Correction
from service.errors import ResourceNotFound
from service.requests.models import RequestEvent
from service.reviews.models import CaseDecision
from service.seals import seals_of


def get_correction(session: Session, correction_id: UUID, *, lock: bool = False) -> Correction:
    """One correction, locked for a change if asked. Raises ResourceNotFound."""
    query = select(Correction).where(Correction.id == correction_id)
    if lock:
        query = query.with_for_update(of=Correction).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise ResourceNotFound
    return found


def list_corrections(session: Session, page: int, page_size: int) -> tuple[list[Correction], int]:
    """A page, and how many there are: open ones first, oldest first; then the settled ones, newest first."""
    query = select(Correction).order_by(
        Correction.settled_at.desc().nulls_first(), Correction.reported_at, Correction.id
    )
    total = session.scalar(select(func.count()).select_from(Correction))
    return [*session.scalars(query.limit(page_size).offset((page - 1) * page_size))], total or 0


def makers_of(session: Session, correction: Correction) -> set[UUID]:
    """Accounts that reported the number or decided on it: in the request, as its second
    reviewer, or in an earlier report."""
    deciders = select(RequestEvent.account_id).where(
        RequestEvent.request_id == correction.request_id, RequestEvent.account_id.is_not(None)
    )
    settlers = select(Correction.settled_by).where(
        Correction.ssin.digest_column == seals_of(session).digest(correction.ssin),
        Correction.settled_by.is_not(None),
    )
    confirmers = select(CaseDecision.confirmed_by).where(
        CaseDecision.request_id == correction.request_id, CaseDecision.confirmed_by.is_not(None)
    )
    found = {*session.scalars(deciders), *session.scalars(settlers), *session.scalars(confirmers)}
    return {correction.reported_by, *(account for account in found if account is not None)}
