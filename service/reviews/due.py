"""Carrying out the decisions whose time to be taken back is over. The sweeper's, and safe for several."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import CodedError
from service.auth.acting import make_actor, make_user
from service.context import Actor, Services, Work
from service.db import now, transaction
from service.organisations.models import Access
from service.registry.port import RegistryAnswerInvalid, RegistryUnavailable
from service.requests.models import RequestRecord
from service.reviews import repository
from service.reviews.carrying_out import carry_out
from service.reviews.deciding import end_decision
from service.reviews.models import CaseDecision
from service.reviews.sealed import read_details

log = logging.getLogger(__name__)
BATCH = 50
LATER = timedelta(seconds=30)
"""Until a registry that was away is asked again."""


def carry_out_due(services: Services, moment: datetime | None = None) -> int:
    """Carries out what is due at the moment (now, unless given), each in its own transaction. Returns how
    many. What can no longer be done opens its case again, with the reason.
    """
    moment = moment or now()
    with transaction(services.engine) as session:
        due = repository.due_decisions(session, moment, BATCH)
    return sum(_carry_out_one(services, request_id, moment) for request_id in due)


def _carry_out_one(services: Services, request_id: UUID, moment: datetime) -> bool:
    with transaction(services.engine) as session:
        row, decision = _hold(session, request_id)
        if row is None or decision is None or decision.due_at is None or decision.due_at > moment:
            return False  # taken back, or another sweeper's
        if row.state != "underReview":
            end_decision(decision, "overtaken", None)
            return False
        work = Work(services, session, _maker(session, decision))
        try:
            with session.begin_nested():
                carry_out(work, row, read_details(decision))
        except (RegistryUnavailable, RegistryAnswerInvalid):
            decision.due_at = moment + LATER
            return False
        except CodedError as error:
            end_decision(decision, "failed", None)
            decision.failure_code = error.code
            log.warning("decision %s not carried out: %s", decision.id, error.code)
            return False
        end_decision(decision, "done", None)
    for action in work.after_commit:
        action()
    return True


def _hold(session: Session, request_id: UUID) -> tuple[RequestRecord | None, CaseDecision | None]:
    query = select(RequestRecord).where(RequestRecord.id == request_id)
    row = session.scalar(query.with_for_update(skip_locked=True, of=RequestRecord))
    return row, repository.open_decision(session, request_id) if row is not None else None


def _maker(session: Session, decision: CaseDecision) -> Actor:
    """Who decided, as of then: what has become of the access since does not matter."""
    access = session.get_one(Access, decision.made_under)
    return make_actor(make_user(access.account), access, None)
