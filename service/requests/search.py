"""Finding requests: by state, requester and date in the open, by personal data through an opaque search."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import Field
from sqlalchemy import ColumnElement, delete, func

from service.audit.service import record
from service.context import Services, Work
from service.db import now, transaction
from service.errors import ResourceNotFound
from service.requests import repository
from service.requests.models import RequestRecord, RequestSearch
from service.requests.schemas import HistoryPage, RequestState
from service.requests.view import history_line
from service.requests.workers import Worker
from service.schemas import Model, clean
from service.seals import seals_of
from service.storage.errors import ObjectNotFound
from service.storage.keys import seal, unseal

KEPT = timedelta(hours=1)
"""How long the pages of a search can be asked for."""
MAX_TEXT = 200
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]


class Criteria(Model):
    """What is searched by; all that is given must hold.

    Names hold where they contain what is given, in whatever case; a birth date is an IncompleteDate.
    """

    family_name: Text | None = None
    given_names: Text | None = None
    birth_date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    document_number: Text | None = None
    ssin: Annotated[str, Field(pattern=r"^\d{11}$")] | None = None


@dataclass(frozen=True)
class Filter:
    """Which requests are asked for, besides what the caller may see. Dates are UTC days, both inclusive."""

    states: list[RequestState] | None = None
    requester: UUID | None = None
    created_from: date | None = None
    created_to: date | None = None
    search: UUID | None = None


def find_requests(work: Work, wanted: Filter, sort: str, page: int, page_size: int) -> HistoryPage:
    """One page of the requests. Raises ResourceNotFound for a search that is over or another company's."""
    conditions, matches = [*_open_conditions(wanted)], None
    if wanted.search is not None:
        criteria = _criteria(work, wanted.search)
        if criteria.ssin is not None:
            sought = seals_of(work.session).digest(criteria.ssin)
            conditions.append(RequestRecord.ssin.digest_column == sought)
        matches = _matching(criteria)
        record(work.session, work.actor, "searchRequests", "requestSearch", wanted.search)
    rows, total = repository.list_history(
        work.session, work.actor, sort, page, page_size, wanted.states, conditions, matches
    )
    return HistoryPage(items=[history_line(row) for row in rows], total=total, page=page, page_size=page_size)


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


def forget_searches(services: Services) -> int:
    """Deletes the searches whose time is over, and destroys their keys. Returns how many."""
    with transaction(services.engine) as session:
        over = delete(RequestSearch).where(RequestSearch.created_at < now() - KEPT)
        gone = session.scalars(over.returning(RequestSearch.id)).all()
        for search_id in gone:
            services.vault.erase(search_id)
    return len(gone)


def _criteria(work: Work, search_id: UUID) -> Criteria:
    row = work.session.get(RequestSearch, search_id)
    if row is None or row.organisation_id != work.actor.organisation_id or row.created_at < now() - KEPT:
        raise ResourceNotFound
    try:
        key = work.services.vault.keys.data_key(str(search_id))
    except ObjectNotFound:
        raise ResourceNotFound from None
    return Criteria.model_validate_json(unseal(key, row.criteria, search_id.bytes))


def _open_conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    day = func.date(func.timezone("UTC", RequestRecord.created_at))
    if wanted.requester is not None:
        conditions.append(RequestRecord.account_id == wanted.requester)
    if wanted.created_from is not None:
        conditions.append(day >= wanted.created_from)
    if wanted.created_to is not None:
        conditions.append(day <= wanted.created_to)
    return conditions


def _matching(criteria: Criteria) -> Callable[[Worker], bool] | None:
    """What a worker must match; None where the criteria say nothing of the worker."""
    family, given = _folded(criteria.family_name), _folded(criteria.given_names)
    birth, number = criteria.birth_date, criteria.document_number and clean(criteria.document_number)
    if not (family or given or birth or number):
        return None
    return lambda worker: (
        family in worker.family_name
        and given in worker.given_names
        and (birth is None or worker.birth_date == birth)
        and (number is None or worker.document_number == number)
    )


def _folded(name: str | None) -> str:
    return clean(name).casefold() if name else ""
