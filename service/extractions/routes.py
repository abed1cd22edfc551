"""`/v1/extractions`: a long-running task after the federal REST guide, and what can be seen of a document."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from ocr.extraction import Extraction
from service.api.route import Picture, api_router
from service.api.strict import MULTIPART, check_form
from service.api.waiting import HeldBack, Prefer, wished_wait
from service.auth.dependencies import CSRF_FIELD, Looking, Requesting
from service.context import Caller, Work
from service.errors import InvalidInput
from service.extractions import service
from service.extractions.resources import (
    CropCollection,
    CropResource,
    ExtractionResource,
    FieldName,
    PageCollection,
    PageResource,
)
from service.extractions.uploads import FORM_FIELD, UploadedFile, read_form, read_uploads
from service.jobs.models import Priority
from service.problems import make_issue

router = api_router("/extractions", "extractions")
ONE = "/{extractionId:uuid}"
ExtractionId = Annotated[UUID, Path(alias="extractionId")]
MAX_PAGE_NUMBER = 4
URGENCY_FIELD = "priority"
URGENCIES = {"program": Priority.PROGRAM, "batch": Priority.BATCH}
"""What a program may say of its upload. Nobody says of itself that a person waits: the portal knows that."""
FORM = {
    "requestBody": {
        "required": True,
        "content": {
            MULTIPART: {
                "schema": {
                    "type": "object",
                    "properties": {
                        FORM_FIELD: {
                            "type": "array",
                            "items": {"type": "string", "format": "binary"},
                            "minItems": 1,
                            "maxItems": 4,
                            "description": "JPEG, PNG, TIFF, WebP, HEIC or PDF; four pages in all.",
                        },
                        URGENCY_FIELD: {
                            "type": "string",
                            "enum": [*URGENCIES],
                            "default": "program",
                            "description": "`batch` for one of many that nobody waits for: it is read when "
                            "nothing more urgent waits, and may wait for longer before it is refused.",
                        },
                    },
                    "required": [FORM_FIELD],
                    "additionalProperties": False,
                }
            }
        },
    }
}
Responses = dict[int | str, dict[str, Any]]
PICTURE: Responses = {
    200: {"content": {Picture.media_type: {"schema": {"type": "string", "format": "binary"}}}}
}
DONE: Responses = {303: {"description": "Read to the end: the result is at `Location`."}}


async def read_files(request: Request, work: Requesting) -> list[UploadedFile]:
    """The files of a caller who may upload. Raises InvalidInput for a form with other fields."""
    known = {FORM_FIELD, URGENCY_FIELD, *([CSRF_FIELD] if work.actor.session_id else [])}
    check_form((await read_form(request)).keys(), known)
    return await read_uploads(request)


async def read_urgency(request: Request, _: Requesting) -> Priority:
    """Whose turn it is before this upload. Raises InvalidInput for what is none of the urgencies."""
    said = (await read_form(request)).getlist(URGENCY_FIELD) or ["program"]
    untrusted = said[0] if len(said) == 1 else None
    if not isinstance(untrusted, str) or untrusted not in URGENCIES:
        detail = f"One of {', '.join(URGENCIES)}."
        raise InvalidInput([make_issue("schemaViolation", "body", URGENCY_FIELD, detail)])
    return URGENCIES[untrusted]


Files = Annotated[list[UploadedFile], Depends(read_files, scope="function")]
Urgency = Annotated[Priority, Depends(read_urgency, scope="function")]


@router.post(
    "",
    status_code=202,
    summary="Upload a document of one to four pages",
    response_model=ExtractionResource,
    openapi_extra=FORM,
    responses=DONE,
)
def create_extraction(work: Requesting, urgency: Urgency, files: Files, prefer: Prefer = None) -> Response:
    """202 with `Location`; 303 to the result when it was read while the caller waited.

    Refuses unreadable files at once.
    """
    extraction_id = service.create_extraction(work, files, urgency)
    return _answer(work, extraction_id, 202, prefer)


@router.get(ONE, summary="How far an extraction is", response_model=ExtractionResource, responses=DONE)
def get_extraction(work: Looking, extraction_id: ExtractionId, prefer: Prefer = None) -> Response:
    """200 while processing or failed, 303 to the result when done."""
    return _answer(work, extraction_id, 200, prefer)


@router.get(ONE + "/result", summary="What was read")
def get_extraction_result(work: Looking, extraction_id: ExtractionId) -> Extraction:
    """Fields with their sources, their confidence and their status."""
    return service.extraction_result(work, extraction_id)


@router.get(ONE + "/pages", summary="The pages of an upload that was read")
def list_pages(work: Looking, extraction_id: ExtractionId) -> PageCollection:
    """With the quality of each, and the address of its picture."""
    href = f"{_href(extraction_id)}/pages"
    items = [
        PageResource(
            number=page.index + 1,
            width=page.width,
            height=page.height,
            quality=page.quality,
            image_href=f"{href}/{page.index + 1}/image",
        )
        for page in service.extraction_result(work, extraction_id).pages
    ]
    return PageCollection(self_link=href, items=items, total=len(items))


@router.get(
    ONE + "/pages/{number:int}/image", summary="A page, upright", response_class=Picture, responses=PICTURE
)
def get_page_image(
    work: Looking, extraction_id: ExtractionId, number: Annotated[int, Path(ge=1, le=MAX_PAGE_NUMBER)]
) -> Response:
    """A JPEG; every look is logged."""
    return Picture(service.page_image(work, extraction_id, number - 1))


@router.get(ONE + "/crops", summary="The fields whose piece of the scan can be looked at")
def list_crops(work: Looking, extraction_id: ExtractionId) -> CropCollection:
    """With the address of each picture."""
    href = f"{_href(extraction_id)}/crops"
    items = [
        CropResource(field=field, image_href=f"{href}/{field}/image")
        for field in service.cropped_fields(work, extraction_id)
    ]
    return CropCollection(self_link=href, items=items, total=len(items))


@router.get(
    ONE + "/crops/{field}/image",
    summary="The piece of the scan a field was read from",
    response_class=Picture,
    responses=PICTURE,
)
def get_crop_image(work: Looking, extraction_id: ExtractionId, field: FieldName) -> Response:
    """A JPEG, upright; every look is logged."""
    return Picture(service.field_crop(work, extraction_id, field))


def _answer(work: Work, extraction_id: UUID, status: int, untrusted_prefer: str | None) -> Response:
    early = _state(work, extraction_id, status)
    seconds = wished_wait(untrusted_prefer)
    if seconds == 0 or early.status_code == 303:
        return early
    return HeldBack(early, seconds, partial(_look, Caller(work.services, work.actor), extraction_id, status))


def _look(caller: Caller, extraction_id: UUID, status: int) -> Response | None:
    """What there is to say once the reading has ended."""
    with caller.work() as work:
        if service.extraction_status(work, extraction_id).state in {"collecting", "processing"}:
            return None
        return _state(work, extraction_id, status)


def _state(work: Work, extraction_id: UUID, status: int) -> Response:
    found, href = service.extraction_status(work, extraction_id), _href(extraction_id)
    if found.state == "done":
        return RedirectResponse(f"{href}/result", 303)
    headers = {"Location": href} if status == 202 else {}
    if found.poll_after:
        headers["Retry-After"] = str(max(1, round(found.poll_after)))
    return JSONResponse(ExtractionResource(href=href, **dict(found)).to_dict(), status, headers)


def _href(extraction_id: UUID) -> str:
    return f"/v1/extractions/{extraction_id}"
