"""Queries on open cases and on decisions. Cases are of every organisation: they are for reviewers alone."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from service.db import now
from service.organisations.models import Account, Organisation
from service.requests.models import RequestRecord
from service.reviews.models import CaseDecision, OpenCase
from service.reviews.schemas import QueueFilter
from service.sealed import fetch_keys

ORDERS = {"deadline": OpenCase.queued_at, "age": OpenCase.submitted_at}


def list_cases(
    session: Session, account_id: UUID, wanted: QueueFilter, page: int, page_size: int
) -> tuple[Sequence[Row[OpenCase, RequestRecord, str, str | None]], int]:
    """A page of the open cases with their requests, organisations, and the colleague who has each open; and
    how many there are.
    """
    chosen = _chosen(account_id, wanted)
    total = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    held = or_(OpenCase.claim_expires_at.is_(None), OpenCase.claim_expires_at < now())
    holder = select(Account.display_name).where(Account.id == OpenCase.claimed_by, ~held)
    query = (
        chosen.add_columns(
            RequestRecord,
            Organisation.name,
            holder.where(OpenCase.claimed_by != account_id).scalar_subquery(),
        )
        .join(RequestRecord, RequestRecord.id == OpenCase.request_id)
        .join(Organisation, Organisation.id == RequestRecord.organisation_id)
        .order_by(ORDERS[wanted.order], OpenCase.request_id)
    )
    rows = session.execute(query.limit(page_size).offset((page - 1) * page_size)).unique().all()
    fetch_keys(session, [case.request_id for case, *_ in rows])
    return rows, total


def count_kinds(session: Session) -> dict[str, int]:
    """Open cases by their first reason, the most frequent first."""
    query = select(OpenCase.kind, func.count()).where(~_decided()).group_by(OpenCase.kind)
    counted = session.execute(query.order_by(func.count().desc(), OpenCase.kind)).all()
    return {kind: count for kind, count in counted}  # noqa: C416 - mypy takes rows for no pairs


def count_queued_before(session: Session, moment: datetime) -> int:
    """How many open cases have waited since before the moment."""
    query = select(func.count()).select_from(OpenCase).where(~_decided(), OpenCase.queued_at < moment)
    return session.scalar(query) or 0


def take_next(session: Session, account_id: UUID, wanted: QueueFilter, but: UUID | None) -> OpenCase | None:
    """The first case that no colleague has open, locked; those that are just being taken are passed over."""
    query = _chosen(account_id, wanted.model_copy(update={"free": True}))
    if but is not None:
        query = query.where(OpenCase.request_id != but)
    query = query.order_by(ORDERS[wanted.order], OpenCase.request_id).limit(1)
    return session.scalar(query.with_for_update(skip_locked=True, of=OpenCase))


def lock_case(session: Session, request_id: UUID) -> OpenCase | None:
    """The row of an open case, locked."""
    query = select(OpenCase).where(OpenCase.request_id == request_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def open_decision(session: Session, request_id: UUID) -> CaseDecision | None:
    """The decision on a case that has not ended. The caller holds the request, or only looks."""
    query = select(CaseDecision).where(CaseDecision.request_id == request_id, CaseDecision.ended_at.is_(None))
    return session.scalar(query.execution_options(populate_existing=True))


def ended_decisions(session: Session, request_id: UUID) -> Sequence[CaseDecision]:
    """The decisions of a case that ended, oldest first."""
    query = select(CaseDecision).where(
        CaseDecision.request_id == request_id, CaseDecision.ended_at.is_not(None)
    )
    return session.scalars(query.order_by(CaseDecision.made_at)).all()


def list_decisions(
    session: Session, account_id: UUID, *, confirming: bool, limit: int
) -> Sequence[CaseDecision]:
    """Decisions that wait: the account's own, and for who may confirm those that need it; oldest first."""
    own = CaseDecision.made_by == account_id
    if confirming:
        own = or_(own, CaseDecision.state == "toConfirm", CaseDecision.confirmed_by == account_id)
    query = select(CaseDecision).where(CaseDecision.ended_at.is_(None), own)
    return session.scalars(query.order_by(CaseDecision.made_at).limit(limit)).all()


def count_to_confirm(session: Session, but: UUID) -> int:
    """How many decisions of others wait for a second reviewer."""
    return session.scalar(select(func.count()).where(_to_confirm(but))) or 0


def due_decisions(session: Session, moment: datetime, limit: int) -> Sequence[UUID]:
    """Requests whose decision is to be carried out."""
    query = select(CaseDecision.request_id).where(
        CaseDecision.ended_at.is_(None), CaseDecision.due_at <= moment
    )
    return session.scalars(query.order_by(CaseDecision.due_at).limit(limit)).all()


def _chosen(account_id: UUID, wanted: QueueFilter) -> Select[OpenCase]:
    waiting = exists().where(CaseDecision.request_id == OpenCase.request_id, _to_confirm(account_id))
    query = select(OpenCase).where(waiting if wanted.to_confirm else ~_decided())
    if wanted.kind is not None:
        query = query.where(OpenCase.kind == wanted.kind)
    if wanted.free:
        query = query.where(
            or_(
                OpenCase.claim_expires_at.is_(None),
                OpenCase.claim_expires_at < now(),
                OpenCase.claimed_by == account_id,
            )
        )
    return query


def _decided() -> ColumnElement[bool]:
    """Whether a decision waits already."""
    return exists().where(CaseDecision.request_id == OpenCase.request_id, CaseDecision.ended_at.is_(None))


def _to_confirm(but: UUID) -> ColumnElement[bool]:
    """Whether a decision waits for a second reviewer, who is not the one who made it."""
    return and_(CaseDecision.state == "toConfirm", CaseDecision.made_by != but)
