"""How a number stands: active, under correction, replaced, cancelled. The one place where that changes."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.person import Person, PersonStatus
from service.db import now
from service.registry.models import RegistryPerson


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


def _change(session: Session, ssin: str, status: PersonStatus, replaced_by: str | None) -> None:
    row = _locked(session, ssin)
    if row is None:
        return
    person = Person.model_validate(row.data)
    changed = person.model_copy(update={"status": status, "replaced_by": replaced_by})
    row.data = changed.model_dump(mode="json", by_alias=True, exclude_none=True)
    row.status, row.replaced_by = status, replaced_by


def _locked(session: Session, ssin: str) -> RegistryPerson | None:
    query = select(RegistryPerson).where(RegistryPerson.ssin == ssin).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))
