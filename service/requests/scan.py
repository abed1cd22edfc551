"""The scan of a request: begun with its first page, changed until it is read, done again when it will not do.

A request may have several uploads over time; the newest counts. An upload whose reading has begun never
changes: to replace a page of it, its pages go over into a new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid4

from ocr.intake.errors import MAX_PAGES
from service.context import Caller, Work
from service.errors import ResourceNotFound
from service.extractions import arranging, collect
from service.extractions.models import ExtractionRecord
from service.extractions.repository import get_extraction, job_of, latest_of_request
from service.extractions.schemas import PageView
from service.extractions.service import JOB_KIND, start_reading
from service.extractions.stored import RefusedFile, copy_pages, forget, store_files, taking_back
from service.extractions.uploads import UploadedFile
from service.jobs.models import Priority
from service.jobs.pressure import check_queue
from service.requests import repository
from service.requests.drafting import create_draft
from service.requests.errors import NotAskedFor, TransitionRefused
from service.requests.models import RequestRecord
from service.requests.readings import attach_reading
from service.requests.rounds import may_change
from service.requests.schemas import RequestState
from service.requests.states import EDITABLE
from service.requests.view import state_of, view_request

ScanState = Literal["none", "collecting", "reading", "failed", "attached"]


@dataclass(frozen=True)
class ScanView:
    """The newest upload of a request. `reading` also when it is read and not yet taken up into the form."""

    request_id: UUID
    request_state: RequestState
    state: ScanState
    extraction_id: UUID | None
    pages: list[PageView]
    has_form: bool
    """Whether an earlier scan has filled the request's form."""


def begin_request(caller: Caller, files: Sequence[UploadedFile]) -> tuple[UUID | None, list[RefusedFile]]:
    """A new draft with these pages, and what was refused. Where every file is refused there is no draft."""
    caller.actor.require("request:write")
    owner = uuid4()
    stored, refused = store_files(caller.services, owner, files, MAX_PAGES)
    if not stored:
        caller.services.vault.erase(owner)
        return None, refused
    with taking_back(caller.services, owner, stored, with_key=True), caller.work() as work:
        request_id = create_draft(work, None).id
        refused += collect.take_in(work, _new_upload(work, owner, request_id), stored)
    return request_id, refused


def view_scan(work: Work, request_id: UUID) -> ScanView:
    """Where the scan of the request stands. Raises ResourceNotFound."""
    row = repository.get_request(work.session, work.actor, request_id)
    entry = _newest(work, row)
    return ScanView(
        request_id=row.id,
        request_state=state_of(row),
        state=_state(work, row, entry),
        extraction_id=entry.id if entry else None,
        pages=collect.list_pages(entry) if entry else [],
        has_form=row.extraction_id is not None,
    )


def add_pages(
    caller: Caller, request_id: UUID, files: Sequence[UploadedFile], instead_of: UUID | None = None
) -> list[RefusedFile]:
    """Adds files to the request's scan, or puts them in the place of one page. Returns what was refused."""
    with caller.work() as work:
        extraction_id = _require(work, request_id).id
    return collect.add_files(caller, extraction_id, files, instead_of)


def remove_page(work: Work, request_id: UUID, page_id: UUID) -> None:
    """Takes a page out of the request's scan."""
    collect.remove_page(work, _require(work, request_id).id, page_id)


def turn_page(work: Work, request_id: UUID, page_id: UUID) -> None:
    """Turns a page of the request's scan a quarter clockwise."""
    arranging.turn_page(work, _require(work, request_id).id, page_id)


def move_page(work: Work, request_id: UUID, page_id: UUID, direction: arranging.Direction) -> None:
    """Moves a page of the request's scan one place up or down."""
    arranging.move_page(work, _require(work, request_id).id, page_id, direction)


def read_scan(work: Work, request_id: UUID) -> UUID:
    """Enqueues the reading of what is there, however good it is. Returns the upload's id.

    Raises NoFileError, QueueTooLong. Asked twice, it reads once.
    """
    entry = _require(work, request_id)
    if entry.job_id is None:
        check_queue(work, JOB_KIND, Priority.PERSON)
        start_reading(work, collect.get_collecting(work, entry.id), Priority.PERSON)
    return entry.id


def reopen_scan(caller: Caller, request_id: UUID) -> None:
    """Makes the scan changeable again: the pages of the newest upload go over into a new one, in order."""
    with caller.work() as work:
        entry = _newest(work, _editable(work, request_id))
        if entry is not None and entry.job_id is None:
            return
        pages = [*entry.pages] if entry else []
    owner = uuid4()
    copies = [copy_pages(caller.services, entry.id, owner, pages)] if entry else []
    with taking_back(caller.services, owner, copies, with_key=True), caller.work() as work:
        newest = _newest(work, _editable(work, request_id))
        if newest is not None and newest.job_id is None:  # somebody reopened it meanwhile: one is enough
            for copy in copies:
                forget(caller.services, owner, copy)
            caller.services.vault.erase(owner)
            return
        collect.take_in(work, _new_upload(work, owner, request_id), copies)


def take_reading(work: Work, extraction_id: UUID) -> UUID:
    """Takes a finished reading up into its request; what was typed by hand stays. Returns the request's id.

    An upload that a program made gets a draft. A demand for information takes it up when it is answered.
    """
    entry = get_extraction(work.session, work.actor, extraction_id)
    if entry.request_id is None:
        return create_draft(work, entry.id).id
    row = repository.get_request(work.session, work.actor, entry.request_id, lock=True)
    newest = _newest(work, row)
    if row.state == "draft" and newest is entry and row.extraction_id != entry.id:
        attach_reading(work, row, entry.id, fill=True)
        row.version += 1
        work.session.flush()
    return row.id


def request_of(work: Work, extraction_id: UUID) -> UUID | None:
    """The request an upload was made for; None for one that a program made. Raises ResourceNotFound."""
    return get_extraction(work.session, work.actor, extraction_id).request_id


def _new_upload(work: Work, owner: UUID, request_id: UUID) -> ExtractionRecord:
    entry = ExtractionRecord(
        id=owner,
        organisation_id=work.actor.organisation_id,
        account_id=work.actor.account_id,
        request_id=request_id,
        pages=[],
    )
    work.session.add(entry)
    return entry


def _newest(work: Work, row: RequestRecord) -> ExtractionRecord | None:
    entry = latest_of_request(work.session, row.id)
    if entry is None and row.extraction_id is not None:
        return get_extraction(work.session, work.actor, row.extraction_id)
    return entry


def _require(work: Work, request_id: UUID) -> ExtractionRecord:
    """The newest upload of a request that can still change. Raises ResourceNotFound, TransitionRefused."""
    entry = _newest(work, _editable(work, request_id))
    if entry is None:
        raise ResourceNotFound
    return entry


def _editable(work: Work, request_id: UUID) -> RequestRecord:
    work.actor.require("request:write")
    row = repository.get_request(work.session, work.actor, request_id, lock=True)
    if state_of(row) not in EDITABLE:
        raise TransitionRefused(state=row.state)
    if not may_change(view_request(row), "scan"):
        raise NotAskedFor
    return row


def _state(work: Work, row: RequestRecord, entry: ExtractionRecord | None) -> ScanState:
    if entry is None:
        return "none"
    job = job_of(work.session, entry)
    if job is None:
        return "collecting"
    if entry.id == row.extraction_id:
        return "attached"
    return "failed" if job.state in {"failed", "parked"} else "reading"
