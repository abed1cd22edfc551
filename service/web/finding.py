"""What of the history is asked for, as the portal's addresses and its form say it.

Addresses hold codes, days and opaque ids alone. Whatever else stands in one is passed over: people edit them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args
from urllib.parse import urlencode
from uuid import UUID

from fastapi import Request

from service.context import Work
from service.requests.criteria import read_typed
from service.requests.repository import ORDERS
from service.requests.schemas import RequestState
from service.requests.search import Filter, begin_search
from service.web.untrusted import read_id

NEWEST_FIRST = "-createdAt"
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Asked:
    """A filter, an order and a page of the history."""

    wanted: Filter
    sort: str = NEWEST_FIRST
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.wanted != Filter()

    def query(self, *, sort: str | None = None, page: int = 1) -> str:
        """The query of the address with another order or page, empty for the plain history."""
        wanted = self.wanted
        given: list[tuple[str, object]] = [("state", state) for state in wanted.states or ()]
        given += [
            (name, value)
            for name, value in (
                ("requester", wanted.requester),
                ("from", wanted.created_from),
                ("to", wanted.created_to),
                ("search", wanted.search),
            )
            if value is not None
        ]
        if (sort or self.sort) != NEWEST_FIRST:
            given.append(("sort", sort or self.sort))
        if page > 1:
            given.append(("page", page))
        return f"?{urlencode(given)}" if given else ""


def read_address(request: Request) -> Asked:
    """What an address asks for."""
    parameters = request.query_params
    sort, page = parameters.get("sort", ""), parameters.get("page", "")
    wanted = Filter(
        states=_states(parameters.getlist("state")),
        requester=read_id(parameters.get("requester", "")),
        created_from=_day(parameters.get("from", "")),
        created_to=_day(parameters.get("to", "")),
        search=read_id(parameters.get("search", "")),
    )
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 7 else 1
    return Asked(
        wanted,
        sort if sort.removeprefix("-") in ORDERS else NEWEST_FIRST,
        min(max(number, 1), LAST_PAGE),
    )


def read_find(work: Work, form: Mapping[str, str]) -> Asked:
    """What the form asks for; what was typed to find a worker becomes a search with an id."""
    criteria = read_typed(form.get("worker", ""))
    search: UUID | None = begin_search(work, criteria) if criteria else None
    wanted = Filter(
        states=_states([form.get("state", "")]),
        requester=read_id(form.get("requester", "")),
        created_from=_day(form.get("from", "")),
        created_to=_day(form.get("to", "")),
        search=search,
    )
    sort = form.get("sort", "")
    return Asked(wanted, sort if sort.removeprefix("-") in ORDERS else NEWEST_FIRST)


def window(page: int, pages: int) -> list[int | None]:
    """The page numbers to show: the ends and the neighbours; None where some are left out."""
    shown = sorted({1, page - 1, page, page + 1, pages} & {*range(1, pages + 1)})
    numbers: list[int | None] = []
    for one in shown:
        if numbers and numbers[-1] is not None and one - numbers[-1] > 1:
            numbers.append(None)
        numbers.append(one)
    return numbers


def _states(untrusted: list[str]) -> list[RequestState] | None:
    return [state for state in get_args(RequestState) if state in untrusted] or None


def _day(untrusted_text: str) -> date | None:
    try:
        return date.fromisoformat(untrusted_text)
    except ValueError:
        return None
