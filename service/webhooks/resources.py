"""Webhooks and their messages as the API takes and gives them."""

from typing import Annotated

from pydantic import Field

from service.api.collections import PagedCollection
from service.schemas import Model
from service.webhooks.address import MAX_URL
from service.webhooks.schemas import DeliveryView, SecretShown, WebhookView


class WebhookWanted(Model):
    """What a new webhook needs."""

    url: Annotated[str, Field(max_length=MAX_URL, description="An https address on a public host.")]


class WebhookResource(WebhookView):
    """A webhook with its own address."""

    href: str


class WebhookWithSecret(SecretShown):
    """The only answers that show the secret: to the making of a webhook, and to its rotation."""

    href: str


class WebhookCollection(PagedCollection):
    """A page of the company's webhooks, oldest first."""

    items: list[WebhookResource]


class DeliveryResource(DeliveryView):
    """A message with its own address, and that of the request it tells of."""

    href: str
    request_href: str | None = None


class DeliveryCollection(PagedCollection):
    """A page of a webhook's messages, newest first."""

    items: list[DeliveryResource]
