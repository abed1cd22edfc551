"""Queries on requests, narrowed to what the actor may see."""

from collections.abc import Callable, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, case, delete, func, select
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session, contains_eager, defer

from matching.keys import SearchKeys, retrieval_keys
from matching.person import PersonRequest
from service.context import Actor
from service.errors import ResourceNotFound
from service.organisations.models import Account
from service.requests.blinding import blinding_of
from service.requests.criteria import fold
from service.requests.models import RequestEvent, RequestKey, RequestRecord
from service.requests.pending import named_by
from service.requests.workers import Worker, find_by_worker
from service.sealed import fetch_keys
from service.visibility import visible_requests
from service.webhooks.outbox import announce

ORDERS = ("createdAt", "requester", "state", "worker", "deadline")
STATES_BY_URGENCY = (
    "moreInformationNeeded", "draft", "submitted", "processing", "underReview", "numberAssigned", "refused",
    "expired", "cancelled",
)  # fmt: skip
"""Sorted by state, what needs somebody comes first and what is over for good comes last."""
NOT_IN_A_LIST = (
    RequestRecord.prefilled,
    RequestRecord.evidence,
    RequestRecord.decision,
    RequestRecord.residence_address,
    RequestRecord.contact_address,
)
"""What a line of the history does not show, and would take longest to fetch."""


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
    matches: Callable[[Worker], bool] | None = None,
) -> tuple[list[RequestRecord], int]:
    """One page of the company's requests on which all conditions hold, and how many there are.

    What the worker must match, and the order by worker, are looked at outside of the database.
    """
    query = visible(actor).where(*conditions)
    if states:
        query = query.where(RequestRecord.state.in_(states))
    start, named = (page - 1) * page_size, sort.removeprefix("-") == "worker"
    ordered = query.order_by(_order(session, actor, sort), RequestRecord.created_at.desc(), RequestRecord.id)
    if named or matches is not None:
        ids = find_by_worker(session, ordered, matches or _anybody, order=sort if named else None)
        return _fetch(session, actor, ids[start : start + page_size]), len(ids)
    # Ids first: they stand in the indexes, so that a late page skips no rows of the table. One more than the
    # page holds tells whether it is the last one, and then nothing is left to count.
    found = session.scalars(
        ordered.with_only_columns(RequestRecord.id).limit(page_size + 1).offset(start)
    ).all()
    total = start + len(found)
    if len(found) > page_size or not found:
        total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    return _fetch(session, actor, found[:page_size]), total


def list_requesters(session: Session, actor: Actor) -> list[Account]:
    """Whoever asked for any of the requests that the actor may see, by name."""
    # From one requester to the next in the index, for DISTINCT would read the line of each request.
    account_id = RequestRecord.account_id
    own = select(account_id).where(visible_requests(actor)).order_by(account_id).limit(1)
    found = own.cte("asked", recursive=True)
    following = own.where(account_id > found.c.account_id).scalar_subquery()
    found = found.union_all(select(following).where(found.c.account_id.is_not(None)))
    return sorted(
        session.scalars(select(Account).where(Account.id.in_(select(found.c.account_id)))),
        key=lambda account: (fold(account.display_name), str(account.id)),
    )


def count_by_requester(session: Session, actor: Actor) -> dict[UUID, int]:
    """How many requests each of them has asked for."""
    counts = select(RequestRecord.account_id, func.count()).where(visible_requests(actor))
    rows = session.execute(counts.group_by(RequestRecord.account_id)).all()
    return {row[0]: row[1] for row in rows}


def _fetch(session: Session, actor: Actor, ids: Sequence[UUID]) -> list[RequestRecord]:
    """The rows in the order of their ids; one that was erased meanwhile is left out."""
    query = visible(actor).where(RequestRecord.id.in_(ids)).join(RequestRecord.account)
    light = [defer(cast(Any, sealed.column)) for sealed in NOT_IN_A_LIST]
    rows = session.scalars(query.options(contains_eager(RequestRecord.account), *light))
    found = {row.id: row for row in rows}
    fetch_keys(session, [*found])
    return [found[one] for one in ids if one in found]


def _anybody(_: Worker) -> bool:
    return True


def _order(session: Session, actor: Actor, sort: str) -> ColumnElement[Any]:
    """What the database sorts by; who is sorted by name is sorted elsewhere."""
    key, column = sort.removeprefix("-"), cast(Any, RequestRecord.created_at)
    if key == "state":
        column = case(
            {state: rank for rank, state in enumerate(STATES_BY_URGENCY)}, value=RequestRecord.state
        )
    elif key == "requester":
        ids = [account.id for account in list_requesters(session, actor)]
        column = func.array_position(as_type(ids, ARRAY(Uuid)), RequestRecord.account_id)
    elif key == "deadline":
        column = RequestRecord.deadline
    order: ColumnElement[Any] = column.desc() if sort.startswith("-") else column.asc()
    return order.nulls_last() if key == "deadline" else order


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
    keys = sorted({*blinding_of(session).keys(retrieval_keys(person))})
    session.add_all(
        RequestKey(organisation_id=row.organisation_id, key=key, request_id=row.id) for key in keys
    )


def find_earlier(session: Session, row: RequestRecord, keys: SearchKeys) -> list[RequestRecord]:
    """Requests of the same company whom these keys name and that count, newest first, except `row`."""
    own = RequestKey.organisation_id == row.organisation_id
    hits = select(RequestKey.request_id).where(own, named_by(keys, RequestKey.key, blinding_of(session)))
    query = select(RequestRecord).where(
        RequestRecord.id != row.id,
        RequestRecord.id.in_(hits),
        RequestRecord.organisation_id == row.organisation_id,
        RequestRecord.state.not_in(("cancelled", "expired")),
    )
    rows = [*session.scalars(query.order_by(RequestRecord.submitted_at.desc()))]
    fetch_keys(session, [one.id for one in rows])
    return rows
