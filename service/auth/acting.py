"""For whom a person may act: the ways to choose from, and the actor that one of them makes.

Every call asks anew (`find_actor`): a revoked access or an expired mandate ends in running sessions too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service import errors
from service.audit.service import record
from service.auth.models import SignInSession
from service.auth.permissions import REQUESTER, Role
from service.context import Actor, Capacity, User, UserWork
from service.organisations.models import Access, Account, Language, Mandate


@dataclass(frozen=True)
class Way:
    """One organisation that a person may act for today, and as what."""

    access_id: UUID
    mandate_id: UUID | None
    organisation_name: str
    enterprise_number: str | None
    role: Role
    capacity: Capacity
    acting_organisation_name: str
    valid_until: date | None


def list_ways(session: Session, account_id: UUID) -> list[Way]:
    """The organisations of the person's accesses, and the employers who gave a mandate to one of them."""
    query = select(Access).where(Access.account_id == account_id, Access.holding()).order_by(Access.asked_at)
    accesses = session.scalars(query).all()
    ways = [_way(access, None) for access in accesses]
    for access in accesses:
        held = select(Mandate).where(Mandate.provider_id == access.organisation_id, Mandate.holding())
        ways += [_way(access, mandate) for mandate in session.scalars(held.order_by(Mandate.valid_until))]
    return ways


def only_way(session: Session, account_id: UUID) -> UUID | None:
    """The access of a person who has nothing to choose."""
    ways = list_ways(session, account_id)
    return ways[0].access_id if len(ways) == 1 else None


def choose_way(work: UserWork, access_id: UUID, mandate_id: UUID | None) -> None:
    """Lets the session act for an organisation from now on. Raises ResourceNotFound for one it may not."""
    chosen = _read(work.session, work.user.account_id, access_id, mandate_id)
    if chosen is None or not _holds(*chosen):
        raise errors.ResourceNotFound
    work.session.execute(
        update(SignInSession)
        .where(SignInSession.id == work.user.session_id)
        .values(access_id=access_id, mandate_id=mandate_id)
    )
    record(work.session, make_actor(work.user, *chosen), "chooseOrganisation", "access", access_id)


def find_actor(session: Session, user: User, access_id: UUID | None, mandate_id: UUID | None) -> Actor:
    """The actor as of now. Raises OrganisationNotChosen, AccessEnded, MandateEnded."""
    if access_id is None:
        raise errors.NotActing
    chosen = _read(session, user.account_id, access_id, mandate_id)
    if chosen is None or not chosen[0].holds:
        raise errors.AccessEnded
    if not _holds(*chosen):
        raise errors.MandateEnded
    return make_actor(user, *chosen)


def actor_of(session: Session, account_id: UUID, organisation_id: UUID) -> Actor:
    """Who acts when the machine goes on with what a person began for an organisation: a requester.

    What has become of the access or the mandate since then does not matter: the request was rightly sent.
    """
    own = select(Access).where(Access.account_id == account_id, Access.organisation_id == organisation_id)
    access, mandate = session.scalar(own.order_by(Access.asked_at.desc()).limit(1)), None
    if access is None:
        held = select(Access, Mandate).join(Mandate, Mandate.provider_id == Access.organisation_id)
        held = held.where(Access.account_id == account_id, Mandate.employer_id == organisation_id)
        access, mandate = session.execute(held.order_by(Mandate.asked_at.desc()).limit(1)).one()
    return replace(make_actor(make_user(access.account), access, mandate), role=REQUESTER)


def make_user(account: Account, session_id: UUID | None = None, session_ends: datetime | None = None) -> User:
    """The person of the account, acting for nobody yet."""
    return User(
        account_id=account.id,
        display_name=account.display_name,
        email=account.email,
        language=cast(Language, account.language),
        session_id=session_id,
        session_ends=session_ends,
    )


def make_actor(user: User, access: Access, mandate: Mandate | None) -> Actor:
    """The person with the organisation of the access, or the employer of the mandate."""
    organisation = mandate.employer if mandate else access.organisation
    return Actor(
        account_id=user.account_id,
        display_name=user.display_name,
        email=user.email,
        language=user.language,
        session_id=user.session_id,
        session_ends=user.session_ends,
        access_id=access.id,
        mandate_id=mandate.id if mandate else None,
        organisation_id=organisation.id,
        organisation_name=organisation.name,
        acting_organisation_id=access.organisation_id,
        acting_organisation_name=access.organisation.name,
        role=REQUESTER if mandate else cast(Role, access.role),
        capacity=_capacity(access, mandate),
    )


def _read(
    session: Session, account_id: UUID, access_id: UUID, mandate_id: UUID | None
) -> tuple[Access, Mandate | None] | None:
    """The rows, if they are this person's: a mandate counts only for its own provider's people."""
    access = session.get(Access, access_id)
    if access is None or access.account_id != account_id:
        return None
    if mandate_id is None:
        return access, None
    mandate = session.get(Mandate, mandate_id)
    if mandate is None or mandate.provider_id != access.organisation_id:
        return None
    return access, mandate


def _holds(access: Access, mandate: Mandate | None) -> bool:
    parts: Sequence[Access | Mandate] = [access, mandate] if mandate else [access]
    return all(part.holds for part in parts)


def _capacity(access: Access, mandate: Mandate | None) -> Capacity:
    if mandate is not None:
        return "serviceProvider"
    return "office" if access.organisation.kind == "office" else "employer"


def _way(access: Access, mandate: Mandate | None) -> Way:
    organisation = mandate.employer if mandate else access.organisation
    return Way(
        access_id=access.id,
        mandate_id=mandate.id if mandate else None,
        organisation_name=organisation.name,
        enterprise_number=organisation.enterprise_number,
        role=REQUESTER if mandate else cast(Role, access.role),
        capacity=_capacity(access, mandate),
        acting_organisation_name=access.organisation.name,
        valid_until=mandate.valid_until if mandate else None,
    )
