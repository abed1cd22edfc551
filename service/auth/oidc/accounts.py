"""Whose account it is that signs in, and what the provider's word gives a person here.

An account is found by issuer and subject. The first time, a person gets in only where somebody expects
them: by an open invitation to an address that the provider has checked, or by claims that name a known
organisation.
"""

import hashlib
import hmac
from collections.abc import Sequence

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from service.audit.service import record
from service.auth.acting import make_user
from service.auth.models import Identity
from service.auth.oidc.claims import Person
from service.auth.oidc.errors import ClaimsMissing, PersonUnknown
from service.auth.permissions import ASSIGNABLE
from service.context import Services
from service.db import now
from service.organisations.letters import tell_administrators, tell_revoked
from service.organisations.models import Access, Account, Invitation, Organisation
from service.organisations.service import find_organisation


def find_account(services: Services, session: Session, person: Person) -> Account:
    """The person's account, made or linked at the first time; accesses follow the provider's word.

    Raises PersonUnknown, ClaimsMissing.
    """
    digest = _digest(services, person)
    _lock(session, digest)
    organisation = find_organisation(session, person.enterprise_number or "")
    invitations = _invitations(session, person)
    account = _known(session, person.issuer, digest)
    if account is None:
        account = _expected(session, person, organisation, invitations)
        session.add(Identity(issuer=person.issuer, subject_digest=digest, account_id=account.id))
    for invitation in invitations:
        _accept(session, account, invitation)
    if organisation is not None:
        _follow(session, account, organisation, person)
    session.flush()
    record(session, make_user(account), "signIn", "account", account.id)
    return account


def _digest(services: Services, person: Person) -> bytes:
    key = services.vault.keys.derive("identities")
    return hmac.digest(key, f"{person.issuer}\n{person.subject}".encode(), hashlib.sha256)


def _lock(session: Session, digest: bytes) -> None:
    """Two first sign-ins of one person at once make one account."""
    number = int.from_bytes(digest[:8], signed=True)
    session.execute(select(func.pg_advisory_xact_lock(number)))


def _known(session: Session, issuer: str, digest: bytes) -> Account | None:
    query = select(Account).join(Identity, Identity.account_id == Account.id)
    return session.scalar(query.where(Identity.issuer == issuer, Identity.subject_digest == digest))


def _invitations(session: Session, person: Person) -> Sequence[Invitation]:
    """Those to an address that is surely this person's."""
    if not (person.email and person.email_verified):
        return []
    query = select(Invitation).where(Invitation.email == person.email, Invitation.waiting())
    return session.scalars(query.order_by(Invitation.invited_at).with_for_update()).all()


def _expected(
    session: Session, person: Person, organisation: Organisation | None, invitations: Sequence[Invitation]
) -> Account:
    """The account for a first sign-in: a new one, or the one of that address if it may be taken over."""
    if organisation is None and not invitations:
        raise PersonUnknown
    if not person.email:
        raise ClaimsMissing
    account = session.scalar(select(Account).where(Account.email == person.email))
    if account is not None and not _is_waiting(session, account, person.issuer, invitations):
        raise PersonUnknown
    if account is None:
        account = Account(
            email=person.email, display_name=person.display_name, language=person.language or "nl"
        )
        session.add(account)
        session.flush()
    return account


def _is_waiting(session: Session, account: Account, issuer: str, invitations: Sequence[Invitation]) -> bool:
    """Whether nobody of this provider has the account yet, and an organisation of its own invites to it.

    Another company's invitation must not open what the account may do elsewhere.
    """
    taken = exists().where(Identity.account_id == account.id, Identity.issuer == issuer)
    own = exists().where(
        Access.account_id == account.id,
        Access.revoked_at.is_(None),
        Access.organisation_id.in_([invitation.organisation_id for invitation in invitations]),
    )
    return bool(session.scalar(select(and_(~taken, own))))


def _accept(session: Session, account: Account, invitation: Invitation) -> None:
    """Turns an invitation into an access; whoever has one already keeps it."""
    invitation.accepted_at = now()
    access = _latest(session, account, invitation.organisation_id)
    if access is None or access.revoked_at is not None:
        access = Access(account_id=account.id, organisation_id=invitation.organisation_id)
        session.add(access)
    elif access.approved_at is not None:
        return
    access.role, access.approved_at, access.approved_by = invitation.role, now(), invitation.invited_by
    session.flush()


def _follow(session: Session, account: Account, organisation: Organisation, person: Person) -> None:
    """Gives, changes or takes back what the provider's role says; what an administrator revoked stays so."""
    role = person.role if person.role in ASSIGNABLE[organisation.kind] else None
    access = _latest(session, account, organisation.id)
    if access is not None and access.revoked_at is not None and (role is None or access.revoked_by):
        return
    if access is None or access.revoked_at is not None:
        if role is None and organisation.kind == "office":  # nobody there approves what is asked for
            return
        access = Access(account_id=account.id, organisation_id=organisation.id)
        access.role = role or ASSIGNABLE[organisation.kind][0]
        session.add(access)
        if role is None:
            session.flush()
            tell_administrators(session, access)
    if role is not None and access.approved_at is None:
        access.role, access.approved_at, access.from_claims = role, now(), True
    elif access.from_claims and role is None:
        access.revoked_at = now()
        tell_revoked(session, access)
    elif access.from_claims and role is not None:
        access.role = role


def _latest(session: Session, account: Account, organisation_id: object) -> Access | None:
    query = select(Access).where(Access.account_id == account.id, Access.organisation_id == organisation_id)
    return session.scalar(query.order_by(Access.asked_at.desc()).limit(1))
