"""Everything that is kept on a request, for the worker who asks for it (GDPR, articles 15 and 20)."""

import base64
from typing import Any
from uuid import UUID

from sqlalchemy import select

from service.audit.service import record
from service.context import Services
from service.corrections.models import Correction
from service.db import transaction
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.extractions.service import RESULT
from service.mail.models import OutgoingMail
from service.requests.models import RequestRecord
from service.requests.view import view_request
from service.storage.errors import ObjectNotFound


def export_request(services: Services, request_id: UUID) -> dict[str, Any]:
    """The request, its readings and scans, its history and mails. Logged. Raises ResourceNotFound.

    Not in it: who looked at it in the office (names of staff), and other persons whom the registry compared.
    """
    with transaction(services.engine) as session:
        row = session.get(RequestRecord, request_id)
        if row is None or row.erased_at is not None:
            raise ResourceNotFound
        record(session, None, "export", "request", row.id, "dataSubject")
        decision = row.decision or {}
        corrections = session.scalars(select(Correction).where(Correction.request_id == row.id))
        mails = (
            select(OutgoingMail).where(OutgoingMail.request_id == row.id).order_by(OutgoingMail.created_at)
        )
        of_request = ExtractionRecord.request_id == row.id
        uploads = session.scalars(
            select(ExtractionRecord).where(of_request | (ExtractionRecord.id == row.extraction_id))
        )
        return {
            "request": view_request(row).to_dict(),
            "evidence": row.evidence or {},
            "decision": {"outcome": decision.get("outcome"), "reasons": decision.get("reasons", [])},
            "officeNote": row.note,
            "corrections": [
                {"reason": one.reason, "note": one.note, "reportedAt": one.reported_at.isoformat()}
                for one in corrections
            ],
            "mails": [
                {"to": one.recipient, "about": one.template, "at": one.created_at.isoformat()}
                for one in session.scalars(mails)
            ],
            "uploads": [_upload(services, upload) for upload in uploads],
        }


def _upload(services: Services, upload: ExtractionRecord) -> dict[str, Any]:
    files = {page.stored_as: page.name for page in upload.pages}
    return {
        "id": str(upload.id),
        "createdAt": upload.created_at.isoformat(),
        "files": [
            {"name": name, "content": base64.b64encode(content).decode()}
            for kind, name in files.items()
            if (content := _read(services, upload.id, kind)) is not None
        ],
        "reading": (_read(services, upload.id, RESULT) or b"").decode() or None,
    }


def _read(services: Services, upload_id: UUID, kind: str) -> bytes | None:
    try:
        return services.vault.get(upload_id, kind)
    except ObjectNotFound:  # kept no longer, or not read yet
        return None
