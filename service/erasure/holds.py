"""Legal holds: who had a request kept, why, and until when."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from service.audit.service import record
from service.context import Work
from service.db import now
from service.erasure.errors import HoldUnknown
from service.erasure.models import LegalHold
from service.errors import ResourceNotFound
from service.requests.models import RequestRecord
from service.schemas import clean

HoldReason = Literal["litigation", "inspection", "fraudInquiry", "complaint", "otherAuthority"]
MAX_REFERENCE = 60


def place_hold(
    work: Work, request_id: UUID, reason: HoldReason, reference: str = "", until: datetime | None = None
) -> UUID:
    """Has nothing of the request erased until then, or until it is lifted. Returns the hold's id.

    Raises MissingPermission, ResourceNotFound (also for what is erased already).
    """
    work.actor.require("hold:manage")
    row = work.session.get(RequestRecord, request_id, with_for_update={"of": RequestRecord})
    if row is None or row.erased_at is not None:
        raise ResourceNotFound
    hold = LegalHold(
        request_id=request_id,
        reason=reason,
        reference=clean(reference)[:MAX_REFERENCE],
        placed_by=work.actor.account_id,
        until=until,
    )
    work.session.add(hold)
    record(work.session, work.actor, "placeHold", "request", request_id, reason)
    work.session.flush()
    return hold.id


def lift_hold(work: Work, request_id: UUID) -> int:
    """Ends every hold on the request. Returns how many. Raises MissingPermission, HoldUnknown."""
    work.actor.require("hold:manage")
    query = select(LegalHold).where(LegalHold.request_id == request_id, LegalHold.holding())
    holds = work.session.scalars(query.with_for_update()).all()
    if not holds:
        raise HoldUnknown
    for hold in holds:
        hold.lifted_at, hold.lifted_by = now(), work.actor.account_id
    record(work.session, work.actor, "liftHold", "request", request_id)
    return len(holds)
