"""A new request: is this the right route, and the upload."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth.dependencies import SignedIn
from service.context import Work
from service.errors import MissingPermission
from service.extractions.service import create_extraction
from service.extractions.uploads import UploadedFile, Uploads
from service.requests.service import cancel_request, request_view
from service.web.render import explain, render
from service.web.untrusted import read_id

router = APIRouter()
ELSEWHERE = ("student", "seasonal")


def requester(work: SignedIn) -> Work:
    """Reviewers ask for no number."""
    if work.actor.reviews:
        raise MissingPermission
    return work


Requester = Annotated[Work, Depends(requester)]


@router.get("/requests/new")
def ask_route(request: Request, work: Requester) -> Response:
    """The question before the upload."""
    return render(request, "eligibility.html", work.actor, missing=False)


@router.post("/requests/new")
def answer_route(request: Request, work: Requester, route: Annotated[str, Form()] = "") -> Response:
    """On to the upload, or to where this worker belongs."""
    if route in ELSEWHERE:
        return render(request, "elsewhere.html", work.actor, route=route)
    if route == "regular":
        return RedirectResponse("/requests/new/upload", 303)
    return render(request, "eligibility.html", work.actor, 400, missing=True)


@router.get("/requests/new/upload")
def show_upload(
    request: Request, work: Requester, replaces: UUID | None = None, answers: UUID | None = None
) -> Response:
    """The upload, and in the demonstration the sample documents.

    `replaces` is a draft whose scan is done again, `answers` a request that asked for a better scan.
    """
    return _upload_page(request, work, replaces, answers)


@router.post("/requests/new/upload")
def upload(
    request: Request,
    work: Requester,
    files: Uploads,
    replaces: Annotated[str, Form()] = "",
    answers: Annotated[str, Form()] = "",
) -> Response:
    """Takes the files and goes to the progress; what cannot be read is named at the field."""
    return _take(request, work, files, read_id(replaces), read_id(answers))


@router.post("/requests/new/sample")
def upload_sample(
    request: Request,
    work: Requester,
    sample: Annotated[str, Form()],
    replaces: Annotated[str, Form()] = "",
    answers: Annotated[str, Form()] = "",
) -> Response:
    """The same with one of the demonstration's documents."""
    index = work.services.samples
    chosen = next((known for known in index.list() if known.name == sample), None)
    files = [UploadedFile(file, index.read(sample, file)) for file in (chosen.files if chosen else [""])]
    return _take(request, work, files, read_id(replaces), read_id(answers))


@router.get("/samples/{sample}/{file}")
def sample_picture(work: Requester, sample: str, file: str) -> Response:
    """A sample document, to look at before choosing it."""
    kind = "application/pdf" if file.endswith(".pdf") else "image/jpeg"
    return Response(work.services.samples.read(sample, file), media_type=kind)


def _take(
    request: Request, work: Work, files: list[UploadedFile], replaces: UUID | None, answers: UUID | None
) -> Response:
    try:
        extraction_id = create_extraction(work, files)
    except CodedError as error:
        return _upload_page(request, work, replaces, answers, error)
    if replaces is not None and request_view(work, replaces).state == "draft":
        cancel_request(work, replaces)
    suffix = f"?answers={answers}" if answers else ""
    return RedirectResponse(f"/scans/{extraction_id}{suffix}", 303)


def _upload_page(
    request: Request, work: Work, replaces: UUID | None, answers: UUID | None, error: CodedError | None = None
) -> Response:
    told = explain(request, work.actor, error) if error else None
    return render(
        request,
        "upload.html",
        work.actor,
        error.status if error else 200,
        error=told,
        samples=work.services.samples.list() if work.settings.demo else [],
        replaces=replaces or "",
        answers=answers or "",
        limit_mb=work.settings.max_upload_bytes // (1024 * 1024),
    )
