"""Who may act for an organisation: asked for, invited, approved, given another role, revoked.

All but `ask_for_access` is the administrator's; rows of other organisations do not exist for them.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from service.audit.service import record
from service.auth.permissions import ASSIGNABLE, Role
from service.context import UserWork, Work
from service.db import now
from service.errors import ResourceNotFound
from service.organisations.errors import (
    AlreadyThere,
    LastAdministrator,
    NotWaiting,
    OrganisationUnknown,
)
from service.organisations.invitations import assignable_role, open_invitation
from service.organisations.letters import ADMINISTRATOR, tell_administrators, tell_approved, tell_revoked
from service.organisations.models import Access, Account, Invitation, Organisation
from service.organisations.service import find_organisation
from service.visibility import visible_accesses, visible_invitations


def ask_for_access(work: UserWork, untrusted_number: str) -> Organisation:
    """Asks a company's administrator for access, as an employer's user. Returns the company.

    Raises OrganisationUnknown, also for the office, whose people the operator appoints; AlreadyThere.
    """
    organisation = find_organisation(work.session, untrusted_number)
    if organisation is None or organisation.kind == "office":
        raise OrganisationUnknown
    account = work.session.get_one(Account, work.user.account_id, with_for_update={"key_share": True})
    query = select(Access).where(Access.account_id == account.id, Access.organisation_id == organisation.id)
    if work.session.scalar(query.where(Access.revoked_at.is_(None)).limit(1)) is not None:
        raise AlreadyThere
    access = Access(account_id=account.id, organisation_id=organisation.id, role="employer")
    work.session.add(access)
    work.session.flush()
    tell_administrators(work.session, access)
    record(work.session, work.user, "askAccess", "access", access.id)
    return organisation


def waiting_accesses(work: UserWork) -> Sequence[Access]:
    """What the person has asked for and nobody has answered."""
    query = select(Access).where(Access.account_id == work.user.account_id)
    query = query.where(Access.approved_at.is_(None), Access.revoked_at.is_(None))
    return work.session.scalars(query.order_by(Access.asked_at)).all()


def list_members(work: Work) -> Sequence[Access]:
    """Who asks for access, then who has it, by name."""
    work.actor.require("organisation:manage")
    query = select(Access).join(Access.account).where(visible_accesses(work.actor))
    query = query.where(Access.revoked_at.is_(None))
    return work.session.scalars(
        query.order_by(Access.approved_at.is_not(None), Account.display_name, Access.id)
    ).all()


def list_invitations(work: Work) -> Sequence[Invitation]:
    """Whom the organisation waits for."""
    work.actor.require("organisation:manage")
    query = select(Invitation).where(visible_invitations(work.actor), Invitation.waiting())
    return work.session.scalars(query.order_by(Invitation.invited_at)).all()


def assignable_roles(work: Work) -> tuple[Role, ...]:
    """The roles that the organisation's administrator can give."""
    return ASSIGNABLE[_organisation(work).kind]


def invite(work: Work, untrusted_email: str, untrusted_role: str) -> None:
    """Expects a person by e-mail address. Raises AddressNotValid, RoleNotAssignable, AlreadyThere."""
    work.actor.require("organisation:manage")
    invitation = open_invitation(
        work.session,
        _organisation(work),
        untrusted_email,
        untrusted_role,
        work.settings.invitation_days,
        work.actor.account_id,
    )
    record(work.session, work.actor, "invite", "invitation", invitation.id)


def withdraw_invitation(work: Work, invitation_id: UUID) -> None:
    """Takes an invitation back. Raises ResourceNotFound, NotWaiting."""
    work.actor.require("organisation:manage")
    query = select(Invitation).where(Invitation.id == invitation_id, visible_invitations(work.actor))
    invitation = work.session.scalar(query.with_for_update())
    if invitation is None:
        raise ResourceNotFound
    if invitation.accepted_at or invitation.withdrawn_at:
        raise NotWaiting
    invitation.withdrawn_at = now()
    record(work.session, work.actor, "withdrawInvitation", "invitation", invitation.id)


def approve_access(work: Work, access_id: UUID) -> None:
    """Grants what was asked for. Raises ResourceNotFound, NotWaiting."""
    access = _member(work, access_id)
    if access.approved_at is not None:
        raise NotWaiting
    access.approved_at, access.approved_by = now(), work.actor.account_id
    tell_approved(work.session, access)
    record(work.session, work.actor, "approveAccess", "access", access.id)


def change_role(work: Work, access_id: UUID, untrusted_role: str) -> None:
    """Gives a member another role, from now on by hand. Raises LastAdministrator, RoleNotAssignable."""
    access = _member(work, access_id)
    role = assignable_role(_organisation(work), untrusted_role)
    if role != ADMINISTRATOR:
        _keep_an_administrator(work, access)
    access.role, access.from_claims = role, False
    record(work.session, work.actor, "changeRole", "access", access.id, role)


def revoke_access(work: Work, access_id: UUID) -> None:
    """Ends an access, in running sessions and for its tokens too; or declines what was asked for."""
    access = _member(work, access_id)
    _keep_an_administrator(work, access)
    access.revoked_at, access.revoked_by = now(), work.actor.account_id
    tell_revoked(work.session, access)
    record(work.session, work.actor, "revokeAccess", "access", access.id)


def _member(work: Work, access_id: UUID) -> Access:
    """An access that is not revoked, with the organisation locked, so that two changes see each other."""
    work.actor.require("organisation:manage")
    work.session.get_one(Organisation, work.actor.organisation_id, with_for_update={"key_share": True})
    query = select(Access).where(Access.id == access_id, visible_accesses(work.actor))
    access = work.session.scalar(query.execution_options(populate_existing=True))
    if access is None:
        raise ResourceNotFound
    if access.revoked_at is not None:
        raise NotWaiting
    return access


def _keep_an_administrator(work: Work, leaving: Access) -> None:
    if not (leaving.holds and leaving.role == ADMINISTRATOR):
        return
    query = select(Access.id).where(visible_accesses(work.actor), Access.holding())
    others = query.where(Access.role == ADMINISTRATOR, Access.id != leaving.id)
    if work.session.scalar(others.limit(1)) is None:
        raise LastAdministrator


def _organisation(work: Work) -> Organisation:
    return work.session.get_one(Organisation, work.actor.organisation_id)
