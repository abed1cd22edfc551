"""What a company's administrator does with webhooks: make, look, test, renew the secret, switch off."""

from datetime import timedelta
from typing import cast
from uuid import UUID, uuid4

from service.audit.service import record
from service.context import Services, Work
from service.db import database_now, now
from service.storage.keys import seal, unseal
from service.webhooks import repository
from service.webhooks.address import parse_target
from service.webhooks.errors import MessageNotParked, TooManyWebhooks, WebhookDisabled
from service.webhooks.models import Webhook, WebhookDelivery
from service.webhooks.outbox import PING
from service.webhooks.schemas import DeliveryState, DeliveryView, SecretShown, WebhookView
from service.webhooks.signing import make_key_id, make_secret

MOST_WEBHOOKS = 10
ROTATION = timedelta(hours=24)
"""For so long a replaced secret signs as well."""


def create_webhook(work: Work, url: str) -> SecretShown:
    """A new webhook; its secret is shown in this answer only. Raises WebhookUrlRefused, TooManyWebhooks."""
    work.actor.require("webhook:manage")
    parse_target(url, work.settings)
    if repository.count_active(work.session, work.actor) >= MOST_WEBHOOKS:
        raise TooManyWebhooks(limit=MOST_WEBHOOKS)
    row = Webhook(id=uuid4(), organisation_id=work.actor.organisation_id, url=url)
    secret = _give_secret(work.services, row)
    work.session.add(row)
    work.session.flush()
    record(work.session, work.actor, "createWebhook", "webhook", row.id)
    return SecretShown(**dict(view_webhook(row)), secret=secret)


def webhooks_of_company(work: Work, page: int, page_size: int) -> tuple[list[WebhookView], int]:
    """A page of the webhooks, those switched off as well, and how many there are."""
    work.actor.require("webhook:manage")
    rows, total = repository.list_webhooks(work.session, work.actor, page, page_size)
    return [view_webhook(row) for row in rows], total


def webhook_view(work: Work, webhook_id: UUID) -> WebhookView:
    """One webhook. Raises ResourceNotFound."""
    return view_webhook(_own(work, webhook_id))


def rotate_secret(work: Work, webhook_id: UUID) -> SecretShown:
    """A new secret; the one before signs beside it for a day. Raises ResourceNotFound."""
    row = _own(work, webhook_id, lock=True)
    row.previous_key_id, row.previous_secret = row.key_id, row.secret
    row.previous_until = now() + ROTATION
    secret = _give_secret(work.services, row)
    record(work.session, work.actor, "rotateWebhookSecret", "webhook", row.id)
    return SecretShown(**dict(view_webhook(row)), secret=secret)


def ping(work: Work, webhook_id: UUID) -> DeliveryView:
    """Sends a message that tells of nothing, to try the address and the signature. Raises WebhookDisabled."""
    row = _active(work, webhook_id)
    row.not_before, row.failures = database_now(work.session), 0
    message = WebhookDelivery(webhook_id=row.id, type=PING)
    work.session.add(message)
    work.session.flush()
    return _view_delivery(message)


def disable_webhook(work: Work, webhook_id: UUID) -> WebhookView:
    """Switches a webhook off; what was not delivered stays undelivered. Raises ResourceNotFound."""
    row = _own(work, webhook_id, lock=True)
    row.disabled_at = row.disabled_at or now()
    record(work.session, work.actor, "disableWebhook", "webhook", row.id)
    return view_webhook(row)


def deliveries_of(work: Work, webhook_id: UUID, page: int, page_size: int) -> tuple[list[DeliveryView], int]:
    """A page of a webhook's messages, newest first, and how many there are. Raises ResourceNotFound."""
    rows, total = repository.list_deliveries(work.session, _own(work, webhook_id), page, page_size)
    return [_view_delivery(row) for row in rows], total


def delivery_view(work: Work, webhook_id: UUID, delivery_id: UUID) -> DeliveryView:
    """One message, and how its delivery goes. Raises ResourceNotFound."""
    return _view_delivery(repository.get_delivery(work.session, _own(work, webhook_id), delivery_id))


def send_again(work: Work, webhook_id: UUID, delivery_id: UUID) -> DeliveryView:
    """Sends a parked message again, under the same id.

    Raises ResourceNotFound, WebhookDisabled, MessageNotParked.
    """
    row = _active(work, webhook_id)
    message = repository.get_delivery(work.session, row, delivery_id, lock=True)
    if message.state != "parked":
        raise MessageNotParked
    message.state, message.attempts, message.next_attempt_at = "queued", 0, database_now(work.session)
    row.not_before, row.failures = database_now(work.session), 0
    return _view_delivery(message)


def signing_keys(services: Services, row: Webhook) -> dict[str, str]:
    """Key ids and secrets that messages are signed with now, the newest first."""
    keys = {row.key_id: _open(services, row, row.key_id, row.secret)}
    if row.previous_key_id and row.previous_secret and row.previous_until and row.previous_until > now():
        keys[row.previous_key_id] = _open(services, row, row.previous_key_id, row.previous_secret)
    return keys


def view_webhook(row: Webhook) -> WebhookView:
    """The webhook without its secret."""
    replaced = row.previous_key_id if row.previous_until and row.previous_until > now() else None
    return WebhookView(
        id=row.id,
        url=row.url,
        key_ids=[row.key_id, *([replaced] if replaced else [])],
        created_at=row.created_at,
        is_disabled=row.disabled_at is not None,
    )


def _view_delivery(row: WebhookDelivery) -> DeliveryView:
    waits = row.state == "queued"
    return DeliveryView(
        id=row.id,
        type=row.type,
        request_id=row.request_id,
        from_state=row.from_state,
        to_state=row.to_state,
        code=row.code,
        occurred_at=row.occurred_at,
        state=cast(DeliveryState, row.state),
        attempts=row.attempts,
        next_attempt_at=row.next_attempt_at if waits else None,
        last_status=row.last_status,
        last_error=row.last_error,
        delivered_at=row.delivered_at,
    )


def _own(work: Work, webhook_id: UUID, *, lock: bool = False) -> Webhook:
    work.actor.require("webhook:manage")
    return repository.get_webhook(work.session, work.actor, webhook_id, lock=lock)


def _active(work: Work, webhook_id: UUID) -> Webhook:
    """For a change. Raises WebhookDisabled."""
    row = _own(work, webhook_id, lock=True)
    if row.disabled_at is not None:
        raise WebhookDisabled
    return row


def _give_secret(services: Services, row: Webhook) -> str:
    secret = make_secret()
    row.key_id = make_key_id()
    row.secret = seal(_sealing_key(services), secret.encode(), _bound_to(row, row.key_id))
    return secret


def _open(services: Services, row: Webhook, key_id: str, sealed: bytes) -> str:
    return unseal(_sealing_key(services), sealed, _bound_to(row, key_id)).decode()


def _sealing_key(services: Services) -> bytes:
    return services.vault.keys.derive("webhook secrets")


def _bound_to(row: Webhook, key_id: str) -> bytes:
    return f"{row.id}/{key_id}".encode()
