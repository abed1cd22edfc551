"""Making organisations and accounts."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from stdnum.be import vat

from service.auth.permissions import Role
from service.db import now
from service.organisations.models import Access, Account, Language, Organisation, OrganisationKind


def create_organisation(
    session: Session, name: str, enterprise_number: str | None = None, kind: OrganisationKind = "employer"
) -> Organisation:
    """A company, or the reviewing office."""
    organisation = Organisation(name=name, enterprise_number=enterprise_number, kind=kind)
    session.add(organisation)
    session.flush()
    return organisation


def create_account(
    session: Session,
    organisation: Organisation,
    email: str,
    display_name: str,
    role: Role,
    language: Language = "nl",
) -> Account:
    """A person with an approved access to the organisation."""
    account = Account(email=email, display_name=display_name, language=language)
    session.add(account)
    session.flush()
    session.add(Access(account_id=account.id, organisation_id=organisation.id, role=role, approved_at=now()))
    session.flush()
    return account


def read_enterprise_number(untrusted_text: str) -> str | None:
    """Ten digits with their check digits in order (CBE), however they were spaced; None for anything else."""
    number: str = vat.compact(untrusted_text)
    return number if vat.is_valid(number) else None


def find_organisation(session: Session, untrusted_number: str) -> Organisation | None:
    """The organisation with this enterprise number, if it is known here."""
    number = read_enterprise_number(untrusted_number)
    if number is None:
        return None
    return session.scalar(select(Organisation).where(Organisation.enterprise_number == number))
