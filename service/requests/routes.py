"""`/v1/requests`: from a draft to a number."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query, Response

from service.api.collections import PAGE_SIZE, PageNumber, PageSize, page_links
from service.api.preconditions import IfMatch, check_match, etag
from service.api.route import api_router
from service.auth.dependencies import Looking, Requesting
from service.requests import service
from service.requests.criteria import Criteria
from service.requests.errors import as_issue
from service.requests.resources import (
    CheckResult,
    CheckWarning,
    DocumentCollection,
    DraftWanted,
    EventCollection,
    Finding,
    Order,
    RequestAnswer,
    RequestCollection,
    RequestDocument,
    RequestEntered,
    RequestLine,
    RequestLink,
    RequestResource,
)
from service.requests.schemas import HistoryPage, RequestState, RequestView
from service.requests.search import Filter, begin_search, find_requests
from service.schemas import Day

router = api_router("/requests", "requests")
PATH, ONE = "/v1/requests", "/{requestId:uuid}"
RequestId = Annotated[UUID, Path(alias="requestId")]
NEWEST_FIRST: Order = "-createdAt"
States = Annotated[list[RequestState] | None, Query(alias="state", description="One or several states.")]


@router.post("", status_code=201, summary="Begin a request, prefilled from a finished extraction")
def create_request(work: Requesting, response: Response, body: DraftWanted) -> RequestResource:
    """A draft. The same extraction gives the same draft as long as it is one."""
    view = service.create_draft(work, body.extraction_id)
    response.headers["Location"] = _href(view.id)
    return answer_with(view, response)


@router.get("", summary="The company's requests, page by page")
def list_requests(
    work: Looking,
    states: States = None,
    requester: Annotated[UUID | None, Query(description="The account that asked.")] = None,
    created_from: Annotated[Day | None, Query(alias="createdFrom")] = None,
    created_to: Annotated[Day | None, Query(alias="createdTo")] = None,
    search: Annotated[UUID | None, Query(description="The `searchId` that a search answered with.")] = None,
    sort: Order = NEWEST_FIRST,
    page: PageNumber = 1,
    page_size: PageSize = PAGE_SIZE,
) -> RequestCollection:
    """Sorted by date, requester, state or worker; a minus in front turns the order round."""
    wanted = Filter(states, requester, created_from, created_to, search)
    return _collection(find_requests(work, wanted, sort, page, page_size), wanted, sort)


@router.post("/query", summary="Search requests by personal data, which stand in no URL")
def search_requests(work: Looking, body: Criteria) -> RequestCollection:
    """The first page. Its links hold an opaque id that is good for an hour, for this organisation only."""
    wanted = Filter(search=begin_search(work, body))
    return _collection(find_requests(work, wanted, NEWEST_FIRST, 1, PAGE_SIZE), wanted, NEWEST_FIRST)


@router.get(ONE, summary="One request")
def get_request(work: Looking, response: Response, request_id: RequestId) -> RequestResource:
    """What was entered, where it stands, and the number when there is one."""
    return answer_with(service.request_view(work, request_id), response)


@router.put(ONE, summary="Enter the worker's data, addresses and e-mail address")
def put_request(
    work: Requesting,
    response: Response,
    request_id: RequestId,
    body: RequestEntered,
    if_match: IfMatch = None,
) -> RequestResource:
    """Keeps everything as entered, also what is not whole yet; `checks` tells what is missing."""
    check_match(if_match, service.hold_request(work, request_id))
    service.save_person(work, request_id, body.person, body.document)
    service.save_addresses(work, request_id, body.addresses)
    return answer_with(service.save_email(work, request_id, body.email or work.actor.email), response)


@router.get(ONE + "/checks", summary="What keeps a request from being sent")
def list_checks(work: Looking, request_id: RequestId) -> CheckResult:
    """The findings that sending would be refused with, and warnings, which keep nothing from being sent."""
    found = service.check_request(work, request_id)
    issues = [Finding.model_validate(as_issue(one)) for one in found if one.severity == "error"]
    warnings = [
        CheckWarning(
            code=one.type,
            detail=one.detail,
            requests=[RequestLink(href=_href(earlier), id=earlier) for earlier in one.requests],
        )
        for one in found
        if one.severity == "warning"
    ]
    return CheckResult(sendable=not issues, issues=issues, warnings=warnings)


@router.get(ONE + "/events", summary="What happened to a request")
def list_events(work: Looking, request_id: RequestId) -> EventCollection:
    """Every change of its state, oldest first."""
    events = service.request_view(work, request_id).events
    return EventCollection(self_link=f"{_href(request_id)}/events", items=events, total=len(events))


@router.get(ONE + "/documents", summary="The uploads a request rests on")
def list_documents(work: Looking, request_id: RequestId) -> DocumentCollection:
    """With the address of each, where its pages and pieces can be looked at."""
    extraction_id = service.request_view(work, request_id).extraction_id
    items = (
        [RequestDocument(href=f"/v1/extractions/{extraction_id}", extraction_id=extraction_id)]
        if extraction_id
        else []
    )
    return DocumentCollection(self_link=f"{_href(request_id)}/documents", items=items, total=len(items))


@router.post(ONE + "/submit", summary="Send a request")
def submit_request(
    work: Requesting, response: Response, request_id: RequestId, if_match: IfMatch = None
) -> RequestResource:
    """The number at once, or a case for a reviewer; `processing` while the registry is away, and decided
    when it is back. 400 with every finding when something is missing.
    """
    _check_given(if_match, service.hold_request(work, request_id))
    return answer_with(service.submit_request(work, request_id), response)


@router.post(ONE + "/cancel", summary="Withdraw an open request")
def cancel_request(
    work: Requesting, response: Response, request_id: RequestId, if_match: IfMatch = None
) -> RequestResource:
    """Ends it without a number."""
    _check_given(if_match, service.hold_request(work, request_id))
    return answer_with(service.cancel_request(work, request_id), response)


@router.post(ONE + "/answer", summary="Answer a reviewer's questions")
def answer_request(
    work: Requesting, response: Response, request_id: RequestId, body: RequestAnswer, if_match: IfMatch = None
) -> RequestResource:
    """Gives the data once more, and a new upload where one was asked for; the case returns to the queue.

    400 with every part that was changed without being asked for, and with what was asked for and is missing.
    """
    _check_given(if_match, service.hold_request(work, request_id))
    view = service.answer_items(
        work, request_id, body.person, body.document, body.addresses, body.extraction_id
    )
    return answer_with(view, response)


def _check_given(if_match: str | None, version: int) -> None:
    """Steps that the state guards need no If-Match; one that is sent counts."""
    if if_match is not None:
        check_match(if_match, version)


def _href(request_id: UUID) -> str:
    return f"{PATH}/{request_id}"


def answer_with(view: RequestView, response: Response) -> RequestResource:
    """The request as it is answered everywhere, with its ETag."""
    response.headers["ETag"] = etag(view.version)
    return RequestResource(href=_href(view.id), **dict(view))


def _collection(found: HistoryPage, wanted: Filter, sort: str) -> RequestCollection:
    given = {
        "state": wanted.states,
        "requester": wanted.requester,
        "createdFrom": wanted.created_from,
        "createdTo": wanted.created_to,
        "search": wanted.search,
        "sort": sort,
    }
    links = page_links(PATH, found.total, found.page, found.page_size, given)
    items = [RequestLine(href=_href(line.id), **dict(line)) for line in found.items]
    return RequestCollection.model_validate({**links, "items": items, "searchId": wanted.search})
