"""Sorting and searching the history by the worker: by values that the database cannot read.

Ids come from the database; names are opened in the process, each once, and remembered by their sealed bytes.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Dialect, Select, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from models.errors import CodedError
from service.requests.criteria import fold, fold_number
from service.requests.models import RequestRecord
from service.seals import Seals, seals_of
from service.storage.errors import KeyMissing, KeyUnusable

MOST_WORKERS = 50_000
"""Workers that a process remembers, a few hundred bytes each."""
MOST_LISTS, MOST_LISTED = 64, 200_000
"""Lists that a process remembers, and lines in all of them."""
STAMP = (func.count(), func.max(RequestRecord.updated_at), func.sum(RequestRecord.version))
"""Changes with every change of a request."""
MARK = 12
"""The nonce of a sealed value: another value, another nonce."""
DIALECT: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
PERSON, DOCUMENT = RequestRecord.person, RequestRecord.document


class TooManyToLookThrough(CodedError):
    code = "tooManyToLookThrough"
    status = 400
    message = "More than {limit} requests would have to be looked through."
    remedy = "Narrow the choice by state, requester or period."


@dataclass(frozen=True, slots=True)
class Worker:
    """What can be searched by, of one request; empty where nothing is entered or the key is lost."""

    birth_date: str = ""
    number: str = ""
    """Of the document, without what people put between its characters."""
    order: tuple[str, str] = ("", "")
    """Family and given names without case and marks: what is sorted and searched by."""


Listed = list[tuple[UUID, Worker]]


class Workers:
    """The workers of a process, the ones looked at last; and whole lists while nothing changes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[UUID, tuple[bytes, Worker]] = OrderedDict()
        self._lists: OrderedDict[str, tuple[object, Listed]] = OrderedDict()

    def recall_list(self, question: str, stamp: object) -> Listed | None:
        """The list that answers a question, if it was made when the stamp was the same."""
        known = self._lists.get(question)
        return known[1] if known is not None and known[0] == stamp else None

    def remember_list(self, question: str, stamp: object, found: Listed) -> None:
        """Keeps a list, in the place of one that was made long ago."""
        with self._lock:
            self._lists[question] = (stamp, found)
            self._lists.move_to_end(question)
            while len(self._lists) > 1 and self._is_full():
                self._lists.popitem(last=False)

    def _is_full(self) -> bool:
        lines = sum(len(listed) for _, listed in self._lists.values())
        return len(self._lists) > MOST_LISTS or lines > MOST_LISTED

    def recall(self, request_id: UUID, mark: bytes) -> Worker | None:
        """The worker of a request, if it was opened since it was last written."""
        known = self._known.get(request_id)
        return known[1] if known is not None and known[0] == mark else None

    def remember(self, found: dict[UUID, tuple[bytes, Worker]]) -> None:
        """Keeps them, in the place of those that nobody asked for longest."""
        with self._lock:
            self._known.update(found)
            while len(self._known) > MOST_WORKERS:
                self._known.popitem(last=False)

    def forget(self, request_id: UUID) -> None:
        """Drops the worker of a request that was erased."""
        with self._lock:
            self._known.pop(request_id, None)
            self._lists.clear()


def find_by_worker(
    session: Session, query: Select[Any], matches: Callable[[Worker], bool], *, order: str | None
) -> list[UUID]:
    """Ids of the query's requests whose worker matches. `query` gives RequestRecord rows, in its order.

    `order`: `worker` or `-worker` sorts by name; otherwise the query's own order stays. Raises
    TooManyToLookThrough.
    """
    known, question = workers_of(session), _text(query, order)
    stamp = session.execute(query.order_by(None).with_only_columns(*STAMP)).one()
    listed = known.recall_list(question, stamp)
    if listed is None:
        listed = _list_workers(session, query, known, order)
        known.remember_list(question, stamp, listed)
    return [one for one, worker in listed if matches(worker)]


def _list_workers(session: Session, query: Select[Any], known: Workers, order: str | None) -> Listed:
    marks = [func.substring(one.column, 1, MARK) for one in (PERSON, DOCUMENT)]
    # Two columns of a few bytes: of ten thousand requests a third of what their sealed names weigh.
    rows = session.execute(query.with_only_columns(RequestRecord.id, *marks).limit(MOST_WORKERS + 1)).all()
    if len(rows) > MOST_WORKERS:
        raise TooManyToLookThrough(limit=MOST_WORKERS)
    found = {row[0]: known.recall(row[0], _mark(row[1], row[2])) for row in rows}
    missing = [request_id for request_id, worker in found.items() if worker is None]
    if missing:
        found |= _open(session, missing, known)
    listed = [(one, worker) for one, worker in found.items() if worker is not None]
    if order is not None:
        listed.sort(key=lambda one: one[1].order, reverse=order.startswith("-"))
    return listed


def _text(query: Select[Any], order: str | None) -> str:
    """What is asked: the statement with its values."""
    compiled = query.compile(dialect=DIALECT)
    return f"{order} {compiled} {sorted(compiled.params.items())}"


def workers_of(session: Session) -> Workers:
    """Those that this process remembers of the session's database."""
    seals = seals_of(session)
    if seals.workers is None:
        seals.workers = Workers()
    known: Workers = seals.workers
    return known


def _open(session: Session, missing: Sequence[UUID], known: Workers) -> dict[UUID, Worker]:
    seals, opened = seals_of(session), {}
    seals.fetch(missing)
    for some in (missing[at : at + 1000] for at in range(0, len(missing), 1000)):
        query = select(RequestRecord.id, PERSON.column, DOCUMENT.column).where(RequestRecord.id.in_(some))
        for request_id, person, document in session.execute(query):
            mark = _mark(person, document)
            opened[request_id] = (mark, _worker(seals, request_id, person, document))
    known.remember(opened)
    return {request_id: worker for request_id, (_, worker) in opened.items()}


def _worker(seals: Seals, request_id: UUID, person: bytes | None, document: bytes | None) -> Worker:
    try:
        entered = PERSON.open(seals, request_id, request_id, person) if person else {}
        papers = DOCUMENT.open(seals, request_id, request_id, document) if document else None
    except (
        KeyMissing,
        KeyUnusable,
    ):  # one key that is lost does not close the whole history; the request itself says so
        return Worker()
    family, given = str(entered.get("familyName") or ""), str(entered.get("givenNames") or "")
    return Worker(
        birth_date=str(entered.get("birthDate") or ""),
        number=fold_number(str((papers or {}).get("number") or "")),
        order=(fold(family), fold(given)),
    )


def _mark(person: bytes | None, document: bytes | None) -> bytes:
    return (person or b"")[:MARK] + b"/" + (document or b"")[:MARK]
