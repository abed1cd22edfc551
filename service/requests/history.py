"""Looking back: one request, and all of the company's."""

from uuid import UUID

from service.audit.service import record
from service.context import Work
from service.requests import repository
from service.requests.schemas import HistoryPage, RequestState, RequestView
from service.requests.view import history_line, view_request

MAX_PAGE = 100_000


def request_view(work: Work, request_id: UUID) -> RequestView:
    """The request as its company sees it; a reviewer's look is logged."""
    row = repository.get_request(work.session, work.actor, request_id)
    record(work.session, work.actor, "view", "request", row.id)
    return view_request(row)


def history(
    work: Work,
    sort: str = "-createdAt",
    page: int = 1,
    page_size: int = 25,
    states: list[RequestState] | None = None,
) -> HistoryPage:
    """The company's requests, current and past. An unknown order falls back to the newest first."""
    page = min(max(page, 1), MAX_PAGE)
    if sort.removeprefix("-") not in repository.ORDERS:
        sort = "-createdAt"
    rows, total = repository.list_history(work.session, work.actor, sort, page, page_size, states)
    return HistoryPage(items=[history_line(row) for row in rows], total=total, page=page, page_size=page_size)
