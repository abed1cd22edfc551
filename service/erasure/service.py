"""Erasing a request or an upload: contents of rows at once, then keys and objects, until all is done."""

from collections.abc import Sequence
from typing import get_args
from uuid import UUID

from sqlalchemy import Select, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from ocr.intake.errors import MAX_PAGES
from service.api.models import IdempotencyRecord
from service.audit.service import record
from service.batches.models import BatchPage, BatchPerson
from service.context import Actor, Services
from service.corrections.models import Correction
from service.db import now, transaction
from service.erasure.errors import RequestHeld, RequestStillOpen
from service.erasure.models import Erasure, LegalHold
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord, UploadedPage
from service.extractions.resources import FieldName
from service.extractions.service import CROP, PAGE, RESULT
from service.extractions.stored import PREVIEW
from service.jobs.models import Job
from service.mail.models import OutgoingMail
from service.registry.models import RegistryPerson
from service.requests.models import (
    PendingKey,
    PendingName,
    RequestKey,
    RequestRecord,
    RequestSearch,
)
from service.requests.states import TRANSITIONS
from service.requests.view import state_of
from service.requests.workers import workers_of
from service.reviews.models import CaseDecision
from service.sealed import wipe
from service.seals import seals_of

FINAL = frozenset(state for state, following in TRANSITIONS.items() if not following)


def erase_request(
    services: Services, request_id: UUID, reason: str, by: Actor | None = None, *, anew: bool = False
) -> UUID:
    """Erases a request that has come to its end, with its uploads. The row stays, with its state and dates.

    `anew`: it was erased before and came back from a backup: whatever its state there, its key is gone.
    Returns the erasure's id. Raises ResourceNotFound, RequestHeld, RequestStillOpen; StorageAway when
    the keys cannot be destroyed now: the contents are gone then, and the sweeper destroys the keys later.
    """
    with transaction(services.engine) as session:
        row = session.get(RequestRecord, request_id, with_for_update={"of": RequestRecord})
        if row is None or row.erased_at is not None:
            raise ResourceNotFound
        if not anew:
            _require_erasable(session, row)
        uploads = _uploads_of(session, row)
        owners = [row.id, *(upload.id for upload in uploads)]
        searches = _empty_tables(session, row, owners)
        objects = {str(upload.id): _wipe_upload(session, upload) for upload in uploads}
        wipe(row)
        row.email, row.erased_at, row.version = "", now(), row.version + 1
        erasure = Erasure(
            request_id=row.id,
            reason=reason,
            owners=[str(owner) for owner in (*owners, *searches)],
            objects=objects,
            asked_by=by.account_id if by else None,
        )
        session.add(erasure)
        record(session, by, "erase", "request", row.id, reason)
        session.flush()
        erasure_id = erasure.id
    finish_erasure(services, erasure_id)
    return erasure_id


def erase_uploads(services: Services, upload_ids: Sequence[UUID], reason: str) -> None:
    """Erases uploads alone: those that never had a request, and the scans of requests that stay."""
    with transaction(services.engine) as session:
        query = select(ExtractionRecord).where(
            ExtractionRecord.id.in_(upload_ids), ExtractionRecord.erased_at.is_(None)
        )
        uploads = session.scalars(query.with_for_update(of=ExtractionRecord)).all()
        owners = [upload.id for upload in uploads]
        _forget_answers(session, owners)
        erasure = Erasure(
            reason=reason,
            owners=[str(owner) for owner in owners],
            objects={str(upload.id): _wipe_upload(session, upload) for upload in uploads},
        )
        session.add(erasure)
        for owner in owners:
            record(session, None, "erase", "extraction", owner, reason)
        session.flush()
        erasure_id = erasure.id
    finish_erasure(services, erasure_id)


def finish_erasure(services: Services, erasure_id: UUID) -> None:
    """Destroys keys and objects, and notes that it is done; can be run again. Raises StorageAway."""
    with transaction(services.engine) as session:
        erasure = session.get_one(Erasure, erasure_id)
        seals, workers = seals_of(session), workers_of(session)
        owners, objects = [*erasure.owners], dict(erasure.objects)
        request_id = erasure.request_id
    for owner in owners:
        services.vault.keys.erase_for_good(owner)
        seals.forget(UUID(owner))
    for upload, kinds in objects.items():
        for kind in kinds:
            services.vault.delete(UUID(upload), kind)
    if request_id is not None:
        workers.forget(request_id)
    _remove_letters(services, owners)
    with transaction(services.engine) as session:
        session.get_one(Erasure, erasure_id).done_at = now()


def finish_erasures(services: Services) -> int:
    """Goes on with erasures whose keys or objects could not be destroyed at once. Returns how many."""
    with transaction(services.engine) as session:
        open_ones = session.scalars(select(Erasure.id).where(Erasure.done_at.is_(None)).limit(20)).all()
    for erasure_id in open_ones:
        finish_erasure(services, erasure_id)
    return len(open_ones)


def is_held(session: Session, request_id: UUID) -> bool:
    """Whether a legal hold is on the request."""
    return bool(
        session.scalar(select(exists().where(LegalHold.request_id == request_id, LegalHold.holding())))
    )


def _require_erasable(session: Session, row: RequestRecord) -> None:
    if is_held(session, row.id):
        raise RequestHeld
    unsettled = exists().where(Correction.request_id == row.id, Correction.settled_at.is_(None))
    if (
        state_of(row) not in FINAL
        or row.number_state == "underCorrection"
        or session.scalar(select(unsettled))
    ):
        raise RequestStillOpen


def _uploads_of(session: Session, row: RequestRecord) -> list[ExtractionRecord]:
    """Uploads made for the request, the one it rests on unless another request does, too, and the files of a
    batch whose pages became its scan."""
    made = or_(ExtractionRecord.request_id == row.id, ExtractionRecord.id.in_(_batch_files_of(row)))
    query = select(ExtractionRecord).where(made)
    found = {upload.id: upload for upload in session.scalars(query.with_for_update(of=ExtractionRecord))}
    if row.extraction_id is not None and row.extraction_id not in found:
        shared = exists().where(
            RequestRecord.extraction_id == row.extraction_id,
            RequestRecord.id != row.id,
            RequestRecord.erased_at.is_(None),
        )
        if not session.scalar(select(shared)):
            found[row.extraction_id] = session.get_one(ExtractionRecord, row.extraction_id)
    return [*found.values()]


def _batch_files_of(row: RequestRecord) -> Select[UUID]:
    """Files that pages of the request were put together from; not those of a request that stays as it is."""
    others = and_(RequestRecord.extraction_id == UploadedPage.extraction_id, RequestRecord.id != row.id)
    held = exists().where(LegalHold.request_id == RequestRecord.id, LegalHold.holding())
    stays = exists().where(
        others, RequestRecord.erased_at.is_(None), or_(RequestRecord.state != "cancelled", held)
    )
    return (
        select(UploadedPage.extraction_id)
        .join(BatchPage, BatchPage.uploaded_page_id == UploadedPage.id)
        .join(BatchPerson, BatchPerson.id == BatchPage.person_id)
        .where(BatchPerson.request_id == row.id, ~stays)
    )


def _empty_tables(session: Session, row: RequestRecord, owners: list[UUID]) -> list[UUID]:
    """Empties what hangs on the request elsewhere. Returns the searches that were dropped, for their keys."""
    for table in (PendingKey, PendingName, RequestKey):
        session.execute(delete(table).where(table.request_id == row.id))
    for correction in session.scalars(select(Correction).where(Correction.request_id == row.id)):
        wipe(correction)
    for decision in session.scalars(select(CaseDecision).where(CaseDecision.request_id == row.id)):
        wipe(decision)
    session.execute(
        delete(OutgoingMail).where(
            OutgoingMail.request_id == row.id,
            OutgoingMail.sent_at.is_not(None) | OutgoingMail.failed_at.is_not(None),
        )
    )
    # The number stays the person's; for which request it was made is nobody's concern any more.
    session.execute(update(RegistryPerson).where(RegistryPerson.request_id == row.id).values(request_id=None))
    _forget_answers(session, owners)
    mine = delete(RequestSearch).where(RequestSearch.organisation_id == row.organisation_id)
    return [*session.scalars(mine.returning(RequestSearch.id))]


def _forget_answers(session: Session, owners: Sequence[UUID]) -> None:
    """The keys of calls stay: a call that is repeated has no second effect."""
    told = IdempotencyRecord.owner_id.in_(owners)
    session.execute(update(IdempotencyRecord).where(told).values(answer=None))


def _wipe_upload(session: Session, upload: ExtractionRecord) -> list[str]:
    """Empties an upload's rows. Returns the kinds of its objects."""
    kinds = [RESULT, *(PAGE.format(index=index) for index in range(max(MAX_PAGES, upload.page_count)))]
    kinds += [CROP.format(field=field) for field in get_args(FieldName)]
    for page in upload.pages:
        kinds += [page.stored_as, PREVIEW.format(id=page.id)]
        wipe(page)
        page.quality = None
    upload.crops, upload.erased_at = [], now()
    unfinished = update(Job).where(Job.subject_id == upload.id, Job.state.in_(("queued", "running")))
    session.execute(unfinished.values(state="parked", lease_until=None, finished_at=now()))
    session.execute(update(Job).where(Job.subject_id == upload.id).values(error=None))
    return [*dict.fromkeys(kinds)]


def _remove_letters(services: Services, owners: Sequence[str]) -> None:
    """Mails in the folder, where no server sends them: each names its request's address."""
    for letter in services.settings.mail_dir.glob("*.eml"):
        content = letter.read_bytes()
        if any(owner.encode() in content for owner in owners):
            letter.unlink(missing_ok=True)
