"""An upload while it is read, the advice on its quality, and its pictures."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ocr.extraction import Extraction
from service.auth.dependencies import Looking, Requesting, Uploading
from service.context import Work
from service.extractions.collect import page_preview, uploaded_pages
from service.extractions.expected import seconds_expected
from service.extractions.schemas import ExtractionStatus
from service.extractions.service import extraction_result, extraction_status, field_crop, page_image
from service.requests.scan import reopen_scan, request_of, take_reading
from service.requests.service import request_view
from service.web import labels
from service.web.explaining import describe_problem
from service.web.i18n import choose_language
from service.web.marks import list_advice, mark_page
from service.web.render import render

router = APIRouter(prefix="/scans/{extraction_id:uuid}")
SILENT_WARNINGS = {"specimen"}
"""Nothing the requester can mend: the reviewer sees it."""


@router.get("")
def show_progress(request: Request, work: Requesting, extraction_id: UUID) -> Response:
    """How far the reading is; once done, advice on the scan or straight on to the data."""
    status = extraction_status(work, extraction_id)
    if status.state == "collecting":
        return RedirectResponse(f"/requests/{request_of(work, extraction_id)}/scan", 303)
    if status.state == "done":
        extraction = extraction_result(work, extraction_id)
        if needs_better_scan(extraction):
            return _advice_page(request, work, status, extraction)
        return RedirectResponse(_onward(work, extraction_id), 303)
    return _progress_page(request, work, status, "scan.html")


@router.get("/progress")
def poll(request: Request, work: Requesting, extraction_id: UUID) -> Response:
    """The piece of the page that htmx renews; when there is something new to show, the page loads again."""
    status = extraction_status(work, extraction_id)
    response = _progress_page(request, work, status, "_progress.html")
    if status.state != "processing":
        response.headers["HX-Refresh"] = "true"
    return response


@router.post("/continue")
def go_on(work: Requesting, extraction_id: UUID) -> Response:
    """On with this scan in spite of the advice."""
    return RedirectResponse(_onward(work, extraction_id), 303)


@router.post("/reopen")
def reopen(caller: Uploading, extraction_id: UUID) -> Response:
    """Back to the upload, with the pages still there."""
    with caller.work() as work:
        request_id = request_of(work, extraction_id) or take_reading(work, extraction_id)
    reopen_scan(caller, request_id)
    return RedirectResponse(f"/requests/{request_id}/scan", 303)


@router.get("/pages/{page}.jpg")
def show_page(work: Looking, extraction_id: UUID, page: int) -> Response:
    """A page, upright."""
    return Response(page_image(work, extraction_id, page), media_type="image/jpeg")


@router.get("/uploaded/{page_id:uuid}.jpg")
def show_uploaded(work: Looking, extraction_id: UUID, page_id: UUID) -> Response:
    """A page as uploaded, made smaller."""
    return Response(page_preview(work, extraction_id, page_id), media_type="image/jpeg")


@router.get("/crops/{field}.jpg")
def show_crop(work: Looking, extraction_id: UUID, field: str) -> Response:
    """The piece of the scan a field was read from."""
    return Response(field_crop(work, extraction_id, field), media_type="image/jpeg")


def needs_better_scan(extraction: Extraction) -> bool:
    """Whether a page will not do, or the documents themselves have something to tell."""
    return bool(warnings_of(extraction)) or any(
        issue.severity == "error" or not page.quality.acceptable
        for page in extraction.pages
        for issue in page.quality.issues
    )


def warnings_of(extraction: Extraction) -> list[str]:
    """Message ids of what is wrong with the documents rather than with their picture."""
    codes = dict.fromkeys(warning.code for warning in extraction.warnings)
    return [
        labels.WARNINGS[code] for code in codes if code in labels.WARNINGS and code not in SILENT_WARNINGS
    ]


def _onward(work: Work, extraction_id: UUID) -> str:
    """Where the reading leads: the form it fills, or the answer to a reviewer's question."""
    request_id = take_reading(work, extraction_id)
    if request_view(work, request_id).state == "moreInformationNeeded":
        return f"/requests/{request_id}/answer?scan={extraction_id}"
    return f"/requests/{request_id}/person"


def _advice_page(request: Request, work: Work, status: ExtractionStatus, extraction: Extraction) -> Response:
    """The advice after reading, marked on the pages as uploaded where there are pictures of them."""
    uploaded = uploaded_pages(work, status.id)
    shown = [
        (
            f"/scans/{status.id}/uploaded/{uploaded[page.index].id}.jpg",
            page,
            mark_page(page.quality, page.width, page.height),
        )
        if len(uploaded) == len(extraction.pages)
        else (f"/scans/{status.id}/pages/{page.index}.jpg", page, list_advice(page.quality))
        for page in extraction.pages
    ]
    return render(
        request,
        "advice.html",
        work.actor,
        reading=status,
        warnings=warnings_of(extraction),
        pages=shown,
    )


def _progress_page(request: Request, work: Work, status: ExtractionStatus, template: str) -> Response:
    language = choose_language(request, work.actor)
    message, remedy = describe_problem(language, status.problem) if status.state == "failed" else ("", "")
    return render(
        request,
        template,
        work.actor,
        reading=status,
        message=message,
        remedy=remedy,
        seconds=seconds_expected(work, status.id),
    )
