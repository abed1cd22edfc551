"""How a number stands: active, under correction, replaced, cancelled. The one place where that changes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.person import Person, PersonStatus
from matching.score import follow_replacements
from service.db import now
from service.registry.models import RegistryPerson
from service.registry.repository import SqlRegistry


def hold_number(session: Session, ssin: str) -> bool:
    """Whether the number may be given now; if so it stays as it is until the transaction ends."""
    row = _locked(session, ssin, shared=True)
    return row is not None and row.status == "active" and row.frozen_at is None


def freeze_number(session: Session, ssin: str) -> bool:
    """Nobody is given the number until `release_number`. False if there is none or it is frozen."""
    row = _locked(session, ssin)
    if row is None or row.frozen_at is not None:
        return False
    row.frozen_at = now()
    return True


def release_number(session: Session, ssin: str) -> None:
    """Ends the freeze."""
    row = _locked(session, ssin)
    if row is not None:
        row.frozen_at = None


def cancel_number(session: Session, ssin: str) -> None:
    """The number is nobody's any more. Numbers are never given again."""
    _change(session, ssin, "cancelled", None)


def replace_number(session: Session, ssin: str, by: str) -> None:
    """The person's number is another one from now on."""
    _change(session, ssin, "replaced", by)


def valid_number(session: Session, ssin: str) -> str | None:
    """The number that is valid today for whoever has this one: its own, its successor's, or none."""
    registry = SqlRegistry(session)
    person = registry.person(ssin)
    return follow_replacements(person, registry) if person else None


def _change(session: Session, ssin: str, status: PersonStatus, replaced_by: str | None) -> None:
    row = _locked(session, ssin)
    if row is None:
        return
    person = Person.model_validate(row.data)
    changed = person.model_copy(update={"status": status, "replaced_by": replaced_by})
    row.data = changed.model_dump(mode="json", by_alias=True, exclude_none=True)
    row.status, row.replaced_by = status, replaced_by


def _locked(session: Session, ssin: str, *, shared: bool = False) -> RegistryPerson | None:
    query = select(RegistryPerson).where(RegistryPerson.ssin == ssin)
    return session.scalar(query.with_for_update(read=shared).execution_options(populate_existing=True))
