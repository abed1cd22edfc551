"""Collections after the federal guide: pages counted from 1, links to neighbours, an href for each item."""

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query
from pydantic import Field

from service.schemas import Model

PAGE_SIZE, MAX_PAGE_SIZE, MAX_PAGE = 25, 100, 100_000
PageNumber = Annotated[int, Query(alias="page", ge=1, le=MAX_PAGE, description="Counts from 1.")]
PageSize = Annotated[int, Query(alias="pageSize", ge=1, le=MAX_PAGE_SIZE)]


class Collection(Model):
    """What every collection has beside its items. Links are relative to the server."""

    self_link: str = Field(alias="self")
    total: int


class PagedCollection(Collection):
    """A page of a collection; `prev` and `next` are absent at its ends."""

    first: str
    last: str
    prev: str | None = None
    next: str | None = None
    page: int
    page_size: int


def page_links(
    path: str, total: int, page: int, page_size: int, parameters: Mapping[str, object]
) -> dict[str, object]:
    """The members of PagedCollection but for the items; `parameters` come back in every link, in order."""
    last = max(1, -(-total // page_size))

    def link(number: int) -> str:
        given = {name: value for name, value in parameters.items() if value is not None}
        return f"{path}?{urlencode({**given, 'page': number, 'pageSize': page_size}, doseq=True)}"

    return {
        "self": link(page),
        "first": link(1),
        "last": link(last),
        "prev": link(min(page - 1, last)) if page > 1 else None,
        "next": link(page + 1) if page < last else None,
        "page": page,
        "pageSize": page_size,
        "total": total,
    }
