"""What a company's administrator does with webhooks: make, look, test, renew the secret, switch off."""

from datetime import timedelta
from typing import cast
from uuid import UUID, uuid4

from models.errors import CodedError
from service.audit.service import record
from service.context import Services, Work
from service.db import now
from service.errors import ResourceNotFound
from service.storage.keys import seal, unseal
from service.webhooks import repository
from service.webhooks.address import parse_target
from service.webhooks.models import Webhook, WebhookDelivery
from service.webhooks.outbox import PING
from service.webhooks.schemas import (
    DeliveryList,
    DeliveryState,
    DeliveryView,
    WebhookList,
    WebhookView,
    WebhookWithSecret,
)
from service.webhooks.signing import make_key_id, make_secret

MOST_WEBHOOKS = 10
SHOWN_DELIVERIES = 100
ROTATION = timedelta(hours=24)
"""For so long a replaced secret signs as well."""


class TooManyWebhooks(CodedError):
    code = "tooManyWebhooks"
    status = 409
    message = "Your organisation has {limit} webhooks already."
    remedy = "Switch off one that is no longer needed."


def create_webhook(work: Work, url: str) -> WebhookWithSecret:
    """A new webhook; its secret is shown in this answer only. Raises WebhookUrlRefused, TooManyWebhooks."""
    work.actor.require("organisation:manage")
    parse_target(url, work.settings)
    active = [one for one in repository.list_webhooks(work.session, work.actor) if one.disabled_at is None]
    if len(active) >= MOST_WEBHOOKS:
        raise TooManyWebhooks(limit=MOST_WEBHOOKS)
    row = Webhook(id=uuid4(), organisation_id=work.actor.organisation_id, url=url)
    secret = _give_secret(work.services, row)
    work.session.add(row)
    work.session.flush()
    record(work.session, work.actor, "createWebhook", "webhook", row.id)
    return WebhookWithSecret(**dict(view_webhook(row)), secret=secret)


def webhooks_of_company(work: Work) -> WebhookList:
    """All webhooks, those switched off as well."""
    work.actor.require("organisation:manage")
    items = [view_webhook(row) for row in repository.list_webhooks(work.session, work.actor)]
    return WebhookList(self="/v1/webhooks", items=items, total=len(items))


def webhook_view(work: Work, webhook_id: UUID) -> WebhookView:
    """One webhook. Raises ResourceNotFound."""
    return view_webhook(_own(work, webhook_id))


def rotate_secret(work: Work, webhook_id: UUID) -> WebhookWithSecret:
    """A new secret; the one before signs beside it for a day."""
    row = _own(work, webhook_id)
    row.previous_key_id, row.previous_secret = row.key_id, row.secret
    row.previous_until = now() + ROTATION
    secret = _give_secret(work.services, row)
    record(work.session, work.actor, "rotateWebhookSecret", "webhook", row.id)
    return WebhookWithSecret(**dict(view_webhook(row)), secret=secret)


def ping(work: Work, webhook_id: UUID) -> None:
    """Sends a message that tells of nothing, to try the address and the signature."""
    row = _active(work, webhook_id)
    row.not_before, row.failures = now(), 0
    work.session.add(WebhookDelivery(webhook_id=row.id, type=PING))


def disable_webhook(work: Work, webhook_id: UUID) -> None:
    """Switches a webhook off; what was not delivered stays undelivered."""
    row = _own(work, webhook_id)
    row.disabled_at = row.disabled_at or now()
    record(work.session, work.actor, "disableWebhook", "webhook", row.id)


def deliveries_of(work: Work, webhook_id: UUID) -> DeliveryList:
    """The newest messages of a webhook, and how their delivery goes."""
    rows, total = repository.list_deliveries(work.session, _own(work, webhook_id), SHOWN_DELIVERIES)
    items = [_view_delivery(row) for row in rows]
    return DeliveryList(self=f"/v1/webhooks/{webhook_id}/deliveries", items=items, total=total)


def send_again(work: Work, webhook_id: UUID, delivery_id: UUID) -> None:
    """Sends a parked message again, under the same id. Raises ResourceNotFound."""
    row = _active(work, webhook_id)
    message = work.session.get(WebhookDelivery, delivery_id, with_for_update=True)
    if message is None or message.webhook_id != row.id or message.state != "parked":
        raise ResourceNotFound
    message.state, message.attempts, message.next_attempt_at = "queued", 0, now()
    row.not_before, row.failures = now(), 0


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
        href=f"/v1/webhooks/{row.id}",
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


def _own(work: Work, webhook_id: UUID) -> Webhook:
    work.actor.require("organisation:manage")
    return repository.get_webhook(work.session, work.actor, webhook_id)


def _active(work: Work, webhook_id: UUID) -> Webhook:
    row = _own(work, webhook_id)
    if row.disabled_at is not None:
        raise ResourceNotFound
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
