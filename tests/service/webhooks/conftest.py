"""A webhook of a company, its receiver on this machine, and the sending of what is due."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update

from service.db import now, transaction
from service.webhooks import service as webhooks
from service.webhooks.delivery import deliver_due
from service.webhooks.models import Webhook, WebhookDelivery
from tests.service.conftest import actor_named
from tests.service.webhooks.receiver import serve


@pytest.fixture
def receiver():
    receiver, stop = serve()
    yield receiver
    stop()


@pytest.fixture
def admin(services):
    return actor_named(services, "bram@janssens.invalid")


@pytest.fixture
def services(services):
    """An intranet, in which this machine may be told."""
    changed = services.settings.model_copy(update={"webhook_allowed_hosts": ["localhost"]})
    object.__setattr__(services, "settings", changed)
    return services


@pytest.fixture
def hook(working, admin, receiver):
    with working(admin) as work:
        return webhooks.create_webhook(work, receiver.url)


@pytest.fixture
def deliver(services):
    """Sends what is due, as often as asked. Pauses are over each time."""

    def run(rounds=1):
        tried = 0
        with ThreadPoolExecutor(2) as pool:
            for _ in range(rounds):
                with transaction(services.engine) as session:
                    session.execute(update(Webhook).values(not_before=now()))
                    session.execute(update(WebhookDelivery).values(next_attempt_at=now()))
                tried += deliver_due(services, pool)
        return tried

    return run


def newest(work, webhook_id):
    """The first page of a webhook's messages."""
    found, _ = webhooks.deliveries_of(work, webhook_id, 1, 25)
    return found


@pytest.fixture
def deliveries(working, admin, hook):
    def load():
        with working(admin) as work:
            return newest(work, hook.id)

    return load
