"""Queries on uploads, narrowed to what the actor may see."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.context import Actor
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.jobs.models import Job
from service.visibility import visible_extractions


def get_extraction(
    session: Session, actor: Actor, extraction_id: UUID, *, lock: bool = False
) -> ExtractionRecord:
    """The upload: of the actor's organisation, or for a reviewer one that hangs on a submitted request.

    With `lock` nobody else holds it so until the transaction ends. Raises ResourceNotFound, the same for what
    is not there and what is somebody else's.
    """
    query = select(ExtractionRecord).where(ExtractionRecord.id == extraction_id, visible_extractions(actor))
    found = session.scalar(query.with_for_update(key_share=True) if lock else query)
    if found is None:
        raise ResourceNotFound
    return found


def job_of(session: Session, record: ExtractionRecord) -> Job | None:
    """The job that reads the upload; None as long as its pages are collected."""
    return session.get_one(Job, record.job_id) if record.job_id else None


def latest_of_request(session: Session, request_id: UUID) -> ExtractionRecord | None:
    """The newest upload made for a request; whether the request may be seen is the caller's to know."""
    query = select(ExtractionRecord).where(ExtractionRecord.request_id == request_id)
    return session.scalar(query.order_by(ExtractionRecord.created_at.desc()).limit(1))
