"""Sorting and searching the history by the worker: the one place that compares names.

The database orders bytes, and `Ö` after `Z`; people look for "Muller" and mean Müller. So names are folded
and compared here. What a process has read of a request it keeps under the request's version: nothing it keeps
is ever older than the row, for ids and versions come from the database at every call.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session

from models.errors import CodedError
from service.requests.criteria import fold
from service.requests.models import RequestRecord

MOST_WORKERS = 50_000
"""Requests that are looked through at one time, and that a process remembers, a few hundred bytes each."""
ID_LENGTH = 36


class TooManyToLookThrough(CodedError):
    code = "tooManyToLookThrough"
    status = 422
    message = "More than {limit} requests would have to be looked through."
    remedy = "Narrow the choice by state, requester or period."


@dataclass(frozen=True, slots=True)
class Worker:
    """What can be searched by, of one request. `order`: family and given names without case and marks."""

    id: UUID
    sorted_by: str = ""
    family_name: str = ""
    given_names: str = ""
    birth_date: str = ""
    document_number: str = ""
    order: tuple[str, str] = ("", "")


class Workers:
    """The workers that this process remembers, the ones looked at last, by `id:version`."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[str, Worker] = OrderedDict()

    def recall(self, mark: str) -> Worker | None:
        """The worker of a request as of a version, if it was read."""
        return self._known.get(mark)

    def remember(self, found: dict[str, Worker]) -> None:
        """Keeps them, in the place of those that were read longest ago."""
        with self._lock:
            self._known.update(found)
            while len(self._known) > MOST_WORKERS:
                self._known.popitem(last=False)


KNOWN = Workers()


def find_by_worker(
    session: Session, query: Select[Any], matches: Callable[[Worker], bool], *, order: str | None
) -> list[UUID]:
    """Ids of the query's requests whose worker matches. `query` gives RequestRecord rows, in its order.

    `order`: `worker` or `-worker` sorts by name; otherwise the query's own order stays. Raises
    TooManyToLookThrough.
    """
    marks = _marks(session, query.order_by(None) if order else query)
    found = [(mark, KNOWN.recall(mark)) for mark in marks]
    missing = [mark for mark, worker in found if worker is None]
    if missing:
        read = _read(session, missing)
        found = [(mark, worker or read.get(mark)) for mark, worker in found]
    chosen = [(worker.sorted_by + mark, worker.id) for mark, worker in found if worker and matches(worker)]
    if order is not None:
        chosen.sort(reverse=order.startswith("-"))
    return [request_id for _, request_id in chosen]


def _marks(session: Session, query: Select[Any]) -> list[str]:
    """`id:version` of every request as one value: ten thousand rows would take longer to hand over."""
    mark = func.concat(cast(RequestRecord.id, String), ":", cast(RequestRecord.version, String))
    rows = query.with_only_columns(mark.label("mark")).limit(MOST_WORKERS + 1).subquery()
    marks: list[str] = session.scalar(select(func.array_agg(rows.c.mark))) or []
    if len(marks) > MOST_WORKERS:
        raise TooManyToLookThrough(limit=MOST_WORKERS)
    return marks


def _read(session: Session, missing: Sequence[str]) -> dict[str, Worker]:
    """The workers of these requests, under the marks they were asked by; without those erased since."""
    marks = {UUID(mark[:ID_LENGTH]): mark for mark in missing}
    columns = select(RequestRecord.id, RequestRecord.person, RequestRecord.document)
    rows = session.execute(columns.where(RequestRecord.id.in_([*marks])))
    read = {
        marks[request_id]: _worker(request_id, person, document or {})
        for request_id, person, document in rows
    }
    KNOWN.remember(read)
    return read


def _worker(request_id: UUID, person: dict[str, Any], document: dict[str, Any]) -> Worker:
    family, given = str(person.get("familyName") or ""), str(person.get("givenNames") or "")
    return Worker(
        id=request_id,
        sorted_by=f"{fold(family)}\0{fold(given)}\0",
        family_name=family.casefold(),
        given_names=given.casefold(),
        birth_date=str(person.get("birthDate") or ""),
        document_number=str(document.get("number") or ""),
        order=(fold(family), fold(given)),
    )
