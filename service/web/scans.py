"""An upload while it is read, the advice on its quality, and its pictures."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ocr.assess import ADVICE
from ocr.extraction import Extraction
from service.auth.dependencies import SignedIn
from service.context import Work
from service.extractions.schemas import ExtractionStatus
from service.extractions.service import extraction_result, extraction_status, field_crop, page_image
from service.requests.service import create_draft
from service.web import labels
from service.web.i18n import choose_language, describe_problem
from service.web.render import render
from service.web.start import Requester

router = APIRouter(prefix="/scans/{extraction_id:uuid}")
SILENT_WARNINGS = {"specimen"}
"""Nothing the requester can mend: the reviewer sees it."""


@router.get("")
def show_progress(
    request: Request, work: Requester, extraction_id: UUID, answers: UUID | None = None
) -> Response:
    """How far the reading is; once done, advice on the scan or straight on to the data."""
    status = extraction_status(work, extraction_id)
    if status.state == "done":
        extraction = extraction_result(work, extraction_id)
        if advice_on(extraction):
            return render(
                request,
                "advice.html",
                work.actor,
                reading=status,
                advice_list=advice_on(extraction),
                pages=extraction.pages,
                answers=answers or "",
            )
        return RedirectResponse(_onward(work, extraction_id, answers), 303)
    return _progress_page(request, work, status, answers, "scan.html")


@router.get("/progress")
def poll(request: Request, work: Requester, extraction_id: UUID, answers: UUID | None = None) -> Response:
    """The piece of the page that htmx renews; when there is something new to show, the page loads again."""
    status = extraction_status(work, extraction_id)
    response = _progress_page(request, work, status, answers, "_progress.html")
    if status.state != "processing":
        response.headers["HX-Refresh"] = "true"
    return response


@router.post("/continue")
def go_on(work: Requester, extraction_id: UUID, answers: UUID | None = None) -> Response:
    """On with this scan in spite of the advice."""
    return RedirectResponse(_onward(work, extraction_id, answers), 303)


@router.get("/pages/{page}.jpg")
def show_page(work: SignedIn, extraction_id: UUID, page: int) -> Response:
    """A page, upright."""
    return Response(page_image(work, extraction_id, page), media_type="image/jpeg")


@router.get("/crops/{field}.jpg")
def show_crop(work: SignedIn, extraction_id: UUID, field: str) -> Response:
    """The piece of the scan a field was read from."""
    return Response(field_crop(work, extraction_id, field), media_type="image/jpeg")


def advice_on(extraction: Extraction) -> list[tuple[str, str]]:
    """`(what, what to do)` as message ids: only what stands in the way of a good answer."""
    found: dict[str, str] = {}
    for page in extraction.pages:
        for issue in page.quality.issues:
            if issue.severity == "error" or not page.quality.acceptable:
                found[labels.ISSUES.get(issue.code, issue.code)] = ADVICE.get(issue.code, "")
    for warning in extraction.warnings:
        if warning.code in labels.WARNINGS and warning.code not in SILENT_WARNINGS:
            found[labels.WARNINGS[warning.code]] = ""
    return [*found.items()]


def _onward(work: Work, extraction_id: UUID, answers: UUID | None) -> str:
    if answers is not None:
        return f"/requests/{answers}/answer?scan={extraction_id}"
    return f"/requests/{create_draft(work, extraction_id).id}/person"


def _progress_page(
    request: Request, work: Work, status: ExtractionStatus, answers: UUID | None, template: str
) -> Response:
    language = choose_language(request, work.actor)
    message, remedy = describe_problem(language, status.problem) if status.state == "failed" else ("", "")
    return render(
        request, template, work.actor, reading=status, answers=answers or "", message=message, remedy=remedy
    )
