"""`/v1/extractions`: a long-running task after the federal REST guide."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, RedirectResponse

from service.auth.dependencies import Looking, Requesting
from service.extractions import service
from service.extractions.uploads import Uploads

router = APIRouter(prefix="/v1/extractions", tags=["extractions"])


@router.post("", status_code=202, summary="Upload a document of one to four pages (multipart field `files`)")
def create(work: Requesting, files: Uploads) -> Response:
    """202 with `Location`; refuses unreadable files at once with problem+json."""
    extraction_id = service.create_extraction(work, files)
    href = f"/v1/extractions/{extraction_id}"
    body = {
        "id": str(extraction_id),
        "href": href,
        "state": "processing",
        "pollAfter": work.settings.poll_seconds,
    }
    return JSONResponse(body, 202, {"Location": href})


@router.get("/{extraction_id}", summary="How far an extraction is")
def status(work: Looking, extraction_id: UUID) -> Response:
    """200 while processing or failed, 303 to the result when done."""
    found = service.extraction_status(work, extraction_id)
    if found.state == "done":
        return RedirectResponse(f"/v1/extractions/{extraction_id}/result", 303)
    headers = {"Retry-After": str(max(1, round(found.poll_after)))} if found.poll_after else None
    return JSONResponse(found.to_dict(), headers=headers)


@router.get("/{extraction_id}/result", summary="What was read")
def result(work: Looking, extraction_id: UUID) -> Response:
    """The Extraction of the contract."""
    extraction = service.extraction_result(work, extraction_id)
    return Response(extraction.to_json(), media_type="application/json")
