"""What happens to a number after it was given: the request follows, and its requester hears of it."""

from typing import Any, get_args
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select, text
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
from service.seals import seals_of

NEWS: frozenset[str] = frozenset(get_args(NumberNews))
STATES: dict[NumberNews, NumberState] = {
    "numberUnderCorrection": "underCorrection",
    "numberConfirmed": "valid",
    "numberReplaced": "valid",
    "numberCancelled": "cancelled",
}
BATCH, AT_ONCE = 100, 5_000
NOT_ACTIVE = text(
    "SELECT count(*), sum(hashtextextended(ssin, 0)) FROM registry_person WHERE status <> 'active'"
)
"""Changes with every number that is replaced or cancelled, or is no longer."""
_FOLLOWED: WeakKeyDictionary[Engine, tuple[Any, ...]] = WeakKeyDictionary()
"""What it was when nothing was left to follow, in this process."""


def receivers(session: Session, ssin: str) -> list[RequestRecord]:
    """Requests of every company that were answered with the number, locked, in a fixed order."""
    query = select(RequestRecord).where(
        RequestRecord.ssin.digest_column == seals_of(session).digest(ssin),
        RequestRecord.state == "numberAssigned",
    )
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

    Several sweepers at once do no harm: each request is taken by one of them. Numbers are sealed in requests,
    so those that are no longer active are looked for by their digests, and only when they have changed.
    """
    with transaction(engine) as session:
        if _FOLLOWED.get(engine) == (standing := tuple(session.execute(NOT_ACTIVE).one())):
            return 0
        seals, followed, waiting = seals_of(session), 0, False
        numbers = session.scalars(select(RegistryPerson.ssin).where(RegistryPerson.status != "active")).all()
        for some in (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE)):
            moved = RequestRecord.ssin.digest_column.in_([seals.digest(ssin) for ssin in some])
            valid = RequestRecord.number_state == "valid"
            ids = session.scalars(select(RequestRecord.id).where(moved, valid).limit(BATCH - followed)).all()
            waiting = waiting or bool(ids)
            query = select(RequestRecord).where(RequestRecord.id.in_(ids), valid).order_by(RequestRecord.id)
            for row in session.scalars(query.with_for_update(skip_locked=True, of=RequestRecord)).all():
                follow_number(session, row, None)
                followed += 1
            if followed >= BATCH:
                break
    if not waiting:  # a row that somebody held is looked at again
        _FOLLOWED[engine] = standing
    return followed
