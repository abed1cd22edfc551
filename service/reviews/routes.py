"""`/v1/reviews`: the queue, a case, and the reviewer's decision on it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

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

router = api_router("/reviews", "reviews")
PATH, ONE = "/v1/reviews", "/{requestId:uuid}"
RequestId = Annotated[UUID, Path(alias="requestId")]


@router.get("", summary="Open cases of every organisation, the oldest first")
def list_reviews(
    work: ReadingCases, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE
) -> ReviewCollection:
    """What waits for a reviewer."""
    found = service.review_queue(work, page, page_size)
    items = [ReviewLine(href=f"{PATH}/{line.request_id}", **dict(line)) for line in found.items]
    return ReviewCollection.model_validate(
        {**page_links(PATH, found.total, page, page_size, {}), "items": items}
    )


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
    """Assigns a candidate's number, makes a new one, asks the requester, or refuses."""
    check_match(if_match, hold_request(work, request_id))
    _decide(work, request_id, body)
    view = request_view(work, request_id)
    response.headers["ETag"] = etag(view.version)
    return Decided(href=f"{PATH}/{request_id}", request_id=request_id, state=view.state, ssin=view.ssin)


def _decide(work: Work, request_id: UUID, wanted: ReviewDecision) -> None:
    if isinstance(wanted, AssignExisting):
        service.assign_existing(work, request_id, wanted.ssin, wanted.note)
    elif isinstance(wanted, CreateNew):
        service.create_new(work, request_id, wanted.note)
    elif isinstance(wanted, Ask):
        service.ask_for_information(work, request_id, [*dict.fromkeys(wanted.items)], wanted.note)
    else:
        service.refuse(work, request_id, wanted.code, wanted.note)
