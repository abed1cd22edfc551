"""Queries on batches: everybody sees their own, in the company they act for."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from service.batches.errors import BatchHasMovedOn
from service.batches.models import Batch, BatchPage, BatchPerson, BatchState
from service.context import Actor, Work
from service.errors import ResourceNotFound
from service.jobs.models import Job
from service.requests.models import RequestRecord
from service.visibility import visible_batches


def get_batch(work: Work, batch_id: UUID, *states: BatchState) -> Batch:
    """The caller's batch, locked. Raises ResourceNotFound; BatchHasMovedOn in another state than these."""
    work.actor.require("request:write")
    query = select(Batch).where(Batch.id == batch_id, visible_batches(work.actor))
    found = work.session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if found is None:
        raise ResourceNotFound
    if states and found.state not in states:
        raise BatchHasMovedOn
    return found


def get_person(batch: Batch, person_id: UUID) -> BatchPerson:
    """A person of the batch. Raises ResourceNotFound."""
    found = next((person for person in batch.persons if person.id == person_id), None)
    if found is None:
        raise ResourceNotFound
    return found


def get_page(batch: Batch, sheet_id: UUID) -> BatchPage:
    """A page of the batch. Raises ResourceNotFound."""
    pages = [page for person in batch.persons for page in person.pages]
    found = next((page for page in pages if page.id == sheet_id), None)
    if found is None:
        raise ResourceNotFound
    return found


def list_batches(session: Session, actor: Actor, limit: int) -> Sequence[Batch]:
    """The caller's batches, newest first."""
    query = select(Batch).where(visible_batches(actor)).order_by(Batch.created_at.desc()).limit(limit)
    return session.scalars(query.options(selectinload(Batch.files), selectinload(Batch.persons))).all()


def count_open(session: Session, actor: Actor) -> int:
    """How many of them are not checked yet."""
    query = select(func.count()).where(visible_batches(actor), Batch.state != "checking")
    return session.scalar(query) or 0


def jobs_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, Job]:
    """The newest job on each of these uploads or requests."""
    query = select(Job).where(Job.subject_id.in_(ids)).order_by(Job.created_at)
    return {job.subject_id: job for job in session.scalars(query)}


def requests_of(session: Session, batch: Batch) -> dict[UUID, RequestRecord]:
    """The drafts and requests of the batch, with what a view of them shows, in a few queries."""
    ids = [person.request_id for person in batch.persons if person.request_id]
    whole = selectinload(RequestRecord.events), selectinload(RequestRecord.rounds)
    rows = session.scalars(select(RequestRecord).where(RequestRecord.id.in_(ids)).options(*whole))
    return {row.id: row for row in rows}
