"""What is left of a request that was erased: looked up in every place, not taken from what was noted."""

from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.api.models import IdempotencyRecord
from service.context import Services
from service.corrections.models import Correction
from service.db import transaction
from service.erasure.models import Erasure
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.requests.models import PendingKey, PendingName, RequestKey, RequestRecord
from service.reviews.models import CaseDecision
from service.sealed import SUFFIX, SealedRow, sealed_columns
from service.storage.errors import ObjectNotFound


@dataclass
class Proof:
    """`left` names whatever still holds something; empty when nothing does."""

    request_id: UUID
    state: str
    erased_at: str | None
    reason: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    """For each owner: `destroyed` (and on the list of destroyed keys), `absent`, or `there`."""
    objects: int = 0
    """Objects that were looked for."""
    left: list[str] = field(default_factory=list)

    @property
    def erased(self) -> bool:
        """Whether nothing is left."""
        return self.erased_at is not None and not self.left

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"erased": self.erased, **asdict(self), "request_id": str(self.request_id)}


def prove_erasure(services: Services, request_id: UUID) -> Proof:
    """Looks at keys, objects, sealed columns and indexes. Raises ResourceNotFound, StorageAway."""
    with transaction(services.engine) as session:
        row = session.get(RequestRecord, request_id)
        if row is None:
            raise ResourceNotFound
        proof = Proof(row.id, row.state, row.erased_at.isoformat() if row.erased_at else None)
        query = select(Erasure).where(Erasure.request_id == row.id).order_by(Erasure.asked_at)
        erasures = session.scalars(query).all()
        proof.reason = erasures[-1].reason if erasures else None
        if any(one.done_at is None for one in erasures):
            proof.left.append("erasure:unfinished")
        proof.left += _left_in_rows(session, row)
        owners = dict.fromkeys([str(row.id), *(owner for one in erasures for owner in one.owners)])
        objects = [item for one in erasures for item in one.objects.items()]
    _look_at_keys(services, proof, [*owners])
    for upload, kinds in objects:
        for kind in kinds:
            proof.objects += 1
            if _has_object(services, UUID(upload), kind):
                proof.left.append(f"object:{kind.split('/')[0]}")
    return proof


def _left_in_rows(session: Session, row: RequestRecord) -> list[str]:
    left = _sealed_left("request", row)
    for correction in session.scalars(select(Correction).where(Correction.request_id == row.id)):
        left += _sealed_left("correction", correction)
    for decision in session.scalars(select(CaseDecision).where(CaseDecision.request_id == row.id)):
        left += _sealed_left("case_decision", decision)
    uploads = select(ExtractionRecord).where(
        (ExtractionRecord.request_id == row.id) | (ExtractionRecord.id == row.extraction_id)
    )
    for upload in session.scalars(uploads):
        for page in upload.pages:
            left += _sealed_left("uploaded_page", page)
    for table in (PendingKey, PendingName, RequestKey):
        if session.scalar(select(table.request_id).where(table.request_id == row.id).limit(1)):
            left.append(f"{table.__tablename__}:row")
    answers = select(IdempotencyRecord.key).where(
        IdempotencyRecord.owner_id == row.id, IdempotencyRecord.answer.is_not(None)
    )
    if session.scalar(answers.limit(1)):
        left.append("idempotency_record:answer")
    return left


def _sealed_left(table: str, row: SealedRow) -> list[str]:
    names = sealed_columns(type(row))
    return [f"{table}:{name}" for name in names if getattr(row, name + SUFFIX) is not None]


def _look_at_keys(services: Services, proof: Proof, owners: list[str]) -> None:
    keys = services.vault.keys
    for owner in owners:
        if keys.has_key(owner):
            proof.keys[owner] = "there"
            proof.left.append("key")
        else:
            proof.keys[owner] = "destroyed" if keys.is_erased(owner) else "absent"


def _has_object(services: Services, upload: UUID, kind: str) -> bool:
    try:
        services.vault.stat(upload, kind)
    except ObjectNotFound:
        return False
    return True
