"""Who waits for whom: writers for nobody who sends, and nobody for a row that somebody else holds."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from service.db import now, transaction
from service.jobs.claims import claim_next
from service.jobs.models import Job
from service.jobs.service import sweep
from service.mail.models import OutgoingMail
from service.mail.service import send_due
from service.organisations import members
from service.requests import service as requests
from service.webhooks.delivery import deliver_due
from service.webhooks.models import Webhook, WebhookDelivery
from service.webhooks.service import create_webhook


@pytest.fixture
def held(services):
    """Holds rows as long as the test goes on; everybody else gives up waiting after a moment."""
    sessions = []
    with services.engine.begin() as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f"ALTER DATABASE {name} SET lock_timeout = '1s'"))
    services.engine.dispose()

    def hold(query):
        session = Session(services.engine)
        sessions.append(session)
        session.begin()
        return session.scalars(query).all()

    yield hold
    for session in sessions:
        session.rollback()
        session.close()


@pytest.fixture
def webhook(services, working, administrator):
    """A webhook at an address where nobody answers; returns its id."""
    allowed = services.settings.model_copy(update={"webhook_allowed_hosts": ["localhost"]})
    object.__setattr__(services, "settings", allowed)
    with working(administrator) as work:
        return create_webhook(work, "https://localhost/hook").id


def test_a_request_is_sent_while_its_webhook_is_being_changed(held, webhook, sent, employer, newcomer):
    held(select(Webhook).with_for_update(key_share=True))
    assert sent(employer, newcomer).state == "numberAssigned"


def test_webhooks_are_told_while_a_request_is_being_written(
    webhook, held, services, drafted, working, employer, newcomer
):
    request_id = drafted(employer, newcomer)
    with transaction(services.engine) as session:
        session.add(WebhookDelivery(webhook_id=webhook, type="ping"))
    with working(employer) as work, ThreadPoolExecutor(1) as pool:
        requests.submit_request(work, request_id)
        assert deliver_due(services, pool) == 1
    with transaction(services.engine) as session:
        ping = session.scalars(select(WebhookDelivery).where(WebhookDelivery.type == "ping")).one()
        assert (ping.state, ping.last_error) == ("queued", "connectionFailed")


def test_a_message_that_another_sender_has_is_passed_over(held, webhook, services):
    with transaction(services.engine) as session:
        session.add(WebhookDelivery(webhook_id=webhook, type="ping"))
    held(select(WebhookDelivery).with_for_update())
    with ThreadPoolExecutor(1) as pool:
        assert deliver_due(services, pool) == 0


def test_an_administrator_changes_people_while_the_company_works(
    held, services, working, administrator, employer, drafted, newcomer
):
    request_id = drafted(employer, newcomer)
    with working(employer) as work:
        requests.submit_request(work, request_id)
        with working(administrator) as other:
            members.revoke_access(other, employer.access_id)
            requests.create_draft(work, None)


@pytest.fixture
def jobs(services, employer, stranger):
    """Two jobs whose workers died, the older one first; returns their ids."""
    made = []
    with transaction(services.engine) as session:
        for actor, minutes in ((employer, 2), (stranger, 1)):
            job = Job(
                organisation_id=actor.organisation_id,
                kind="extraction",
                subject_id=uuid4(),
                state="running",
                attempt=1,
                lease_until=now() - timedelta(minutes=1),
                created_at=now() - timedelta(minutes=minutes),
            )
            session.add(job)
            session.flush()
            made.append(job.id)
    return made


def test_a_job_that_somebody_is_writing_to_keeps_nobody_from_the_next(held, services, jobs):
    """The worker was thought dead, and is just putting its result down."""
    held(select(Job).where(Job.id == jobs[0]).with_for_update())
    claimed = claim_next(services.engine, 30)
    assert claimed.id == jobs[1]
    assert claim_next(services.engine, 30) is None


def test_a_sweep_passes_over_what_somebody_holds(held, services, jobs):
    with transaction(services.engine) as session:
        session.execute(update(Job).values(max_attempts=1))
    held(select(Job).where(Job.id == jobs[0]).with_for_update())
    assert sweep(services.engine, {}).parked == [jobs[1]]


def test_a_mail_that_somebody_sends_keeps_no_other_from_leaving(held, services, settings):
    with transaction(services.engine) as session:
        for number in range(2):
            session.add(
                OutgoingMail(recipient=f"{number}@b.be", language="nl", template="cancelled", parameters={})
            )
    first = select(OutgoingMail).where(OutgoingMail.recipient == "0@b.be")
    held(first.with_for_update())
    assert send_due(services.engine, settings) == 1
