"""`/v1/reviews`: the queue, a case, and the reviewer's decision on it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from service.api.collections import PAGE_SIZE, PageNumber, PageSize, page_links
from service.api.preconditions import IfMatch, check_match, etag
from service.api.route import api_router
from service.auth.dependencies import Deciding, ReadingCases
from service.context import Work
from service.requests.service import hold_request, request_view
from service.reviews import service
from service.reviews.resources import (
    Ask,
    AssignExisting,
    CreateNew,
    Decided,
    ReviewCollection,
    ReviewDecision,
    ReviewLine,
    ReviewResource,
)
from service.reviews.schemas import DecisionState, QueueFilter, QueueOrder

router = api_router("/reviews", "reviews")
PATH, ONE = "/v1/reviews", "/{requestId:uuid}"
RequestId = Annotated[UUID, Path(alias="requestId")]


@router.get("", summary="Open cases of every organisation")
def list_reviews(
    work: ReadingCases,
    kind: Annotated[str | None, Query(max_length=40, description="A case's first reason.")] = None,
    sort: Annotated[QueueOrder, Query(description="By deadline, or by the day of sending.")] = "deadline",
    free: Annotated[bool, Query(description="Without those that a colleague has open.")] = False,
    page: PageNumber = 1,
    page_size: PageSize = PAGE_SIZE,
) -> ReviewCollection:
    """What waits for a reviewer, of all kinds or of one."""
    found = service.queue_page(work, QueueFilter(kind=kind, order=sort, free=free), page, page_size)
    items = [ReviewLine(href=f"{PATH}/{line.request_id}", **dict(line)) for line in found.items]
    given = {"kind": kind, "sort": sort, "free": "true" if free else None}
    links = page_links(PATH, found.total, page, page_size, given)
    return ReviewCollection.model_validate({**links, "items": items, "kinds": found.kinds})


@router.get(ONE, summary="One case")
def get_review(work: ReadingCases, response: Response, request_id: RequestId) -> ReviewResource:
    """What was entered against what was read, and the candidates with their evidence as of now."""
    case = service.review_case(work, request_id)
    response.headers["ETag"] = etag(case.request.version)
    return ReviewResource(href=f"{PATH}/{request_id}", **dict(case))


@router.post(ONE + "/decisions", summary="Decide a case")
def decide_review(
    work: Deciding, response: Response, request_id: RequestId, body: ReviewDecision, if_match: IfMatch = None
) -> Decided:
    """Assigns a candidate's number, makes a new one, asks the requester, or refuses: at once, for a program
    takes nothing back. A new number beside a strong candidate waits for a second reviewer at the desk.
    """
    check_match(if_match, hold_request(work, request_id))
    standing = _decide(work, request_id, body)
    view = request_view(work, request_id)
    response.headers["ETag"] = etag(view.version)
    return Decided(
        href=f"{PATH}/{request_id}",
        request_id=request_id,
        state=view.state,
        ssin=view.ssin,
        second_reviewer=standing == "toConfirm",
    )


def _decide(work: Work, request_id: UUID, wanted: ReviewDecision) -> DecisionState:
    if isinstance(wanted, AssignExisting):
        return service.assign_existing(work, request_id, wanted.ssin, wanted.note)
    if isinstance(wanted, CreateNew):
        return service.create_new(work, request_id, wanted.note)
    if isinstance(wanted, Ask):
        return service.ask_for_information(work, request_id, [*dict.fromkeys(wanted.items)], wanted.note)
    return service.refuse(work, request_id, wanted.code, wanted.note)
