"""Uploading, following the reading, and looking at what was read."""

import json
from contextlib import suppress
from uuid import UUID, uuid4

from sqlalchemy import event

from models.errors import CodedError
from ocr.extraction import Extraction
from ocr.intake import intake
from ocr.intake.errors import NoFileError
from service.antivirus.clamd import check_file
from service.audit.service import record
from service.context import Work
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord, UploadedPage
from service.extractions.repository import get_extraction, job_of
from service.extractions.schemas import ExtractionStatus
from service.extractions.stored import UPLOAD
from service.extractions.uploads import UploadedFile
from service.jobs.models import Priority
from service.jobs.pressure import check_queue
from service.jobs.service import enqueue
from service.storage.errors import ObjectNotFound

JOB_KIND = "extraction"
RESULT, PAGE, CROP = "result", "page/{index}", "crop/{field}"


class ExtractionNotReady(CodedError):
    code = "extractionNotReady"
    status = 409
    message = "This upload has not been read to its end."
    remedy = "Wait until the extraction is done."


def create_extraction(work: Work, uploads: list[UploadedFile], priority: Priority = Priority.PROGRAM) -> UUID:
    """Checks the files, stores them encrypted, and enqueues the reading. Returns the extraction's id.

    The way of programs and of batches: nobody looks at single pages. Raises QueueTooLong, MalwareFound,
    VirusScannerUnavailable, and the errors of `ocr.intake` at once.
    """
    work.actor.require("request:write")
    check_queue(work, JOB_KIND, priority)
    for upload in uploads:
        check_file(work.settings, upload.content)
    intake([(upload.name, upload.content) for upload in uploads])
    extraction_id = uuid4()
    kinds = [UPLOAD.format(id=index) for index in range(len(uploads))]
    event.listen(work.session, "after_rollback", lambda _: _forget(work, extraction_id, kinds))
    try:
        for kind, upload in zip(kinds, uploads, strict=True):
            work.services.vault.put(extraction_id, kind, upload.content)
    except CodedError:
        _forget(work, extraction_id, kinds)
        raise
    entry = ExtractionRecord(
        id=extraction_id, organisation_id=work.actor.organisation_id, account_id=work.actor.account_id
    )
    entry.pages = [
        UploadedPage(
            position=position,
            name=upload.name,
            stored_as=kind,
            size=len(upload.content),
            own_sample=work.settings.demo and work.services.samples.knows(upload.content),
        )
        for position, (kind, upload) in enumerate(zip(kinds, uploads, strict=True))
    ]
    work.session.add(entry)
    record(work.session, work.actor, "upload", "extraction", extraction_id)
    start_reading(work, entry, priority)
    return extraction_id


def start_reading(work: Work, entry: ExtractionRecord, priority: Priority) -> None:
    """Enqueues the reading of an upload that the caller holds; from now on its pages stay as they are.

    Raises NoFileError when it has none. Callers ask `check_queue` before.
    """
    if not entry.pages:
        raise NoFileError
    entry.own_sample = all(page.own_sample for page in entry.pages)
    entry.job_id = enqueue(work, JOB_KIND, entry.id, priority).id
    work.session.flush()


def _forget(work: Work, extraction_id: UUID, kinds: list[str]) -> None:
    """Takes back what was stored of an upload that nobody will know of."""
    with suppress(CodedError, OSError):  # what called this is the error to hear of
        for kind in kinds:
            work.services.vault.delete(extraction_id, kind)
        work.services.vault.erase(extraction_id)


def extraction_status(work: Work, extraction_id: UUID) -> ExtractionStatus:
    """How far the reading is."""
    entry = get_extraction(work.session, work.actor, extraction_id)
    job = job_of(work.session, entry)
    status = ExtractionStatus(id=entry.id, state="collecting", files=entry.files, created_at=entry.created_at)
    if job is None:
        return status
    if job.state == "done":
        return status.model_copy(update={"state": "done"})
    if job.state in {"failed", "parked"}:
        return status.model_copy(update={"state": "failed", "problem": job.error})
    return status.model_copy(
        update={
            "state": "processing",
            "stage": job.stage,
            "progress": job.progress,
            "poll_after": work.settings.poll_seconds,
        }
    )


def extraction_result(work: Work, extraction_id: UUID) -> Extraction:
    """What was read; the look is logged. Raises ExtractionNotReady."""
    entry = get_extraction(work.session, work.actor, extraction_id)
    record(work.session, work.actor, "viewReading", "extraction", entry.id)
    return read_result(work, entry)


def read_result(work: Work, entry: ExtractionRecord) -> Extraction:
    """The result of an upload the caller may see."""
    job = job_of(work.session, entry)
    if job is None or job.state != "done":
        raise ExtractionNotReady
    return Extraction.model_validate(json.loads(work.services.vault.get(entry.id, RESULT)))


def cropped_fields(work: Work, extraction_id: UUID) -> list[str]:
    """Names of the fields whose piece of the scan is kept. Raises ExtractionNotReady."""
    entry = get_extraction(work.session, work.actor, extraction_id)
    read_result(work, entry)
    return entry.crops


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
