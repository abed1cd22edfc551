"""What happens to a number after it was given: the request follows, and its requester hears of it."""

from typing import get_args

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.context import Actor
from service.db import now, transaction
from service.registry.models import RegistryPerson
from service.registry.port import Registry
from service.registry.repository import SqlRegistry
from service.requests import repository
from service.requests.models import RequestRecord
from service.requests.schemas import NumberNews, NumberState
from service.requests.transitions import write_to

NEWS: frozenset[str] = frozenset(get_args(NumberNews))
STATES: dict[NumberNews, NumberState] = {
    "numberUnderCorrection": "underCorrection",
    "numberConfirmed": "valid",
    "numberReplaced": "valid",
    "numberCancelled": "cancelled",
}
BATCH = 100


def receivers(session: Session, ssin: str) -> list[RequestRecord]:
    """Requests of every company that were answered with the number, locked, in a fixed order."""
    query = select(RequestRecord).where(RequestRecord.ssin == ssin, RequestRecord.state == "numberAssigned")
    return [*session.scalars(query.order_by(RequestRecord.id).with_for_update(of=RequestRecord))]


def report_number(
    session: Session, row: RequestRecord, news: NumberNews, by: Actor | None, ssin: str | None = None
) -> None:
    """Writes the news on one request (event, state, mail). `ssin` takes the place of its number.

    The event's code is the news; whoever delivers events elsewhere finds it there.
    """
    repository.add_event(session, row, "numberAssigned", by, news)
    if ssin is not None and row.ssin is not None:
        row.former_ssins = [*row.former_ssins, row.ssin]
        row.ssin = ssin
    row.number_state = STATES[news]
    row.version += 1
    row.updated_at = now()
    write_to(session, row, news)


def follow_number(
    session: Session, row: RequestRecord, by: Actor | None, registry: Registry | None = None
) -> None:
    """Brings a request in line with what the registry says of its number today."""
    valid = (registry or SqlRegistry(session)).replaced_by(row.ssin or "")
    if valid is None:
        report_number(session, row, "numberCancelled", by)
    elif valid != row.ssin:
        report_number(session, row, "numberReplaced", by, valid)
    else:
        report_number(session, row, "numberConfirmed", by)


def follow_replaced(engine: Engine) -> int:
    """Follows numbers that were replaced or cancelled in the registry, by whomever. Returns how many.

    Several sweepers at once do no harm: each request is taken by one of them.
    """
    with transaction(engine) as session:
        moved = (
            select(RequestRecord)
            .join(RegistryPerson, RegistryPerson.ssin == RequestRecord.ssin)
            .where(RegistryPerson.status != "active", RequestRecord.number_state == "valid")
        )
        query = moved.order_by(RequestRecord.id).limit(BATCH)
        rows = session.scalars(query.with_for_update(skip_locked=True, of=RequestRecord)).all()
        for row in rows:
            follow_number(session, row, None)
        return len(rows)
