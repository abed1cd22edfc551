"""Uploading, following the reading, and looking at what was read."""

import json
from contextlib import suppress
from uuid import UUID, uuid4

from sqlalchemy import event

from models.errors import CodedError
from ocr.extraction import Extraction
from ocr.intake import intake
from service.audit.service import record
from service.context import Work
from service.errors import MissingPermission, ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.extractions.repository import get_extraction, job_of
from service.extractions.schemas import ExtractionStatus
from service.extractions.uploads import UploadedFile
from service.jobs.service import enqueue
from service.storage.store import ObjectNotFound

JOB_KIND = "extraction"
UPLOAD, RESULT, PAGE, CROP = "upload/{index}", "result", "page/{index}", "crop/{field}"


class ExtractionNotReady(CodedError):
    code = "extractionNotReady"
    status = 409
    message = "This upload has not been read to its end."
    remedy = "Wait until the extraction is done."


def create_extraction(work: Work, uploads: list[UploadedFile]) -> UUID:
    """Checks the files, stores them encrypted, and enqueues the reading. Returns the extraction's id.

    Raises the errors of `ocr.intake` at once, so that the person hears while still at the upload.
    """
    if work.actor.reviews:
        raise MissingPermission
    intake([(upload.name, upload.content) for upload in uploads])
    extraction_id = uuid4()
    event.listen(work.session, "after_rollback", lambda _: _forget(work, extraction_id, len(uploads)))
    try:
        for index, upload in enumerate(uploads):
            work.services.vault.put(extraction_id, UPLOAD.format(index=index), upload.content)
    except CodedError:
        _forget(work, extraction_id, len(uploads))
        raise
    ours = work.settings.demo and all(work.services.samples.knows(upload.content) for upload in uploads)
    entry = ExtractionRecord(
        id=extraction_id,
        organisation_id=work.actor.organisation_id,
        account_id=work.actor.account_id,
        files=[upload.name for upload in uploads],
        own_sample=ours,
    )
    entry.job_id = enqueue(work, JOB_KIND, extraction_id).id
    work.session.add(entry)
    work.session.flush()
    record(work.session, work.actor, "upload", "extraction", extraction_id)
    return extraction_id


def _forget(work: Work, extraction_id: UUID, files: int) -> None:
    """Takes back what was stored of an upload that nobody will know of."""
    with suppress(CodedError, OSError):  # what called this is the error to hear of
        for index in range(files):
            work.services.vault.delete(extraction_id, UPLOAD.format(index=index))
        work.services.vault.erase(extraction_id)


def extraction_status(work: Work, extraction_id: UUID) -> ExtractionStatus:
    """How far the reading is."""
    entry = get_extraction(work.session, work.actor, extraction_id)
    job = job_of(work.session, entry)
    if job.state == "done":
        return ExtractionStatus(id=entry.id, state="done", files=entry.files, created_at=entry.created_at)
    if job.state in {"failed", "parked"}:
        return ExtractionStatus(
            id=entry.id, state="failed", problem=job.error, files=entry.files, created_at=entry.created_at
        )
    return ExtractionStatus(
        id=entry.id,
        state="processing",
        stage=job.stage,
        progress=job.progress,
        poll_after=work.settings.poll_seconds,
        files=entry.files,
        created_at=entry.created_at,
    )


def extraction_result(work: Work, extraction_id: UUID) -> Extraction:
    """What was read; the look is logged. Raises ExtractionNotReady."""
    entry = get_extraction(work.session, work.actor, extraction_id)
    record(work.session, work.actor, "viewReading", "extraction", entry.id)
    return read_result(work, entry)


def read_result(work: Work, entry: ExtractionRecord) -> Extraction:
    """The result of an upload the caller may see."""
    if job_of(work.session, entry).state != "done":
        raise ExtractionNotReady
    return Extraction.model_validate(json.loads(work.services.vault.get(entry.id, RESULT)))


def page_image(work: Work, extraction_id: UUID, page: int) -> bytes:
    """A page as an upright JPEG; the look is logged. Raises ResourceNotFound."""
    return _look(work, extraction_id, "viewPage", PAGE.format(index=page))


def field_crop(work: Work, extraction_id: UUID, field: str) -> bytes:
    """The piece of the scan a field was read from, as an upright JPEG; the look is logged."""
    return _look(work, extraction_id, "viewCrop", CROP.format(field=field))


def _look(work: Work, extraction_id: UUID, action: str, kind: str) -> bytes:
    entry = get_extraction(work.session, work.actor, extraction_id)
    record(work.session, work.actor, action, "extraction", entry.id)
    try:
        return work.services.vault.get(entry.id, kind)
    except ObjectNotFound:
        raise ResourceNotFound from None
