"""How a batch goes on by itself: files sorted once all are read, uploads put together, drafts filled.

Nothing waits for a browser to stay open: whatever is due is done when somebody looks next, and doing it twice
does no harm.
"""

import json
from uuid import UUID, uuid4

from ocr.extraction import Extraction
from service.batches import repository
from service.batches.errors import MOST_WORKERS, TooManyWorkers
from service.batches.models import Batch, BatchPage, BatchPerson
from service.batches.sorting import Sight, sight_of, sort_files
from service.context import Caller, Work
from service.extractions.models import ExtractionRecord, UploadedPage
from service.extractions.repository import get_extraction
from service.extractions.service import RESULT, read_result, start_reading
from service.extractions.stored import StoredFile, copy_pages, taking_back
from service.jobs.models import Priority
from service.requests import repository as requests
from service.requests.drafting import create_draft
from service.requests.earlier import find_earlier
from service.requests.readings import attach_reading

OVER = frozenset({"done", "failed", "parked"})


def advance(caller: Caller, batch_id: UUID) -> None:
    """Does whatever is due. Raises ResourceNotFound."""
    with caller.work() as work:
        batch = repository.get_batch(work, batch_id)
        if batch.state == "reading":
            _sort(work, batch)
        unassembled = [person.id for person in batch.persons if person.extraction_id is None]
    for person_id in unassembled:
        _assemble(caller, batch_id, person_id)
    with caller.work() as work:
        batch = repository.get_batch(work, batch_id)
        for person in batch.persons:
            _take_reading(work, person)


def note_warnings(work: Work, person: BatchPerson) -> None:
    """Keeps what the table says of a draft beside its data: codes, and how many earlier requests."""
    if person.extraction_id is None or person.request_id is None:
        return
    extraction = read_result(work, get_extraction(work.session, work.actor, person.extraction_id))
    issues = [
        issue.code
        for page in extraction.pages
        for issue in page.quality.issues
        if issue.severity == "error" or not page.quality.acceptable
    ]
    person.warnings = [*dict.fromkeys([*(warning.code for warning in extraction.warnings), *issues])]
    row = requests.get_request(work.session, work.actor, person.request_id)
    person.earlier = sum(len(issue.requests) for issue in find_earlier(work.session, row))


def _sort(work: Work, batch: Batch) -> None:
    jobs = repository.jobs_of(work.session, [file.extraction_id for file in batch.files])
    if any(jobs[file.extraction_id].state not in OVER for file in batch.files):
        return
    sights = [_look(work, file.extraction, jobs[file.extraction_id].state) for file in batch.files]
    groups = sort_files(sights)
    if len(groups) > MOST_WORKERS:
        batch.state, batch.problem = "collecting", TooManyWorkers.code
        return
    uploads = {file.extraction_id: file.extraction for file in batch.files}
    for position, files in enumerate(groups):
        pages = [page for file in files for page in uploads[file].pages]
        person = BatchPerson(position=position, extraction_id=files[0] if len(files) == 1 else None)
        person.pages = [BatchPage(page=page, position=place) for place, page in enumerate(pages)]
        batch.persons.append(person)
    batch.state = "checking"
    work.session.flush()


def _look(work: Work, entry: ExtractionRecord, state: str) -> Sight:
    """What one file shows, read from the store: nobody looks at the files of a batch one by one."""
    read = None
    if state == "done":
        read = Extraction.model_validate(json.loads(work.services.vault.get(entry.id, RESULT)))
    return sight_of(entry.id, len(entry.pages), read)


def _assemble(caller: Caller, batch_id: UUID, person_id: UUID) -> None:
    """Puts the pages of a person into one upload and has it read. Copies outside of every transaction."""
    with caller.work() as work:
        person = repository.get_person(repository.get_batch(work, batch_id), person_id)
        wanted = [page.uploaded_page_id for page in person.pages]
        pages = [page.page for page in person.pages]
        whole = _whole_file(work, pages)
        if whole is not None:
            person.extraction_id = whole
            return
    owner = uuid4()
    copies: StoredFile = []
    with taking_back(caller.services, owner, [copies], with_key=True):
        for page in pages:
            copies += copy_pages(caller.services, page.extraction_id, owner, [page])
        with caller.work() as work:
            person = repository.get_person(repository.get_batch(work, batch_id), person_id)
            still = [page.uploaded_page_id for page in person.pages]
            if person.extraction_id is not None or still != wanted:
                caller.services.vault.erase(owner)  # another window was quicker
                return
            for position, copy in enumerate(copies):
                copy.position = position
            entry = ExtractionRecord(
                id=owner,
                organisation_id=work.actor.organisation_id,
                account_id=work.actor.account_id,
                request_id=person.request_id,
                pages=copies,
            )
            work.session.add(entry)
            work.session.flush()
            start_reading(work, entry, Priority.BATCH)
            person.extraction_id = owner


def _whole_file(work: Work, pages: list[UploadedPage]) -> UUID | None:
    """The upload whose pages these are, all of them in their order; it is read already."""
    sources = {page.extraction_id for page in pages}
    if len(sources) != 1:
        return None
    entry = work.session.get_one(ExtractionRecord, sources.pop())
    return entry.id if [page.id for page in entry.pages] == [page.id for page in pages] else None


def _take_reading(work: Work, person: BatchPerson) -> None:
    """A finished reading fills the person's draft; what was typed by hand stays."""
    if person.extraction_id is None:
        return
    job = repository.jobs_of(work.session, [person.extraction_id]).get(person.extraction_id)
    if job is None or job.state != "done":
        return
    if person.request_id is None:
        person.request_id = create_draft(work, person.extraction_id).id
        if person.extraction_id not in {page.page.extraction_id for page in person.pages}:
            # Put together for this person: it goes when the request goes, whatever takes its place.
            get_extraction(work.session, work.actor, person.extraction_id).request_id = person.request_id
        note_warnings(work, person)
        return
    row = requests.get_request(work.session, work.actor, person.request_id, lock=True)
    if row.state == "draft" and row.extraction_id != person.extraction_id:
        attach_reading(work, row, person.extraction_id, fill=True)
        row.version += 1
        work.session.flush()
        note_warnings(work, person)
