"""Who signs in, where, and what a page says of it."""

import re

from sqlalchemy import select

from service.db import transaction
from service.organisations.models import Account

OURS = "https://127.0.0.1:8000"
CALLBACK = f"{OURS}/sign-in/callback"
LOW, HIGH = "urn:test:low", "urn:test:high"
JANSSENS = "0123.456.749"
LAMBERT = "0987654394"
NADIA = {
    "email": "Nadia@Janssens.invalid",
    "email_verified": True,
    "given_name": "Nadia",
    "family_name": "Peeters",
    "locale": "fr-BE",
    "enterpriseNumber": JANSSENS,
    "roles": ["asks"],
}


def code_of(answer) -> str:
    """The code of the error that a page tells of."""
    return re.search(r'data-code="(\w+)"', answer.text)[1]


def csrf_of(answer) -> str:
    return re.search(r'name="csrfToken" value="(\w+)"', answer.text)[1]


def known_accounts(services, email: str = "nadia@janssens.invalid"):
    with transaction(services.engine) as session:
        return session.scalars(select(Account).where(Account.email == email)).all()
