"""Numbers of another's registry that nobody is given here, because a correction of them is open."""

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from service.db import now
from service.registry.models import RegistryFrozen

NUMBER_LOCK = 0x6E756D62
"""Class of the advisory locks on single numbers ("numb"): there is no row of the number to lock."""


def is_frozen(session: Session, ssin: str) -> bool:
    """Whether the number is frozen; if not, whoever freezes it waits until this transaction ends."""
    _lock(session, ssin)
    return session.scalar(select(RegistryFrozen.ssin).where(RegistryFrozen.ssin == ssin)) is not None


def freeze(session: Session, ssin: str) -> bool:
    """Freezes the number when those who are giving it have ended. False if it is frozen already."""
    _lock(session, ssin)
    row = insert(RegistryFrozen).values(ssin=ssin, frozen_at=now()).on_conflict_do_nothing()
    return session.scalar(row.returning(RegistryFrozen.ssin)) is not None


def release(session: Session, ssin: str) -> None:
    """Ends the freeze."""
    session.execute(delete(RegistryFrozen).where(RegistryFrozen.ssin == ssin))


def _lock(session: Session, ssin: str) -> None:
    session.execute(select(func.pg_advisory_xact_lock(NUMBER_LOCK, func.hashtext(ssin))))
