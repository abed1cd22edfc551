"""The files of a batch: each becomes an upload of its own and is read, behind whoever waits at a page."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from models.errors import CodedError
from ocr.intake.errors import MAX_PAGES, NoFileError
from service.audit.service import record
from service.batches import repository
from service.batches.errors import (
    MOST_BYTES,
    MOST_FILES,
    MOST_OPEN,
    BatchHasMovedOn,
    BatchTooLarge,
    TooManyBatches,
    TooManyFiles,
)
from service.batches.models import Batch, BatchFile
from service.context import Caller, Work
from service.erasure.service import erase_uploads
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.extractions.service import JOB_KIND, start_reading
from service.extractions.stored import RefusedFile, StoredFile, store_files, taking_back
from service.extractions.uploads import UploadedFile
from service.jobs.models import Priority
from service.jobs.pressure import check_queue
from service.settings import MEBIBYTE


def begin_batch(work: Work) -> UUID:
    """A new batch. Raises TooManyBatches."""
    work.actor.require("request:write")
    if repository.count_open(work.session, work.actor) >= MOST_OPEN:
        raise TooManyBatches(limit=MOST_OPEN)
    batch = Batch(organisation_id=work.actor.organisation_id, account_id=work.actor.account_id)
    work.session.add(batch)
    work.session.flush()
    return batch.id


def add_files(caller: Caller, batch_id: UUID, files: Sequence[UploadedFile]) -> list[RefusedFile]:
    """Takes the files in one by one. Returns what was refused; the others stay.

    Raises ResourceNotFound, BatchHasMovedOn.
    """
    with caller.work() as work:
        repository.get_batch(work, batch_id, "collecting")
    refused: list[RefusedFile] = []
    for file in files:
        owner = uuid4()
        stored, wrong = store_files(caller.services, owner, [file], MAX_PAGES)
        refused += wrong
        if not stored:
            caller.services.vault.erase(owner)
            continue
        try:
            with taking_back(caller.services, owner, stored, with_key=True), caller.work() as work:
                _take_in(work, batch_id, owner, stored[0])
        except CodedError as error:
            refused.append(RefusedFile(file.name, error))
    return refused


def remove_file(work: Work, batch_id: UUID, extraction_id: UUID) -> None:
    """Takes a file out and erases it."""
    batch = repository.get_batch(work, batch_id)
    found = next((file for file in batch.files if file.extraction_id == extraction_id), None)
    if found is None:
        raise ResourceNotFound
    if batch.state != "collecting":
        raise BatchHasMovedOn
    batch.files.remove(found)
    record(work.session, work.actor, "removePage", "extraction", extraction_id)
    work.after_commit.append(lambda: erase_uploads(work.services, [extraction_id], "removed"))


def begin_sorting(work: Work, batch_id: UUID) -> None:
    """No more files: once all are read they are sorted. Raises NoFileError."""
    batch = repository.get_batch(work, batch_id, "collecting")
    if not batch.files:
        raise NoFileError
    batch.state, batch.problem = "reading", None


def _take_in(work: Work, batch_id: UUID, owner: UUID, pages: StoredFile) -> None:
    batch = repository.get_batch(work, batch_id, "collecting")
    if len(batch.files) >= MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    held = sum(file.extraction.pages[0].size for file in batch.files if file.extraction.pages)
    if held + pages[0].size > MOST_BYTES:
        raise BatchTooLarge(limit_mb=MOST_BYTES // MEBIBYTE)
    check_queue(work, JOB_KIND, Priority.BATCH)
    for position, page in enumerate(pages):
        page.position = position
    entry = ExtractionRecord(
        id=owner,
        organisation_id=work.actor.organisation_id,
        account_id=work.actor.account_id,
        pages=pages,
    )
    work.session.add(entry)
    work.session.flush()
    record(work.session, work.actor, "upload", "extraction", owner)
    start_reading(work, entry, Priority.BATCH)
    batch.files.append(BatchFile(extraction_id=owner, position=len(batch.files)))
    work.session.flush()
