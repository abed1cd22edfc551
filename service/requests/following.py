"""Following numbers of another's registry: it tells of no change, so each number is asked about anew."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.context import Services
from service.db import now, transaction
from service.registry.port import Registry, RegistryAnswerInvalid, RegistryUnavailable
from service.requests.models import RequestRecord
from service.requests.numbers import follow_number, follow_replaced

ASKED_AT_ONCE = 20
"""Numbers a round of the sweeper: another's service is not flooded."""


def follow_numbers(services: Services) -> int:
    """Follows numbers that were replaced or cancelled in the registry. Returns how many."""
    if services.settings.registry_url is None:
        return follow_replaced(services.engine)
    return follow_remote(services)


def follow_remote(services: Services) -> int:
    """Asks the registry over HTTP about the numbers it was not asked about for the longest. Returns how many
    had changed.

    Nothing is locked while the registry is asked. A registry that is away ends the round; what was asked
    about before stays written down.
    """
    before = now() - timedelta(hours=services.settings.registry_follow_hours)
    with transaction(services.engine) as session:
        due = select(RequestRecord).where(
            RequestRecord.number_state == "valid", RequestRecord.number_checked_at < before
        )
        rows = session.scalars(due.order_by(RequestRecord.number_checked_at).limit(ASKED_AT_ONCE)).all()
        numbers = {row.id: row.ssin or "" for row in rows}
        registry = services.registry(session)
    followed = 0
    for request_id, ssin in numbers.items():
        try:
            stands = registry.replaced_by(ssin) == ssin
        except RegistryUnavailable:
            break
        except RegistryAnswerInvalid:
            stands = True  # as far as it says; the next number is asked about, and this one again tomorrow
        with transaction(services.engine) as session:
            changed = not stands and _follow(session, services.registry(session), request_id)
            if stands or changed:
                _note(session, request_id)
        followed += changed
    return followed


def _follow(session: Session, registry: Registry, request_id: UUID) -> bool:
    """Whether the request was brought in line; not where somebody else holds it or it changed meanwhile."""
    query = select(RequestRecord).where(RequestRecord.id == request_id, RequestRecord.number_state == "valid")
    row = session.scalar(query.with_for_update(skip_locked=True, of=RequestRecord))
    if row is None or registry.replaced_by(row.ssin or "") == row.ssin:
        return False
    follow_number(session, row, None, registry)
    return True


def _note(session: Session, request_id: UUID) -> None:
    """Writes down that the number was asked about; for its company the request has not changed by that."""
    noted = update(RequestRecord).where(RequestRecord.id == request_id)
    session.execute(noted.values(number_checked_at=now(), updated_at=RequestRecord.updated_at))
