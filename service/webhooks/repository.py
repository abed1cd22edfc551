"""Queries on webhooks, narrowed to the actor's company, and the messages that are due."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from service.context import Actor
from service.errors import ResourceNotFound
from service.visibility import visible_webhooks
from service.webhooks.models import Webhook, WebhookDelivery


def get_webhook(session: Session, actor: Actor, webhook_id: UUID, *, lock: bool = False) -> Webhook:
    """One webhook, locked for a change if asked. Raises ResourceNotFound.

    The lock lets others write messages to the webhook meanwhile: a request never waits for it.
    """
    query = select(Webhook).where(visible_webhooks(actor), Webhook.id == webhook_id)
    found = session.scalar(query.with_for_update(key_share=True) if lock else query)
    if found is None:
        raise ResourceNotFound
    return found


def list_webhooks(session: Session, actor: Actor, page: int, page_size: int) -> tuple[list[Webhook], int]:
    """A page of the company's webhooks, oldest first, and how many there are."""
    query = select(Webhook).where(visible_webhooks(actor)).order_by(Webhook.created_at, Webhook.id)
    total = session.scalar(select(func.count()).select_from(Webhook).where(visible_webhooks(actor)))
    return [*session.scalars(query.limit(page_size).offset((page - 1) * page_size))], total or 0


def count_active(session: Session, actor: Actor) -> int:
    """How many webhooks of the company are not switched off."""
    query = select(func.count()).where(visible_webhooks(actor), Webhook.disabled_at.is_(None))
    return session.scalar(query) or 0


def list_deliveries(
    session: Session, webhook: Webhook, page: int, page_size: int
) -> tuple[list[WebhookDelivery], int]:
    """A page of a webhook's messages, newest first, and how many there are."""
    of_webhook = WebhookDelivery.webhook_id == webhook.id
    query = select(WebhookDelivery).where(of_webhook).order_by(WebhookDelivery.sequence.desc())
    total = session.scalar(select(func.count()).select_from(WebhookDelivery).where(of_webhook))
    return [*session.scalars(query.limit(page_size).offset((page - 1) * page_size))], total or 0


def get_delivery(
    session: Session, webhook: Webhook, delivery_id: UUID, *, lock: bool = False
) -> WebhookDelivery:
    """One message of a webhook, locked for a change if asked. Raises ResourceNotFound."""
    query = select(WebhookDelivery).where(
        WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.id == delivery_id
    )
    found = session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise ResourceNotFound
    return found


def find_due(moment: datetime, limit: int) -> Select[WebhookDelivery, Webhook]:
    """Messages to send now, one for each webhook, locked: of each request the first that is not delivered."""
    message, earlier = WebhookDelivery, aliased(WebhookDelivery)
    waits_for_another = exists().where(
        earlier.webhook_id == message.webhook_id,
        earlier.request_id == message.request_id,
        earlier.state == "queued",
        earlier.sequence < message.sequence,
    )
    first = (
        select(message.id)
        .ext(distinct_on(message.webhook_id))
        .join(Webhook, Webhook.id == message.webhook_id)
        .where(
            message.state == "queued",
            message.next_attempt_at <= moment,
            Webhook.disabled_at.is_(None),
            Webhook.not_before <= moment,
            ~waits_for_another,
        )
        .order_by(message.webhook_id, message.attempts, message.sequence)
        .limit(limit)
    )
    query = select(message, Webhook).join(Webhook, Webhook.id == message.webhook_id)
    return query.where(message.id.in_(first)).with_for_update(of=message, skip_locked=True)
