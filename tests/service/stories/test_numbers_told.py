"""What becomes of a number is told to the software of everybody who was given it, and to nobody else's."""

import pytest
from sqlalchemy import select

from service.corrections.service import report_wrong_number, settle_correction
from service.db import transaction
from service.organisations.models import Organisation
from service.registry.models import RegistryPerson
from service.registry.standing import replace_number
from service.requests.numbers import follow_replaced
from service.webhooks.models import Webhook, WebhookDelivery


@pytest.fixture
def given(services, sent, employer, stranger, known):
    """Every organisation has a webhook; two companies are given one number. Their requests by company."""
    with transaction(services.engine) as session:
        session.add_all(
            Webhook(organisation_id=one, url="https://a.b", key_id="k", secret=b"")
            for one in session.scalars(select(Organisation.id))
        )
    return {actor.organisation_id: sent(actor, known).id for actor in (employer, stranger)}


@pytest.fixture
def told(services):
    """The news of numbers in the outbox of webhooks, oldest first: to whom, about which request, what."""

    def read():
        query = select(Webhook.organisation_id, WebhookDelivery.request_id, WebhookDelivery.code)
        query = query.join(Webhook, Webhook.id == WebhookDelivery.webhook_id)
        news = WebhookDelivery.from_state == "numberAssigned", WebhookDelivery.to_state == "numberAssigned"
        with transaction(services.engine) as session:
            return [tuple(row) for row in session.execute(query.where(*news).order_by("sequence"))]

    return read


@pytest.mark.parametrize(
    ("outcome", "code"), [("numberRight", "numberConfirmed"), ("cancelled", "numberCancelled")]
)
def test_a_report_and_its_end_are_told(given, told, working, employer, senior, outcome, code):
    with working(employer) as work:
        correction = report_wrong_number(work, given[employer.organisation_id], "otherPerson", "")
    assert {*told()} == {(*one, "numberUnderCorrection") for one in given.items()}
    with working(senior) as work:
        settle_correction(work, correction, outcome, None, "")
    assert {*told()[len(given) :]} == {(*one, code) for one in given.items()}
    assert len(told()) == 2 * len(given)


def test_a_number_that_another_takes_the_place_of_is_told(given, told, services, known):
    with transaction(services.engine) as session:
        others = RegistryPerson.status == "active", RegistryPerson.ssin != known.ssin
        other = session.scalars(select(RegistryPerson.ssin).where(*others).limit(1)).one()
        replace_number(session, known.ssin, other)
    follow_replaced(services.engine)
    assert sorted(told()) == sorted((*one, "numberReplaced") for one in given.items())
