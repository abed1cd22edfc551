"""Webhooks as their company sees them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from service.schemas import Model

DeliveryState = Literal["queued", "delivered", "parked"]


class WebhookView(Model):
    """A webhook without its secret. `key_ids` are those that messages are signed with now."""

    id: UUID
    url: str
    key_ids: list[str]
    created_at: datetime
    is_disabled: bool


class SecretShown(WebhookView):
    """A webhook with its new secret, which is shown once."""

    secret: str


class DeliveryView(Model):
    """A message: what it told, and how its delivery goes. Parked ones are sent again on demand only."""

    id: UUID
    type: str
    request_id: UUID | None = None
    from_state: str | None = None
    to_state: str | None = None
    code: str | None = None
    occurred_at: datetime
    state: DeliveryState
    attempts: int
    next_attempt_at: datetime | None = None
    last_status: int | None = None
    last_error: str | None = None
    delivered_at: datetime | None = None
