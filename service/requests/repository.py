"""Queries on requests, narrowed to what the actor may see."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.orm import Session, joinedload

from matching.keys import SearchKeys, retrieval_keys
from matching.person import PersonRequest
from service.context import Actor
from service.errors import ResourceNotFound
from service.organisations.models import Account
from service.requests.models import RequestEvent, RequestKey, RequestRecord
from service.requests.pending import named_by
from service.visibility import visible_requests
from service.webhooks.outbox import announce

ORDERS: dict[str, Any] = {
    "createdAt": RequestRecord.created_at,
    "requester": Account.display_name,
    "state": RequestRecord.state,
    "worker": func.lower(RequestRecord.person["familyName"].as_string()),
}


def visible(actor: Actor) -> Select[RequestRecord]:
    """The requests an actor may see."""
    return select(RequestRecord).where(visible_requests(actor))


def get_request(session: Session, actor: Actor, request_id: UUID, *, lock: bool = False) -> RequestRecord:
    """One request, locked for a change if asked. Raises ResourceNotFound."""
    query = visible(actor).where(RequestRecord.id == request_id)
    if lock:
        query = query.with_for_update(of=RequestRecord).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise ResourceNotFound
    return found


def find_by_extraction(session: Session, actor: Actor, extraction_id: UUID) -> RequestRecord | None:
    """The open draft that was made from an upload."""
    query = visible(actor).where(RequestRecord.extraction_id == extraction_id, RequestRecord.state == "draft")
    return session.scalar(query.limit(1))


def list_history(
    session: Session,
    actor: Actor,
    sort: str,
    page: int,
    page_size: int,
    states: Sequence[str] | None,
    conditions: Sequence[ColumnElement[bool]] = (),
) -> tuple[list[RequestRecord], int]:
    """One page of the company's requests on which all conditions hold, and how many there are."""
    query = visible(actor).where(*conditions)
    if states:
        query = query.where(RequestRecord.state.in_(states))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    column = ORDERS[sort.removeprefix("-")]
    order = column.desc() if sort.startswith("-") else column.asc()
    query = query.join(RequestRecord.account).options(joinedload(RequestRecord.account))
    query = query.order_by(order, RequestRecord.created_at.desc(), RequestRecord.id)
    return [*session.scalars(query.limit(page_size).offset((page - 1) * page_size))], total


def lock_account(session: Session, account_id: UUID) -> None:
    """Lets one request of the account at a time be weighed: its share of the day is counted, then used."""
    session.execute(select(Account.id).where(Account.id == account_id).with_for_update(key_share=True))


def count_instant_today(session: Session, account_id: UUID) -> int:
    """Existing numbers this account was given by the machine since midnight (UTC)."""
    query = select(func.count()).where(
        RequestRecord.account_id == account_id,
        RequestRecord.instant,
        RequestRecord.submitted_at >= func.date_trunc("day", func.now()),
    )
    return session.scalar(query) or 0


def add_event(
    session: Session, request: RequestRecord, to_state: str, actor: Actor | None, code: str | None
) -> None:
    """Writes a transition down, and a message for each webhook of the company once it is no mere draft."""
    if to_state != "draft":
        announce(session, request.organisation_id, request.id, request.state, to_state, code)
    session.add(
        RequestEvent(
            request_id=request.id,
            from_state=request.state if to_state != "draft" else None,
            to_state=to_state,
            account_id=actor.account_id if actor else None,
            code=code,
            capacity=actor.capacity if actor else None,
            acting_organisation_id=actor.acting_organisation_id if actor else None,
        )
    )


def replace_request_keys(session: Session, row: RequestRecord, person: PersonRequest) -> None:
    """Makes a request that was sent findable for its own company."""
    session.execute(delete(RequestKey).where(RequestKey.request_id == row.id))
    session.add_all(
        RequestKey(organisation_id=row.organisation_id, key=key, request_id=row.id)
        for key in retrieval_keys(person)
    )


def find_earlier(session: Session, row: RequestRecord, keys: SearchKeys) -> list[RequestRecord]:
    """Requests of the same company whom these keys name and that count, newest first, except `row`."""
    own = RequestKey.organisation_id == row.organisation_id
    hits = select(RequestKey.request_id).where(own, named_by(keys, RequestKey.key))
    query = select(RequestRecord).where(
        RequestRecord.id != row.id,
        RequestRecord.id.in_(hits),
        RequestRecord.organisation_id == row.organisation_id,
        RequestRecord.state.not_in(("cancelled", "expired")),
    )
    return [*session.scalars(query.order_by(RequestRecord.submitted_at.desc()))]
