"""Finding requests: by state, requester and date in the open, by personal data through an opaque search."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID, uuid4

from pydantic import Field
from sqlalchemy import ColumnElement, Engine, delete, func

from service.audit.service import record
from service.context import Work
from service.db import now, transaction
from service.errors import ResourceNotFound
from service.requests import repository
from service.requests.models import RequestRecord, RequestSearch
from service.requests.schemas import HistoryPage, RequestState
from service.requests.view import history_line
from service.schemas import Model, clean
from service.storage.keys import seal, unseal

KEPT = timedelta(hours=1)
"""How long the pages of a search can be asked for."""
MAX_TEXT = 200
PERSON = {"family_name": "familyName", "given_names": "givenNames"}
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
    conditions = [*_open_conditions(wanted)]
    if wanted.search is not None:
        conditions += _conditions(_criteria(work, wanted.search))
        record(work.session, work.actor, "searchRequests", "requestSearch", wanted.search)
    rows, total = repository.list_history(
        work.session, work.actor, sort, page, page_size, wanted.states, conditions
    )
    return HistoryPage(items=[history_line(row) for row in rows], total=total, page=page, page_size=page_size)


def begin_search(work: Work, criteria: Criteria) -> UUID:
    """Keeps what is searched by, encrypted, for an hour. Returns the id that its pages are asked for with."""
    search_id = uuid4()
    content = criteria.model_dump_json(by_alias=True, exclude_none=True).encode()
    work.session.add(
        RequestSearch(
            id=search_id,
            organisation_id=work.actor.organisation_id,
            criteria=seal(_key(work), content, search_id.bytes),
        )
    )
    work.session.flush()
    return search_id


def forget_searches(engine: Engine) -> None:
    """Deletes the searches whose time is over."""
    with transaction(engine) as session:
        session.execute(delete(RequestSearch).where(RequestSearch.created_at < now() - KEPT))


def _criteria(work: Work, search_id: UUID) -> Criteria:
    row = work.session.get(RequestSearch, search_id)
    if row is None or row.organisation_id != work.actor.organisation_id or row.created_at < now() - KEPT:
        raise ResourceNotFound
    return Criteria.model_validate_json(unseal(_key(work), row.criteria, search_id.bytes))


def _key(work: Work) -> bytes:
    return work.services.vault.keys.derive("searches")


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


def _conditions(criteria: Criteria) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for attribute, name in PERSON.items():
        value = getattr(criteria, attribute)
        if value is not None:
            entered = RequestRecord.person[name].as_string()
            conditions.append(entered.icontains(clean(value), autoescape=True))
    if criteria.birth_date is not None:
        conditions.append(RequestRecord.person["birthDate"].as_string() == criteria.birth_date)
    if criteria.document_number is not None:
        number = RequestRecord.document["number"].as_string()
        conditions.append(number == clean(criteria.document_number))
    if criteria.ssin is not None:
        conditions.append(RequestRecord.ssin == criteria.ssin)
    return conditions
