"""Making organisations and accounts."""

from sqlalchemy.orm import Session

from service.auth.permissions import Role
from service.organisations.models import Account, Language, Organisation


def create_organisation(session: Session, name: str, enterprise_number: str | None = None) -> Organisation:
    """A company, or the reviewing office."""
    organisation = Organisation(name=name, enterprise_number=enterprise_number)
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
    """An account of an organisation."""
    account = Account(
        organisation_id=organisation.id, email=email, display_name=display_name, role=role, language=language
    )
    session.add(account)
    session.flush()
    return account
