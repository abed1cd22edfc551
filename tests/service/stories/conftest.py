"""Who else plays a part in the stories, and how they begin."""

import pytest
from sqlalchemy import select

from ocr.extraction import Warning
from service.auth.service import COOKIE, actor_of_cookie, csrf_token, sign_in_demo
from service.context import Actor, Services
from service.db import transaction
from service.mail.models import OutgoingMail
from service.organisations.models import Organisation
from service.organisations.service import create_account
from service.requests import service as requests
from tests.service.conftest import actor_named

SPECIMEN = [Warning(code="specimen", detail="This is a specimen.")]


@pytest.fixture
def case(sent, employer):
    """A request that stands under review; returns its id."""

    def make(person, **reading):
        view = sent(employer, person, **({"warnings": SPECIMEN} | reading))
        assert view.state == "underReview"
        return view.id

    return make


@pytest.fixture
def state_of(working, employer):
    def look(request_id):
        with working(employer) as work:
            return requests.request_view(work, request_id)

    return look


@pytest.fixture
def senior(services: Services) -> Actor:
    """A reviewer who may confirm what others decided."""
    return actor_named(services, "eva@office.invalid")


def office_account(services: Services, email: str, name: str, role: str) -> Actor:
    """One more account of the office."""
    with transaction(services.engine) as session:
        office = session.scalars(select(Organisation).where(Organisation.kind == "office")).one()
        create_account(session, office, email, name, role)
    return actor_named(services, email)


@pytest.fixture
def mails(services):
    """Templates of the mails in the outbox, in order; of one recipient if asked."""

    def read(recipient: str | None = None) -> list[str]:
        query = select(OutgoingMail).order_by(OutgoingMail.created_at)
        with transaction(services.engine) as session:
            found = session.scalars(query).all()
        return [mail.template for mail in found if recipient in {None, mail.recipient}]

    return read


@pytest.fixture
def sign_in(client):
    """Signs an actor in to the portal; returns the field that every form of the session carries."""

    def make(actor: Actor) -> dict[str, str]:
        services = client.app.state.services
        client.cookies.set(COOKIE, sign_in_demo(services, actor.account_id))
        client.cookies.set("belgianidpro_language", "en")
        with transaction(services.engine) as session:
            signed_in = actor_of_cookie(services, session, client.cookies[COOKIE])
        return {"csrfToken": csrf_token(services, signed_in)}

    return make
