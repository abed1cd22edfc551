"""What happened to a request, written down for its company's webhooks in the same transaction."""

from typing import Any
from uuid import UUID

from sqlalchemy import String, func, insert, literal, select
from sqlalchemy.orm import Session

from service.db import CLOCK
from service.trace import current_trace
from service.webhooks.models import Webhook, WebhookDelivery

STATE_CHANGED, PING = "request.stateChanged", "ping"


def announce(
    session: Session,
    organisation_id: UUID,
    request_id: UUID,
    from_state: str,
    to_state: str,
    code: str | None,
) -> None:
    """One message for each webhook of the company; none where it has no webhook.

    Changes of one request are made under a lock on it, so that their messages are numbered in their order.
    """
    values = {
        "id": func.gen_random_uuid(),
        "webhook_id": Webhook.id,
        "type": literal(STATE_CHANGED),
        "request_id": literal(request_id),
        "from_state": literal(from_state),
        "to_state": literal(to_state),
        "code": literal(code),
        "occurred_at": CLOCK,
        "state": literal("queued"),
        "attempts": literal(0),
        "next_attempt_at": CLOCK,
        "trace_id": literal(current_trace(), String),
    }
    chosen: Any = select(*(value.label(name) for name, value in values.items())).where(
        Webhook.organisation_id == organisation_id, Webhook.disabled_at.is_(None)
    )
    with session.no_autoflush:
        session.execute(insert(WebhookDelivery).from_select([*values], chosen, include_defaults=False))
