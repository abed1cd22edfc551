"""Silence past the deadline closes a request."""

from sqlalchemy import Engine, select

from service.db import now, transaction
from service.requests import repository
from service.requests.models import RequestRecord
from service.requests.pending import replace_pending_keys


def expire_overdue(engine: Engine) -> int:
    """Expires the requests whose questions were not answered in time. Returns how many."""
    with transaction(engine) as session:
        overdue = select(RequestRecord).where(
            RequestRecord.state == "moreInformationNeeded", RequestRecord.deadline < now()
        )
        rows = session.scalars(overdue.with_for_update(skip_locked=True, of=RequestRecord)).all()
        for row in rows:
            repository.add_event(session, row, "expired", None, "deadlinePassed")
            row.state = "expired"
            row.updated_at = now()
            row.version += 1
            replace_pending_keys(session, row.id, None)
        return len(rows)
