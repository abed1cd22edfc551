"""Fills an empty installation with what the demonstration needs. Each part is made once."""

import logging
import time
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from matching.person import Person
from matching.synthetic import generate_persons
from service.auth.acting import list_ways
from service.auth.service import DEMO_PREFIX, DEMO_TOKEN_FILE, create_token
from service.context import Services
from service.db import now, today, transaction
from service.organisations.models import Mandate, Organisation
from service.organisations.service import create_account, create_organisation
from service.registry.importing import import_persons
from service.registry.repository import has_persons

log = logging.getLogger(__name__)

SEED = 20
MANDATE = timedelta(days=365)
"""Of the social secretariat, from the day the demonstration was made."""
SEEDING_LOCK = 0x6269735F73656564
"""Advisory lock, so that two processes that start together seed once ("bis_seed")."""


def seed_demo(services: Services) -> None:
    """Makes organisations, accounts, the API token and the registry where they are missing."""
    with transaction(services.engine) as session:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SEEDING_LOCK})
        if session.scalar(select(Organisation.id).limit(1)) is None:
            _keep_token(services, _make_accounts(session))
        if not has_persons(session):
            began = time.perf_counter()
            count = import_persons(session, demo_registry(services))
            log.info("registry of %d synthetic persons made in %.0f s", count, time.perf_counter() - began)


def demo_registry(services: Services) -> list[Person]:
    """The sample documents' persons, and synthetic ones up to the number that the settings name."""
    known = [Person.model_validate(person) for person in services.samples.registry]
    taken = {person.ssin for person in known}
    synthetic = generate_persons(max(0, services.settings.demo_persons - len(known)), seed=SEED)
    return [*known, *(person for person in synthetic if person.ssin not in taken)]


def _make_accounts(session: Session) -> str:
    """Two companies, so that isolation can be seen, a social secretariat that acts for one of them, and the
    office that reviews, with an account for every role. Returns an API token."""
    builders = create_organisation(session, "Bouwbedrijf Janssens (demo)", "0123456749")
    growers = create_organisation(session, "Transport Lambert (demo)", "0987654394")
    secretariat = create_organisation(
        session, "Sociaal Secretariaat Horizon (demo)", "0555666775", "serviceProvider"
    )
    office = create_organisation(session, "belgianIDpro Office (demo)", kind="office")
    employer = create_account(session, builders, "an@janssens.invalid", "An Janssens", "employer")
    create_account(session, builders, "bram@janssens.invalid", "Bram Janssens", "companyAdmin")
    create_account(session, growers, "chloe@lambert.invalid", "Chloé Lambert", "employer", "en")
    create_account(session, office, "dirk@office.invalid", "Dirk De Smet", "reviewer")
    create_account(session, office, "eva@office.invalid", "Eva Maes", "seniorReviewer", "fr")
    create_account(session, office, "mats@office.invalid", "Mats Wouters", "dataScientist")
    create_account(session, office, "greta@office.invalid", "Greta Hermans", "auditor", "de")
    create_account(session, secretariat, "karim@horizon.invalid", "Karim El Amrani", "employer", "fr")
    session.add(
        Mandate(
            provider_id=secretariat.id,
            employer_id=builders.id,
            valid_from=today(),
            valid_until=today() + MANDATE,
            approved_at=now(),
        )
    )
    token, _ = create_token(
        session, list_ways(session, employer.id)[0].access_id, "demonstration", DEMO_PREFIX
    )
    return token


def _keep_token(services: Services, token: str) -> None:
    folder = services.settings.keys_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = folder / f".{uuid4().hex}"
    temporary.touch(mode=0o600)
    temporary.write_text(token)
    temporary.replace(folder / DEMO_TOKEN_FILE)
