"""Schemathesis over the whole description, as every role.

Without SCHEMATHESIS_EXAMPLES a few calls of each operation, the same every time, as the administrator of a
company, a senior reviewer, and an auditor without any right; `make schemathesis` tries many, other ones each
time, as all roles.
"""

import os
import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis.config import PositiveDataAcceptanceConfig
from schemathesis.python import asgi
from sqlalchemy import text

from ocr.extraction import Warning
from service.app import create_app, create_services
from service.auth.permissions import PERMISSIONS
from service.auth.service import create_token
from service.context import Work
from service.db import transaction
from service.extractions.service import CROP, PAGE
from service.limits.rates import RateLimits
from service.operations.health import HealthMonitor
from service.operations.parts import list_checks
from service.organisations.service import create_account, create_organisation
from service.requests import service as requests
from service.settings import Settings
from service.webhooks.models import WebhookDelivery
from service.webhooks.service import create_webhook
from tests.postgres import connect_admin
from tests.rubbish import jpeg
from tests.service.conftest import TEMPLATE, actor_named, make_settings, store_reading
from tests.service.objects import report_a_number

EXAMPLES = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "0"))
FEW = 2
ROLES = [*PERMISSIONS] if EXAMPLES else ["companyAdmin", "seniorReviewer", "auditor"]
SEEDED = {
    "employer": "an@janssens.invalid",
    "companyAdmin": "bram@janssens.invalid",
    "reviewer": "dirk@office.invalid",
}
MEANT_TO_BE_REFUSED = ["2xx", "303", "400", "401", "403", "404", "409", "412", "413", "415", "422", "428"]
"""Right by the schema and still refused: a number's check digits, a version that is over, files of noise."""

UNLIMITED = RateLimits(**dict.fromkeys(RateLimits.model_fields, "off"))

app = create_app(
    Settings(DATABASE_URL="postgresql://nobody", data_dir=Path(tempfile.mkdtemp()), allowed_hosts=[asgi.HOST])
)
schema = schemathesis.openapi.from_asgi("/openapi.json", app)
schema.config.checks.positive_data_acceptance = PositiveDataAcceptanceConfig(
    expected_statuses=MEANT_TO_BE_REFUSED
)


@pytest.fixture(scope="module")
def running_services(postgres, api_token, tmp_path_factory):
    """The application's parts on a database of their own."""
    name = f"t_{uuid4().hex}"
    with connect_admin(postgres) as admin:
        admin.execute(text(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}"))
    url = postgres.url_of(name)
    services = create_services(make_settings(url, tmp_path_factory.mktemp("calls"), rates=UNLIMITED), url)
    app.state.services = services
    app.state.health = HealthMonitor(list_checks(services), services.settings.health_seconds)
    yield services
    services.engine.dispose()
    with connect_admin(postgres) as admin:
        admin.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="module")
def tokens(running_services):
    """Headers by role; roles that the demonstration has no account of get one."""
    with transaction(running_services.engine) as session:
        office = create_organisation(session, "Office", kind="office")
        for role in PERMISSIONS.keys() - SEEDED.keys():
            create_account(session, office, f"{role}@office.invalid", role, role)
    tokens = {}
    for role in ROLES:
        actor = actor_named(running_services, SEEDED.get(role, f"{role}@office.invalid"))
        with transaction(running_services.engine) as session:
            token, _ = create_token(session, actor.access_id, "calls")
        tokens[role] = {"Authorization": f"Bearer {token}"}
    return tokens


@pytest.fixture(scope="module")
def existing(running_services, read_as, newcomer, addresses):
    """Ids that lead somewhere: a case under review, its scan with pictures, a report, a webhook."""
    employer = actor_named(running_services, SEEDED["employer"])
    specimen = [Warning(code="specimen", detail="This is a specimen.")]
    scan = store_reading(running_services, employer, read_as(newcomer, warnings=specimen))
    running_services.vault.put(scan, PAGE.format(index=0), jpeg())
    running_services.vault.put(scan, CROP.format(field="familyName"), jpeg())
    with transaction(running_services.engine) as session:
        work = Work(running_services, session, employer)
        request = requests.create_draft(work, scan)
        requests.save_addresses(work, request.id, addresses)
        requests.submit_request(work, request.id)
        correction_id = report_a_number(work)
        manager = actor_named(running_services, SEEDED["companyAdmin"])
        webhook = create_webhook(Work(running_services, session, manager), "https://hooks.invalid/")
        delivery = WebhookDelivery(webhook_id=webhook.id, type="ping", state="parked")
        session.add(delivery)
        session.flush()
    ids = {
        "requestId": request.id,
        "extractionId": scan,
        "correctionId": correction_id,
        "webhookId": webhook.id,
        "deliveryId": delivery.id,
    }
    return {name: str(value) for name, value in ids.items()}


@pytest.mark.parametrize("role", ROLES)
@schema.parametrize()
@settings(
    max_examples=EXAMPLES or FEW,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    suppress_health_check=[*HealthCheck],
)
def test_every_call_is_answered_as_described(case, role, tokens, existing):
    for name, value in existing.items():
        if name in case.path_parameters and case.meta.generation.mode.is_positive:
            case.path_parameters[name] = value
    # An empty list is no parameter on the wire: what was meant to be refused for it never arrives.
    assume(case.meta.generation.mode.is_positive or [] not in (case.query or {}).values())
    case.call_and_validate(headers=tokens[role])
