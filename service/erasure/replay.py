"""Keys and contents that a backup brought back are erased anew, by the list of destroyed keys."""

from uuid import UUID

from sqlalchemy import select

from service.context import Services
from service.db import transaction
from service.erasure.errors import RequestHeld, RequestStillOpen
from service.erasure.service import erase_request, erase_uploads
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.requests.models import RequestRecord

RESTORED = "erasedBefore"
AT_ONCE = 1000


def replay_erasures(services: Services) -> int:
    """Destroys every key that stands on the list and is there again, and empties rows whose keys are gone.

    Returns how many requests and uploads were erased anew. Can be run at any time, by several at once.
    """
    keys, found = services.vault.keys, 0
    owners = [*keys.erased_owners()]
    for at in range(0, len(owners), AT_ONCE):
        some = owners[at : at + AT_ONCE]
        for owner in keys.data_keys(some):
            keys.erase_data_key(owner)
        ids = [UUID(owner) for owner in some]
        with transaction(services.engine) as session:
            requests = session.scalars(
                select(RequestRecord.id).where(RequestRecord.id.in_(ids), RequestRecord.erased_at.is_(None))
            ).all()
        for request_id in requests:
            try:
                erase_request(services, request_id, RESTORED, anew=True)
            except (RequestHeld, RequestStillOpen, ResourceNotFound):
                continue
            found += 1
        with transaction(services.engine) as session:
            query = select(ExtractionRecord.id).where(
                ExtractionRecord.id.in_(ids), ExtractionRecord.erased_at.is_(None)
            )
            uploads = session.scalars(query).all()
        if uploads:
            erase_uploads(services, uploads, RESTORED)
            found += len(uploads)
    return found
