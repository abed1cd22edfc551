"""Finding requests: by state, requester and date in the open, by personal data through an opaque search."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, delete

from service.audit.service import record
from service.context import Services, Work
from service.db import BRUSSELS, now, transaction
from service.errors import ResourceNotFound
from service.requests import repository
from service.requests.criteria import Criteria, TypedCriteria, fold, fold_number
from service.requests.models import RequestRecord, RequestSearch
from service.requests.schemas import HistoryPage, RequestState
from service.requests.view import history_line
from service.requests.workers import Worker
from service.seals import seals_of
from service.storage.errors import ObjectNotFound
from service.storage.keys import seal, unseal

KEPT = timedelta(hours=1)
"""How long the pages of a search can be asked for."""


@dataclass(frozen=True)
class Filter:
    """Which requests are asked for, besides what the caller may see. Days are Belgian, both inclusive."""

    states: list[RequestState] | None = None
    requester: UUID | None = None
    created_from: date | None = None
    created_to: date | None = None
    search: UUID | None = None


def find_requests(work: Work, wanted: Filter, sort: str, page: int, page_size: int) -> HistoryPage:
    """One page of the requests. Raises ResourceNotFound for a search that is over or another company's."""
    rows, total = find_rows(work, wanted, sort, page, page_size)
    return HistoryPage(items=[history_line(row) for row in rows], total=total, page=page, page_size=page_size)


def find_rows(
    work: Work, wanted: Filter, sort: str, page: int, page_size: int
) -> tuple[list[RequestRecord], int]:
    """The same as rows, and how many there are in all."""
    conditions, matches = [*_open_conditions(wanted)], None
    if wanted.search is not None:
        criteria = _criteria(work, wanted.search)
        if criteria.ssin is not None:
            sought = seals_of(work.session).digest(criteria.ssin)
            conditions.append(RequestRecord.ssin.digest_column == sought)
        matches = matching(criteria)
        record(work.session, work.actor, "searchRequests", "requestSearch", wanted.search)
    return repository.list_history(
        work.session, work.actor, sort, page, page_size, wanted.states, conditions, matches
    )


def begin_search(work: Work, criteria: Criteria) -> UUID:
    """Keeps what is searched by, encrypted, for an hour. Returns the id that its pages are asked for with."""
    search_id = uuid4()
    content = criteria.model_dump_json(by_alias=True, exclude_none=True).encode()
    key = work.services.vault.keys.make_data_key(str(search_id))
    work.session.add(
        RequestSearch(
            id=search_id,
            organisation_id=work.actor.organisation_id,
            criteria=seal(key, content, search_id.bytes),
        )
    )
    work.session.flush()
    return search_id


def typed_text(work: Work, search_id: UUID) -> str:
    """What was typed for a search. Raises ResourceNotFound."""
    return _criteria(work, search_id).typed


def forget_searches(services: Services) -> int:
    """Deletes the searches whose time is over, and destroys their keys. Returns how many."""
    with transaction(services.engine) as session:
        over = delete(RequestSearch).where(RequestSearch.created_at < now() - KEPT)
        gone = session.scalars(over.returning(RequestSearch.id)).all()
        for search_id in gone:
            services.vault.erase(search_id)
    return len(gone)


def _criteria(work: Work, search_id: UUID) -> TypedCriteria:
    row = work.session.get(RequestSearch, search_id)
    if row is None or row.organisation_id != work.actor.organisation_id or row.created_at < now() - KEPT:
        raise ResourceNotFound
    try:
        key = work.services.vault.keys.data_key(str(search_id))
    except ObjectNotFound:
        raise ResourceNotFound from None
    return TypedCriteria.model_validate_json(unseal(key, row.criteria, search_id.bytes))


def _open_conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.requester is not None:
        conditions.append(RequestRecord.account_id == wanted.requester)
    if wanted.created_from is not None:
        conditions.append(RequestRecord.created_at >= _midnight(wanted.created_from))
    if wanted.created_to is not None and wanted.created_to < date.max:
        conditions.append(RequestRecord.created_at < _midnight(wanted.created_to + timedelta(days=1)))
    return conditions


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS)


def matching(criteria: TypedCriteria) -> Callable[[Worker], bool] | None:
    """What a worker must match; None where the criteria say nothing of the worker."""
    family, given = fold(criteria.family_name or ""), fold(criteria.given_names or "")
    birth, number = criteria.birth_date, fold_number(criteria.document_number or "")
    words = [(fold(word), fold_number(word)) for word in criteria.words]
    if not (family or given or birth or number or words):
        return None

    def matches(worker: Worker) -> bool:
        names = worker.order
        return (
            family in names[0]
            and given in names[1]
            and (birth is None or worker.birth_date == birth)
            and (not number or worker.number == number)
            and all(
                word in names[0] or word in names[1] or worker.number == digits != ""
                for word, digits in words
            )
        )

    return matches
