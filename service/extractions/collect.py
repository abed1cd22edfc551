"""Pages of an upload before they are read: added, looked at, replaced and removed one by one.

Files are decoded and stored between two short transactions: the first says who may add and how much room is
left, the second takes the pages in under a lock, where the limits are counted again.
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from models.errors import CodedError
from ocr.extraction import Quality
from ocr.intake.errors import MAX_PAGES, MAX_UPLOAD_PIXELS, TooManyPagesError, UploadTooManyPixelsError
from service.audit.service import record
from service.context import Caller, Work
from service.errors import PayloadTooLarge, ResourceNotFound
from service.extractions.models import ExtractionRecord, UploadedPage
from service.extractions.pictures import turn_preview
from service.extractions.repository import get_extraction
from service.extractions.schemas import PageView
from service.extractions.stored import PREVIEW, RefusedFile, StoredFile, forget, store_files, taking_back
from service.extractions.uploads import UploadedFile
from service.settings import MEBIBYTE
from service.storage.errors import ObjectNotFound


class ReadingHasBegun(CodedError):
    """The pages are being read, or have been: they stay as they are."""

    code = "readingHasBegun"
    status = 409
    message = "These pages are already being read."
    remedy = "Wait until the reading is done; then you can still replace a page."


def add_files(
    caller: Caller, extraction_id: UUID, files: Sequence[UploadedFile], instead_of: UUID | None = None
) -> list[RefusedFile]:
    """Adds files at the end, or in the place of one page, which goes only when something took its place.

    Returns what was refused. Raises ResourceNotFound, MissingPermission, ReadingHasBegun.
    """
    with caller.work() as work:
        entry = get_collecting(work, extraction_id)
        if instead_of is not None:
            find_page(entry, instead_of)
        room = MAX_PAGES - len(entry.pages) + (instead_of is not None)
    stored, refused = store_files(caller.services, extraction_id, files, room)
    with taking_back(caller.services, extraction_id, stored), caller.work() as work:
        refused += take_in(work, get_collecting(work, extraction_id), stored, instead_of)
    return refused


def take_in(
    work: Work, entry: ExtractionRecord, stored: Sequence[StoredFile], instead_of: UUID | None = None
) -> list[RefusedFile]:
    """Makes stored files pages of an upload that the caller holds.

    What no longer fits is refused and erased.
    """
    old = find_page(entry, instead_of) if instead_of else None
    at, before, refused = (entry.pages.index(old) if old else len(entry.pages)), len(entry.pages), []
    for file in stored:
        try:
            _check_limits(work, [page for page in entry.pages if page is not old], file)
        except CodedError as error:
            refused.append(RefusedFile(file[0].name, error))
            forget(work.services, entry.id, file)
        else:
            start = at + len(entry.pages) - before
            entry.pages[start:start] = file
            record(work.session, work.actor, "upload", "extraction", entry.id)
    if old is not None and len(entry.pages) > before:
        _take_out(work, entry, old)
    number_pages(entry)
    work.session.flush()
    return refused


def remove_page(work: Work, extraction_id: UUID, page_id: UUID) -> None:
    """Takes a page out and erases it, and its file when no other page of it is left."""
    entry = get_collecting(work, extraction_id)
    _take_out(work, entry, find_page(entry, page_id))
    number_pages(entry)
    record(work.session, work.actor, "removePage", "extraction", entry.id)


def list_pages(entry: ExtractionRecord) -> list[PageView]:
    """The pages somebody has looked at, in order."""
    return [
        PageView(
            id=page.id,
            number=number,
            name=page.name,
            width=page.width,
            height=page.height,
            turn=page.turn,
            quality=Quality.model_validate(page.quality),
        )
        for number, page in enumerate(entry.pages, start=1)
        if page.quality is not None
    ]


def uploaded_pages(work: Work, extraction_id: UUID) -> list[PageView]:
    """The same of an upload the caller may see."""
    return list_pages(get_extraction(work.session, work.actor, extraction_id))


def page_preview(work: Work, extraction_id: UUID, page_id: UUID) -> bytes:
    """A page as uploaded, as a JPEG made smaller; the look is logged. Raises ResourceNotFound."""
    entry = get_extraction(work.session, work.actor, extraction_id)
    page = find_page(entry, page_id)
    record(work.session, work.actor, "viewUpload", "extraction", entry.id)
    try:
        picture = work.services.vault.get(entry.id, PREVIEW.format(id=page.id))
        return turn_preview(picture, page.turn)
    except ObjectNotFound:
        raise ResourceNotFound from None


def get_collecting(work: Work, extraction_id: UUID) -> ExtractionRecord:
    """An upload of the caller's company that can still change, locked.

    Raises ResourceNotFound, MissingPermission, ReadingHasBegun.
    """
    work.actor.require("request:write")
    entry = get_extraction(work.session, work.actor, extraction_id, lock=True)
    work.session.refresh(entry)  # what was read before the lock may have changed
    if entry.job_id is not None:
        raise ReadingHasBegun
    return entry


def _check_limits(work: Work, staying: Sequence[UploadedPage], file: StoredFile) -> None:
    limit = work.settings.max_upload_bytes
    if len(staying) + len(file) > MAX_PAGES:
        raise TooManyPagesError(limit=MAX_PAGES)
    if sum(page.width * page.height for page in (*staying, *file)) > MAX_UPLOAD_PIXELS:
        raise UploadTooManyPixelsError(limit_megapixels=MAX_UPLOAD_PIXELS // 1_000_000)
    if sum({page.stored_as: page.size for page in (*staying, *file)}.values()) > limit:
        raise PayloadTooLarge(limit_mb=limit // MEBIBYTE, limit=limit)


def find_page(entry: ExtractionRecord, page_id: UUID) -> UploadedPage:
    """The page of an upload. Raises ResourceNotFound."""
    found = next((page for page in entry.pages if page.id == page_id), None)
    if found is None:
        raise ResourceNotFound
    return found


def number_pages(entry: ExtractionRecord) -> None:
    """Writes down the order in which the pages stand."""
    for position, page in enumerate(entry.pages):
        page.position = position


def _take_out(work: Work, entry: ExtractionRecord, page: UploadedPage) -> None:
    """The page leaves now; its bytes go when it is certain that nobody holds them any more."""
    entry.pages.remove(page)
    kinds = [PREVIEW.format(id=page.id)]
    if all(other.stored_as != page.stored_as for other in entry.pages):
        kinds.append(page.stored_as)
    for kind in kinds:
        work.after_commit.append(partial(work.services.vault.delete, entry.id, kind))
