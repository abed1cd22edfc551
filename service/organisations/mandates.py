"""Mandates: an employer lets a service provider ask for numbers in its name, between two days.

Either side begins: the employer grants, or the provider asks and the employer approves. Either side ends it.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from service.audit.service import record
from service.context import Work
from service.db import now, today
from service.errors import ResourceNotFound
from service.organisations.errors import (
    AlreadyThere,
    DatesNotValid,
    NotServiceProvider,
    NotWaiting,
    OrganisationUnknown,
)
from service.organisations.models import Mandate, Organisation
from service.organisations.service import find_organisation
from service.visibility import visible_mandates


def list_mandates(work: Work) -> Sequence[Mandate]:
    """Those that the organisation gave or holds and that nobody revoked; what is over comes last."""
    work.actor.require("organisation:manage")
    query = select(Mandate).where(visible_mandates(work.actor), Mandate.revoked_at.is_(None))
    return work.session.scalars(query.order_by(Mandate.valid_until.desc(), Mandate.id)).all()


def is_provider(work: Work) -> bool:
    """Whether the organisation may hold mandates."""
    return work.session.get_one(Organisation, work.actor.organisation_id).kind == "serviceProvider"


def grant_mandate(work: Work, untrusted_number: str, untrusted_from: str, untrusted_until: str) -> None:
    """Gives a mandate to the service provider with this enterprise number.

    Raises OrganisationUnknown, NotServiceProvider, DatesNotValid, AlreadyThere.
    """
    work.actor.require("organisation:manage")
    provider = _other(work, untrusted_number)
    if provider.kind != "serviceProvider":
        raise NotServiceProvider
    mandate = _mandate(provider.id, work.actor.organisation_id, untrusted_from, untrusted_until)
    mandate.approved_at, mandate.approved_by = now(), work.actor.account_id
    _add(work, mandate, "grantMandate")


def ask_for_mandate(work: Work, untrusted_number: str, untrusted_from: str, untrusted_until: str) -> None:
    """A service provider asks the employer with this enterprise number for a mandate.

    Raises NotServiceProvider, OrganisationUnknown, DatesNotValid, AlreadyThere.
    """
    work.actor.require("organisation:manage")
    if not is_provider(work):
        raise NotServiceProvider
    employer = _other(work, untrusted_number)
    mandate = _mandate(work.actor.organisation_id, employer.id, untrusted_from, untrusted_until)
    _add(work, mandate, "askMandate")


def approve_mandate(work: Work, mandate_id: UUID) -> None:
    """Grants what a provider asked for. Raises ResourceNotFound (for the provider itself too), NotWaiting."""
    mandate = _open_mandate(work, mandate_id)
    if mandate.employer_id != work.actor.organisation_id:
        raise ResourceNotFound
    if mandate.approved_at is not None:
        raise NotWaiting
    mandate.approved_at, mandate.approved_by = now(), work.actor.account_id
    record(work.session, work.actor, "approveMandate", "mandate", mandate.id)


def revoke_mandate(work: Work, mandate_id: UUID) -> None:
    """Ends or declines a mandate, in running sessions too; a provider may lay it down."""
    mandate = _open_mandate(work, mandate_id)
    mandate.revoked_at, mandate.revoked_by = now(), work.actor.account_id
    record(work.session, work.actor, "revokeMandate", "mandate", mandate.id)


def _open_mandate(work: Work, mandate_id: UUID) -> Mandate:
    work.actor.require("organisation:manage")
    query = select(Mandate).where(Mandate.id == mandate_id, visible_mandates(work.actor))
    mandate = work.session.scalar(query.with_for_update(of=Mandate))
    if mandate is None:
        raise ResourceNotFound
    if mandate.revoked_at is not None:
        raise NotWaiting
    return mandate


def _other(work: Work, untrusted_number: str) -> Organisation:
    """The company at the other side, which is not the office and not the actor's own."""
    found = find_organisation(work.session, untrusted_number)
    if found is None or found.kind == "office" or found.id == work.actor.organisation_id:
        raise OrganisationUnknown
    return found


def _mandate(provider_id: UUID, employer_id: UUID, untrusted_from: str, untrusted_until: str) -> Mandate:
    try:
        first, last = date.fromisoformat(untrusted_from), date.fromisoformat(untrusted_until)
    except ValueError:
        raise DatesNotValid from None
    if last < max(first, today()):
        raise DatesNotValid
    return Mandate(provider_id=provider_id, employer_id=employer_id, valid_from=first, valid_until=last)


def _add(work: Work, mandate: Mandate, action: str) -> None:
    """Writes the mandate down unless one between the two covers a day of it."""
    work.session.get_one(Organisation, mandate.employer_id, with_for_update={"key_share": True})
    query = select(Mandate.id).where(
        Mandate.provider_id == mandate.provider_id,
        Mandate.employer_id == mandate.employer_id,
        Mandate.revoked_at.is_(None),
        Mandate.valid_from <= mandate.valid_until,
        Mandate.valid_until >= mandate.valid_from,
    )
    if work.session.scalar(query.limit(1)) is not None:
        raise AlreadyThere
    mandate.asked_by = work.actor.account_id
    work.session.add(mandate)
    work.session.flush()
    record(work.session, work.actor, action, "mandate", mandate.id)
