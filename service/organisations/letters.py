"""Mails to those who are invited, who ask for access, and who decide on it: each in the person's language."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.auth.permissions import Role
from service.mail.service import queue_mail
from service.organisations.models import Access, Account, Invitation, Organisation

ADMINISTRATOR: Role = "companyAdmin"
LANGUAGE = "nl"
"""Of somebody of whom we know nothing, invited by nobody whom we know."""


def tell_invited(session: Session, organisation: Organisation, invitation: Invitation) -> None:
    """Tells a person that an organisation expects them: in their language, else in the inviter's."""
    account = session.scalar(select(Account).where(Account.email == invitation.email))
    inviter = session.get(Account, invitation.invited_by) if invitation.invited_by else None
    known = account or inviter
    queue_mail(
        session,
        "invitation",
        invitation.email,
        known.language if known else LANGUAGE,
        None,
        organisation=_name(organisation),
        deadline=invitation.expires_at.isoformat(),
    )


def tell_administrators(session: Session, access: Access) -> None:
    """Tells those who can decide that somebody asks for access. Who it is stands on their page."""
    query = select(Access).where(
        Access.organisation_id == access.organisation_id, Access.role == ADMINISTRATOR, Access.holding()
    )
    organisation = session.get_one(Organisation, access.organisation_id)
    for one in session.scalars(query.order_by(Access.id)):
        _write(session, "accessAsked", one.account, organisation)


def tell_approved(session: Session, access: Access) -> None:
    """Tells a person that what they asked for is granted."""
    _write(session, "accessApproved", access.account, access.organisation)


def tell_revoked(session: Session, access: Access) -> None:
    """Tells a person that they can act no longer, or that what they asked for is declined."""
    template = "accessRefused" if access.approved_at is None else "accessRevoked"
    account = session.get_one(Account, access.account_id)
    _write(session, template, account, session.get_one(Organisation, access.organisation_id))


def _write(session: Session, template: str, account: Account, organisation: Organisation) -> None:
    name = _name(organisation)
    queue_mail(session, template, account.email, account.language, None, organisation=name)


def _name(organisation: Organisation) -> str:
    """On one line: paragraphs are the mail's own."""
    return " ".join(organisation.name.split())
