"""How a number stands in our own registry: active, under correction, replaced, cancelled."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from matching.person import Person, PersonStatus
from service.db import now
from service.registry.models import RegistryPerson


class SqlStanding:
    """The part of `Registry` that changes how numbers stand, in our own tables."""

    is_shared = False

    def __init__(self, session: Session) -> None:
        self._session = session

    def freeze(self, ssin: str) -> bool:
        """See `Registry.freeze`."""
        return freeze_number(self._session, ssin)

    def release(self, ssin: str) -> None:
        """See `Registry.release`."""
        release_number(self._session, ssin)

    def tell_frozen(self, ssin: str, correction_id: UUID, *, frozen: bool) -> None:
        """Nobody else to tell."""

    def cancel(self, ssin: str, _: UUID) -> None:
        """See `Registry.cancel`."""
        cancel_number(self._session, ssin)

    def replace(self, ssin: str, by: str, _: UUID) -> None:
        """See `Registry.replace`."""
        replace_number(self._session, ssin, by)


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
