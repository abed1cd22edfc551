"""The operator lets the first people of an organisation in."""

import json

import pytest
from sqlalchemy import select
from typer.testing import CliRunner

from service.cli import app
from service.db import transaction
from service.organisations.models import Invitation
from service.settings import load_settings

HORIZON = "0555666775"


@pytest.fixture
def organisation(settings, monkeypatch):
    """Runs `belgianidpro organisation …` on the test's database."""
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    load_settings.cache_clear()
    yield lambda *arguments: CliRunner().invoke(app, ["organisation", *arguments])
    load_settings.cache_clear()


def error_of(result) -> str:
    assert result.exit_code == 1
    return json.loads(result.stderr)["error"]["code"]


def test_an_office_is_registered_and_its_first_reviewer_invited(organisation, services):
    added = organisation("add", "0444.555.651", "Office", "--kind", "office")
    assert "id" in json.loads(added.stdout)
    invited = organisation("invite", "0444555651", "First@office.be", "--role", "reviewer")
    assert "expiresAt" in json.loads(invited.stdout)
    with transaction(services.engine) as session:
        waiting = session.scalars(select(Invitation).where(Invitation.waiting())).one()
    assert (waiting.email, waiting.role, waiting.invited_by) == ("first@office.be", "reviewer", None)


def test_what_cannot_be_gets_a_coded_error(organisation):
    assert error_of(organisation("add", "0444555652", "Wrong digits")) == "organisationUnknown"
    assert error_of(organisation("add", HORIZON, "Twice")) == "alreadyThere"
    assert error_of(organisation("invite", "0444555651", "a@b.be")) == "organisationUnknown"
    assert error_of(organisation("invite", HORIZON, "a@b.be", "--role", "auditor")) == "roleNotAssignable"
    organisation("invite", HORIZON, "a@b.be")
    assert error_of(organisation("invite", HORIZON, "A@b.be")) == "alreadyThere"
    assert organisation("add", "0444555651", "Odd", "--kind", "club").exit_code == 2
