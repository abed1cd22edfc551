"""`/v1/corrections`: numbers found wrong later, reported with their request and settled by the office."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from service.api.collections import PAGE_SIZE, PageNumber, PageSize, page_links
from service.api.preconditions import IfMatch, check_match, etag
from service.api.route import api_router
from service.auth.dependencies import Confirming, Looking, ReadingCases
from service.context import Work
from service.corrections import service
from service.corrections.resources import (
    CorrectionCollection,
    CorrectionItem,
    CorrectionResource,
    NumberReport,
    SettledByNumber,
    Settlement,
)
from service.requests.resources import RequestResource
from service.requests.routes import ONE as REQUEST
from service.requests.routes import RequestId, answer_with
from service.requests.service import request_view

router = api_router("", "corrections")
PATH = "/v1/corrections"
ALL, ONE = "/corrections", "/corrections/{correctionId:uuid}"
CorrectionId = Annotated[UUID, Path(alias="correctionId")]


@router.post("/requests" + REQUEST + "/reportNumber", summary="Report that the number of a request is wrong")
def report_number(
    work: Looking, response: Response, request_id: RequestId, body: NumberReport
) -> RequestResource:
    """By the company, or by a reviewer. Until the office has settled it, nobody is given the number."""
    service.report_wrong_number(work, request_id, body.reason, body.note)
    return answer_with(request_view(work, request_id), response)


@router.get(ALL, summary="Numbers reported as wrong, page by page")
def list_corrections(
    work: ReadingCases, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE
) -> CorrectionCollection:
    """Of every organisation; what waits for a decision comes first."""
    found = service.corrections(work, page, page_size)
    items = [CorrectionItem(href=_href(line.id), **dict(line)) for line in found.items]
    links = page_links(PATH, found.total, page, page_size, {})
    return CorrectionCollection.model_validate({**links, "items": items})


@router.get(ONE, summary="One correction")
def get_correction(work: ReadingCases, response: Response, correction_id: CorrectionId) -> CorrectionResource:
    """The report, the request it was made on, and the person who has the number. Every look is logged."""
    return _resource(work, correction_id, response)


@router.post(ONE + "/decisions", summary="Settle a correction")
def settle_correction(
    work: Confirming,
    response: Response,
    correction_id: CorrectionId,
    body: Settlement,
    if_match: IfMatch = None,
) -> CorrectionResource:
    """By a senior reviewer who had no hand in the number. Everybody who was given it is told."""
    check_match(if_match, service.hold_correction(work, correction_id))
    right = body.ssin if isinstance(body, SettledByNumber) else None
    service.settle_correction(work, correction_id, body.outcome, right, body.note)
    return _resource(work, correction_id, response)


def _href(correction_id: UUID) -> str:
    return f"{PATH}/{correction_id}"


def _resource(work: Work, correction_id: UUID, response: Response) -> CorrectionResource:
    view = service.correction_view(work, correction_id)
    response.headers["ETag"] = etag(view.request.version)
    return CorrectionResource(
        href=_href(view.id), request_href=f"/v1/requests/{view.request.id}", **dict(view)
    )
