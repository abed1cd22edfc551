"""`/v1/reviews`: the queue, a case, and the reviewer's decision on it."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from service.api.collections import PAGE_SIZE, PageNumber, PageSize, page_links
from service.api.preconditions import IfMatch, check_match, etag
from service.api.route import api_router
from service.auth.dependencies import Confirming, Deciding, ReadingCases
from service.context import Work
from service.requests.service import hold_request, request_view
from service.reviews import service
from service.reviews.resources import (
    Ask,
    AssignExisting,
    CreateNew,
    Decided,
    MergeNumbers,
    ReviewCollection,
    ReviewDecision,
    ReviewLine,
    ReviewResource,
    SentBack,
)
from service.reviews.schemas import DecisionState, QueueFilter, QueueOrder

router = api_router("/reviews", "reviews")
PATH, ONE = "/v1/reviews", "/{requestId:uuid}"
KIND = r"^[A-Za-z]{1,40}$"
"""Codes alone: what else somebody sends reaches no query of the database, which takes no NUL."""
RequestId = Annotated[UUID, Path(alias="requestId")]


@router.get("", summary="Open cases of every organisation")
def list_reviews(
    work: ReadingCases,
    kind: Annotated[str | None, Query(pattern=KIND, description="A case's first reason.")] = None,
    sort: Annotated[QueueOrder, Query(description="By deadline, or by the day of sending.")] = "deadline",
    free: Annotated[bool, Query(description="Without those that a colleague has open.")] = False,
    to_confirm: Annotated[
        bool,
        Query(alias="toConfirm", description="Those that wait for a second reviewer instead."),
    ] = False,
    page: PageNumber = 1,
    page_size: PageSize = PAGE_SIZE,
) -> ReviewCollection:
    """What waits for a reviewer, of all kinds or of one; with `toConfirm` what waits for a second one."""
    wanted = QueueFilter(kind=kind, order=sort, free=free, to_confirm=to_confirm)
    found = service.queue_page(work, wanted, page, page_size)
    items = [ReviewLine(href=f"{PATH}/{line.request_id}", **dict(line)) for line in found.items]
    given = {
        "kind": kind,
        "sort": sort,
        "free": "true" if free else None,
        "toConfirm": "true" if to_confirm else None,
    }
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
    """Assigns a candidate's number, makes a new one, makes two one, asks the requester, or refuses: at once.
    Only a new number beside a strong candidate and two numbers made one wait, for a second reviewer
    (`secondReviewer`).
    """
    check_match(if_match, hold_request(work, request_id))
    return _answer(work, response, request_id, _decide(work, request_id, body))


@router.post(ONE + "/claim", status_code=204, summary="Take a case, or go on having it")
def claim_review(work: Deciding, request_id: RequestId) -> None:
    """Keeps colleagues off it until the lease ends by itself: to be renewed while somebody looks. 409 when a
    colleague has it, or when it is not open.
    """
    hold_request(work, request_id)
    if not service.claim_case(work, request_id):
        service.require_lease(work, request_id)  # a colleague has it
        raise service.CaseAlreadyDecided


@router.post(ONE + "/release", status_code=204, summary="Give a case back")
def release_review(work: Deciding, request_id: RequestId) -> None:
    """Whoever has it no longer need not wait for the lease's end; without a lease nothing happens."""
    hold_request(work, request_id)
    service.release_case(work, request_id)


@router.post(ONE + "/confirm", summary="Agree with a colleague's decision")
def confirm_review(
    work: Confirming, response: Response, request_id: RequestId, if_match: IfMatch = None
) -> Decided:
    """The second reviewer's yes: the decision is carried out at once. Nobody confirms what is their own."""
    check_match(if_match, hold_request(work, request_id))
    return _answer(work, response, request_id, service.confirm(work, request_id, wait=False))


@router.post(ONE + "/sendBack", summary="Disagree with a colleague's decision")
def send_back_review(
    work: Confirming, response: Response, request_id: RequestId, body: SentBack, if_match: IfMatch = None
) -> Decided:
    """The second reviewer's no, with the reason: the case is open again."""
    check_match(if_match, hold_request(work, request_id))
    service.send_back(work, request_id, body.note)
    return _answer(work, response, request_id, "sentBack")


@router.post(ONE + "/undo", summary="Take back what was not carried out yet")
def undo_review(
    work: Deciding, response: Response, request_id: RequestId, if_match: IfMatch = None
) -> Decided:
    """One's own decision, or one's confirmation of a colleague's, while it waits."""
    check_match(if_match, hold_request(work, request_id))
    service.undo(work, request_id)
    return _answer(work, response, request_id, "undone")


def _answer(work: Work, response: Response, request_id: UUID, standing: DecisionState) -> Decided:
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
    if isinstance(wanted, MergeNumbers):
        merge = service.Wanted(kind="merge", ssin=wanted.ssin, replaced=wanted.replaced, note=wanted.note)
        return service.decide(work, request_id, merge, wait=False)
    if isinstance(wanted, Ask):
        return service.ask_for_information(work, request_id, [*dict.fromkeys(wanted.items)], wanted.note)
    return service.refuse(work, request_id, wanted.code, wanted.note)
