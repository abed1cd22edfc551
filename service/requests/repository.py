"""Queries on requests, narrowed to what the actor may see."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Select, any_, cast, delete, func, or_, select
from sqlalchemy.orm import Session, joinedload

from matching.keys import SearchKeys, retrieval_keys
from matching.person import PersonRequest
from service.context import Actor
from service.errors import ResourceNotFound
from service.organisations.models import Account
from service.requests.models import PendingKey, RequestEvent, RequestRecord
from service.visibility import visible_requests

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
    session: Session, actor: Actor, sort: str, page: int, page_size: int, states: Sequence[str] | None
) -> tuple[list[RequestRecord], int]:
    """One page of the company's requests, and how many there are."""
    query = visible(actor)
    if states:
        query = query.where(RequestRecord.state.in_(states))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    column = ORDERS[sort.removeprefix("-")]
    order = column.desc() if sort.startswith("-") else column.asc()
    query = query.join(RequestRecord.account).options(joinedload(RequestRecord.account))
    query = query.order_by(order, RequestRecord.created_at.desc(), RequestRecord.id)
    return [*session.scalars(query.limit(page_size).offset((page - 1) * page_size))], total


def list_under_review(session: Session) -> list[RequestRecord]:
    """Open cases, oldest first. For reviewers: over all organisations."""
    query = select(RequestRecord).where(RequestRecord.state == "underReview")
    return [*session.scalars(query.order_by(RequestRecord.submitted_at))]


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
    """Writes a transition down."""
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


def replace_pending_keys(session: Session, request_id: UUID, person: PersonRequest | None) -> None:
    """Makes an open request findable, or no longer so when `person` is None."""
    session.execute(delete(PendingKey).where(PendingKey.request_id == request_id))
    if person is not None:
        session.add_all(PendingKey(key=key, request_id=request_id) for key in retrieval_keys(person))


def find_pending(session: Session, keys: SearchKeys, but: UUID) -> list[RequestRecord]:
    """Open requests of whichever organisation whom these keys name, except `but`."""
    key = PendingKey.key
    born_then = [key.between(low, high) for low, high in keys.ranges()]
    numbers = cast(keys.numbers(), ARRAY(BigInteger))
    hits = select(PendingKey.request_id).where(or_(key == any_(numbers), *born_then))
    return [
        *session.scalars(select(RequestRecord).where(RequestRecord.id != but, RequestRecord.id.in_(hits)))
    ]
