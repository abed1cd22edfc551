"""The upload: pages are added, looked at with their advice, replaced and removed, and then read.

Every form works without scripts; with them, htmx sends a file as soon as it is chosen and renews `#scan`.
"""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from ocr.intake.errors import MAX_PAGES, NoFileError
from service.auth.dependencies import Uploading
from service.context import Caller
from service.extractions.stored import RefusedFile
from service.extractions.uploads import UploadedFile, Uploads
from service.requests import scan
from service.requests.scan import ScanView
from service.settings import MEBIBYTE
from service.web.marks import mark_page
from service.web.render import explain, is_htmx, render

router = APIRouter(prefix="/requests")


@router.get("/new/upload")
def show_first_upload(request: Request, caller: Uploading) -> Response:
    """The upload of a request that begins, and in the demonstration the sample documents."""
    return _page(request, caller, None, [])


@router.post("/new/upload")
def begin(request: Request, caller: Uploading, files: Uploads) -> Response:
    """Takes the first pages; with them the request exists and can be found again."""
    request_id, refused = scan.begin_request(caller, files) if files else (None, [_nothing()])
    return _answer(request, caller, request_id, refused)


@router.post("/new/sample")
def begin_with_sample(caller: Uploading, sample: Annotated[str, Form()]) -> Response:
    """The same with one of the demonstration's documents."""
    request_id, refused = scan.begin_request(caller, _sample_files(caller, sample))
    if request_id is None:
        raise refused[0].error
    return _onward(caller, request_id)


@router.get("/{request_id:uuid}/scan")
def show_upload(request: Request, caller: Uploading, request_id: UUID) -> Response:
    """The pages that are there, each with its advice; elsewhere when they are being read, or have been."""
    with caller.work() as work:
        view = scan.view_scan(work, request_id)
    if view.state in {"reading", "failed"}:
        return RedirectResponse(f"/scans/{view.extraction_id}", 303)
    if view.state != "collecting":
        return RedirectResponse(f"/requests/{request_id}", 303)
    return _page(request, caller, view, [])


@router.post("/{request_id:uuid}/scan/pages")
def add(request: Request, caller: Uploading, request_id: UUID, files: Uploads) -> Response:
    """Adds pages; a file that will not do is named, the others stay."""
    refused = scan.add_pages(caller, request_id, files) if files else [_nothing()]
    return _answer(request, caller, request_id, refused)


@router.post("/{request_id:uuid}/scan/sample")
def add_sample(caller: Uploading, request_id: UUID, sample: Annotated[str, Form()]) -> Response:
    """The same with one of the demonstration's documents."""
    refused = scan.add_pages(caller, request_id, _sample_files(caller, sample))
    if refused:
        raise refused[0].error
    return _onward(caller, request_id)


@router.post("/{request_id:uuid}/scan/pages/{page_id:uuid}/replace")
def replace(request: Request, caller: Uploading, request_id: UUID, page_id: UUID, files: Uploads) -> Response:
    """Puts a new picture in the place of a page; the others, and what was typed, stay."""
    refused = scan.add_pages(caller, request_id, files, page_id) if files else [_nothing()]
    return _answer(request, caller, request_id, refused, page_id)


@router.post("/{request_id:uuid}/scan/pages/{page_id:uuid}/remove")
def remove(request: Request, caller: Uploading, request_id: UUID, page_id: UUID) -> Response:
    """Takes a page out."""
    with caller.work() as work:
        scan.remove_page(work, request_id, page_id)
    return _answer(request, caller, request_id, [])


@router.post("/{request_id:uuid}/scan/pages/{page_id:uuid}/turn")
def turn(request: Request, caller: Uploading, request_id: UUID, page_id: UUID) -> Response:
    """Turns a page a quarter."""
    with caller.work() as work:
        scan.turn_page(work, request_id, page_id)
    return _answer(request, caller, request_id, [], focus=f"turn-{page_id}")


@router.post("/{request_id:uuid}/scan/pages/{page_id:uuid}/move")
def move(
    request: Request,
    caller: Uploading,
    request_id: UUID,
    page_id: UUID,
    direction: Annotated[Literal["up", "down"], Form()],
) -> Response:
    """Moves a page one place up or down."""
    with caller.work() as work:
        scan.move_page(work, request_id, page_id, direction)
    return _answer(request, caller, request_id, [], focus=f"{direction}-{page_id}")


@router.post("/{request_id:uuid}/scan/read")
def read(request: Request, caller: Uploading, request_id: UUID) -> Response:
    """Begins the reading of what is there."""
    try:
        with caller.work() as work:
            extraction_id = scan.read_scan(work, request_id)
    except NoFileError:
        return _answer(request, caller, request_id, [_nothing()])
    return RedirectResponse(f"/scans/{extraction_id}", 303)


@router.post("/{request_id:uuid}/scan/reopen")
def reopen(caller: Uploading, request_id: UUID) -> Response:
    """Back to the upload with the pages still there."""
    scan.reopen_scan(caller, request_id)
    return RedirectResponse(f"/requests/{request_id}/scan", 303)


def _nothing() -> RefusedFile:
    return RefusedFile("", NoFileError())


def _sample_files(caller: Caller, sample: str) -> list[UploadedFile]:
    index = caller.services.samples
    chosen = next((known for known in index.list() if known.name == sample), None)
    return [UploadedFile(file, index.read(sample, file)) for file in (chosen.files if chosen else [""])]


def _onward(caller: Caller, request_id: UUID) -> Response:
    """A sample without a flaw is read at once; others show their advice first."""
    with caller.work() as work:
        view = scan.view_scan(work, request_id)
        if any(page.quality.issues for page in view.pages):
            return RedirectResponse(f"/requests/{request_id}/scan", 303)
        return RedirectResponse(f"/scans/{scan.read_scan(work, request_id)}", 303)


def _answer(
    request: Request,
    caller: Caller,
    request_id: UUID | None,
    refused: Sequence[RefusedFile],
    refused_at: UUID | None = None,
    focus: str = "",
) -> Response:
    """After a change: the page anew, or only its piece for htmx; refusals stand where they belong.

    `focus` is the id of what keeps the focus: who moves a page by keys goes on from where they were.
    """
    if request_id is not None and not refused and not is_htmx(request):
        return RedirectResponse(f"/requests/{request_id}/scan" + (f"#{focus}" if focus else ""), 303)
    view = None
    if request_id is not None:
        with caller.work() as work:
            view = scan.view_scan(work, request_id)
    return _page(request, caller, view, refused, refused_at, focus)


def _page(
    request: Request,
    caller: Caller,
    view: ScanView | None,
    refused: Sequence[RefusedFile],
    refused_at: UUID | None = None,
    focus: str = "",
) -> Response:
    pages = view.pages if view else []
    response = render(
        request,
        "_scan.html" if is_htmx(request) else "upload.html",
        caller.actor,
        refused[0].error.status if refused else 200,
        view=view,
        renewed=is_htmx(request),
        pages=[(page, mark_page(page.quality, page.width, page.height)) for page in pages],
        refused=[(file.name, explain(request, caller.actor, file.error)) for file in refused],
        refused_at=refused_at,
        focus=focus,
        room=MAX_PAGES - len(pages),
        samples=caller.services.samples.list() if caller.services.settings.demo and not pages else [],
        limit_mb=caller.services.settings.max_upload_bytes // MEBIBYTE,
    )
    if view is not None and is_htmx(request):
        response.headers["HX-Replace-Url"] = f"/requests/{view.request_id}/scan"
    return response
