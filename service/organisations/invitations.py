"""An open invitation: an organisation expects the person with an e-mail address, in a role."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from service.auth.models import Identity
from service.auth.permissions import ASSIGNABLE, Role
from service.db import now
from service.organisations.errors import (
    AddressNotValid,
    AlreadyThere,
    OrganisationUnknown,
    RoleNotAssignable,
)
from service.organisations.letters import tell_invited
from service.organisations.models import Access, Account, Invitation, Organisation, OrganisationKind
from service.organisations.service import create_organisation, find_organisation, read_enterprise_number
from service.requests.checks import EMAIL, MAX_EMAIL


def register_organisation(
    session: Session, untrusted_number: str, name: str, kind: OrganisationKind
) -> Organisation:
    """A new organisation, by the operator. Raises OrganisationUnknown for no number, AlreadyThere."""
    number = read_enterprise_number(untrusted_number)
    if number is None:
        raise OrganisationUnknown
    if find_organisation(session, number) is not None:
        raise AlreadyThere
    return create_organisation(session, name, number, kind)


def open_invitation(
    session: Session,
    organisation: Organisation,
    untrusted_email: str,
    untrusted_role: str,
    days: int,
    by: UUID | None,
) -> Invitation:
    """Expects the person, and writes to them; `by` is None for the operator.

    Raises AddressNotValid, RoleNotAssignable, AlreadyThere. The last also for a member who has signed in;
    one who never did is invited to the account that waits for them.
    """
    email = untrusted_email.strip().lower()
    if len(email) > MAX_EMAIL or not EMAIL.fullmatch(email):
        raise AddressNotValid
    role = assignable_role(organisation, untrusted_role)
    expected = exists().where(
        Invitation.organisation_id == organisation.id, Invitation.email == email, Invitation.waiting()
    )
    member = exists().where(
        Access.organisation_id == organisation.id,
        Access.account_id == Account.id,
        Account.email == email,
        Access.revoked_at.is_(None),
        Identity.account_id == Account.id,
    )
    if session.scalar(select(or_(expected, member))):
        raise AlreadyThere
    invitation = Invitation(
        organisation_id=organisation.id,
        email=email,
        role=role,
        invited_by=by,
        expires_at=now() + timedelta(days=days),
    )
    session.add(invitation)
    session.flush()
    tell_invited(session, organisation, invitation)
    return invitation


def assignable_role(organisation: Organisation, untrusted_role: str) -> Role:
    """The role, if the organisation's people can have it. Raises RoleNotAssignable."""
    for role in ASSIGNABLE[organisation.kind]:
        if role == untrusted_role:
            return role
    raise RoleNotAssignable
