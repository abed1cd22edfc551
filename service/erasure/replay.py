"""Keys and contents that a backup brought back are erased anew, by the list of destroyed keys."""

from uuid import UUID

from sqlalchemy import select

from service.context import Services
from service.db import transaction
from service.erasure.service import erase_request, erase_uploads
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.requests.models import RequestRecord

RESTORED = "erasedBefore"


def replay_erasures(services: Services) -> int:
    """Destroys every key that stands on the list and is there again, and empties rows whose keys are on it.

    Returns how many requests and uploads were erased anew. Can be run at any time, by several at once.
    """
    keys, found = services.vault.keys, 0
    keys.destroy_returned()
    with transaction(services.engine) as session:
        requests = session.scalars(select(RequestRecord.id).where(RequestRecord.erased_at.is_(None))).all()
    for request_id in keys.erased_among(map(str, requests)):
        try:
            erase_request(services, UUID(request_id), RESTORED, anew=True)
        except ResourceNotFound:  # somebody else is at it
            continue
        found += 1
    with transaction(services.engine) as session:
        uploads = session.scalars(
            select(ExtractionRecord.id).where(ExtractionRecord.erased_at.is_(None))
        ).all()
    gone = [UUID(upload) for upload in keys.erased_among(map(str, uploads))]
    if gone:
        erase_uploads(services, gone, RESTORED)
    return found + len(gone)
