"""A batch as its maker sees it: files with how far they are, persons with what is to check."""

from dataclasses import dataclass
from typing import Any, Literal, cast
from uuid import UUID

from service.batches import repository
from service.batches.errors import MOST_FILES, TooManyWorkers
from service.batches.models import Batch, BatchPerson, BatchState
from service.batches.sending import is_on_its_way, is_ready
from service.context import Work
from service.jobs.models import Job
from service.requests.checks import find_issues
from service.requests.models import RequestRecord
from service.requests.schemas import CheckIssue, RequestView
from service.requests.view import view_request

PersonState = Literal["reading", "unreadable", "incomplete", "ready", "sending", "failed", "sent"]
LISTED = 20


@dataclass(frozen=True)
class FileView:
    """A file: its upload, its first page to look at, and the problem of one that could not be read."""

    extraction_id: UUID
    page_id: UUID
    name: str
    pages: int
    is_read: bool
    problem: dict[str, Any] | None


@dataclass(frozen=True)
class SheetView:
    """A page of a person, by the address of its picture."""

    id: UUID
    source: str
    name: str


@dataclass(frozen=True)
class PersonView:
    """A worker. `request` is the draft, or what became of it; `findings` what keeps it from being sent."""

    id: UUID
    number: int
    state: PersonState
    sheets: list[SheetView]
    request: RequestView | None
    findings: list[CheckIssue]
    warnings: list[str]
    conflicts: list[str]
    """Fields with two readings, which the person must choose between."""
    earlier: int
    problem: dict[str, Any] | None

    @property
    def can_change(self) -> bool:
        """Whether it is not sent."""
        return self.state not in {"sending", "sent"}


@dataclass(frozen=True)
class BatchView:
    """The whole."""

    id: UUID
    state: BatchState
    files: list[FileView]
    persons: list[PersonView]
    room: int
    is_too_many: bool

    @property
    def is_moving(self) -> bool:
        """Whether something goes on by itself."""
        return self.state == "reading" or any(one.state in {"reading", "sending"} for one in self.persons)

    def count(self, *states: PersonState) -> int:
        """How many persons are in one of the states."""
        return sum(person.state in states for person in self.persons)


@dataclass(frozen=True)
class BatchLine:
    """A batch in the list."""

    batch: Batch
    files: int
    persons: int


def list_own(work: Work) -> list[BatchLine]:
    """The caller's batches, newest first."""
    work.actor.require("request:write")
    found = repository.list_batches(work.session, work.actor, LISTED)
    return [BatchLine(batch, len(batch.files), len(batch.persons)) for batch in found]


def view_batch(work: Work, batch_id: UUID) -> BatchView:
    """The batch. Raises ResourceNotFound."""
    batch = repository.get_batch(work, batch_id)
    rows = repository.requests_of(work.session, batch)
    uploads = [file.extraction_id for file in batch.files]
    uploads += [person.extraction_id for person in batch.persons if person.extraction_id]
    jobs = repository.jobs_of(work.session, [*uploads, *rows])
    return BatchView(
        id=batch.id,
        state=cast(BatchState, batch.state),
        files=[
            FileView(
                file.extraction_id,
                file.extraction.pages[0].id,
                file.extraction.pages[0].name,
                len(file.extraction.pages),
                _is_done(jobs.get(file.extraction_id)),
                _problem(jobs.get(file.extraction_id)),
            )
            for file in batch.files
        ],
        persons=[_view(person, rows.get(person.request_id or batch.id), jobs) for person in batch.persons],
        room=MOST_FILES - len(batch.files),
        is_too_many=batch.problem == TooManyWorkers.code,
    )


def _view(person: BatchPerson, row: RequestRecord | None, jobs: dict[UUID, Job]) -> PersonView:
    reading = jobs.get(person.extraction_id) if person.extraction_id else None
    sending = jobs.get(row.id) if row else None
    request = view_request(row) if row else None
    return PersonView(
        id=person.id,
        number=person.position + 1,
        state=_state(person, row, reading, sending),
        sheets=[
            SheetView(
                page.id, f"/scans/{page.page.extraction_id}/uploaded/{page.page.id}.jpg", page.page.name
            )
            for page in person.pages
        ],
        request=request,
        findings=find_issues(request) if request and request.state == "draft" else [],
        warnings=[str(code) for code in person.warnings],
        conflicts=[
            name
            for name, field in (request.prefilled.items() if request else ())
            if field.status == "conflict" and request and name not in request.changed_by_hand
        ],
        earlier=person.earlier,
        problem=_problem(reading) or (_problem(sending) if row and row.state == "draft" else None),
    )


def _state(
    person: BatchPerson, row: RequestRecord | None, reading: Job | None, sending: Job | None
) -> PersonState:
    if row is not None and row.state != "draft":
        return "sent"
    if is_on_its_way(sending):
        return "sending"
    if _problem(reading) is not None:
        return "unreadable"
    if row is None or row.extraction_id != person.extraction_id:
        return "reading"
    if _problem(sending) is not None:
        return "failed"
    return "ready" if is_ready(person, row, sending) else "incomplete"


def _is_done(job: Job | None) -> bool:
    return job is not None and job.state == "done"


def _problem(job: Job | None) -> dict[str, Any] | None:
    return (job.error or {}) if job is not None and job.state in {"failed", "parked"} else None
