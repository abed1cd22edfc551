"""`/v1/webhooks`, for a company's administrators and their software."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Response

from service.api.collections import PAGE_SIZE, PageNumber, PageSize, page_links
from service.api.route import api_router
from service.auth.dependencies import ManagingWebhooks
from service.webhooks import service
from service.webhooks.resources import (
    DeliveryCollection,
    DeliveryResource,
    WebhookCollection,
    WebhookResource,
    WebhookWanted,
    WebhookWithSecret,
)
from service.webhooks.schemas import DeliveryView, WebhookView

router = api_router("/webhooks", "webhooks")
PATH, ONE = "/v1/webhooks", "/{webhookId:uuid}"
DELIVERIES = ONE + "/deliveries"
DELIVERY = DELIVERIES + "/{deliveryId:uuid}"
WebhookId = Annotated[UUID, Path(alias="webhookId")]
DeliveryId = Annotated[UUID, Path(alias="deliveryId")]


@router.post("", status_code=201, summary="Make a webhook")
def create_webhook(work: ManagingWebhooks, response: Response, body: WebhookWanted) -> WebhookWithSecret:
    """The secret is shown in this answer only."""
    made = service.create_webhook(work, body.url)
    response.headers["Location"] = _href(made.id)
    return WebhookWithSecret(href=_href(made.id), **dict(made))


@router.get("", summary="The company's webhooks, page by page")
def list_webhooks(
    work: ManagingWebhooks, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE
) -> WebhookCollection:
    """Oldest first, those switched off as well; without secrets."""
    found, total = service.webhooks_of_company(work, page, page_size)
    links = page_links(PATH, total, page, page_size, {})
    return WebhookCollection.model_validate({**links, "items": [_resource(view) for view in found]})


@router.get(ONE, summary="One webhook")
def get_webhook(work: ManagingWebhooks, webhook_id: WebhookId) -> WebhookResource:
    """Without its secret."""
    return _resource(service.webhook_view(work, webhook_id))


@router.post(ONE + "/rotateSecret", summary="Replace the secret of a webhook")
def rotate_webhook_secret(work: ManagingWebhooks, webhook_id: WebhookId) -> WebhookWithSecret:
    """The new secret is shown in this answer only; for a day the old one signs as well."""
    return WebhookWithSecret(href=_href(webhook_id), **dict(service.rotate_secret(work, webhook_id)))


@router.post(ONE + "/ping", status_code=202, summary="Send a message that tells of nothing")
def ping_webhook(work: ManagingWebhooks, response: Response, webhook_id: WebhookId) -> DeliveryResource:
    """To try the address and the signature. `Location` tells how its delivery goes."""
    return _accepted(response, webhook_id, service.ping(work, webhook_id))


@router.post(ONE + "/disable", summary="Switch a webhook off")
def disable_webhook(work: ManagingWebhooks, webhook_id: WebhookId) -> WebhookResource:
    """For good: it stays in the list, and what was not delivered stays undelivered."""
    return _resource(service.disable_webhook(work, webhook_id))


@router.get(DELIVERIES, summary="The messages of a webhook, page by page")
def list_deliveries(
    work: ManagingWebhooks, webhook_id: WebhookId, page: PageNumber = 1, page_size: PageSize = PAGE_SIZE
) -> DeliveryCollection:
    """Newest first, each with how its delivery goes."""
    found, total = service.deliveries_of(work, webhook_id, page, page_size)
    links = page_links(f"{_href(webhook_id)}/deliveries", total, page, page_size, {})
    return DeliveryCollection.model_validate(
        {**links, "items": [_delivery(webhook_id, view) for view in found]}
    )


@router.get(DELIVERY, summary="One message of a webhook")
def get_delivery(work: ManagingWebhooks, webhook_id: WebhookId, delivery_id: DeliveryId) -> DeliveryResource:
    """What it told, and how its delivery goes."""
    return _delivery(webhook_id, service.delivery_view(work, webhook_id, delivery_id))


@router.post(DELIVERY + "/sendAgain", status_code=202, summary="Send a parked message again")
def send_delivery_again(
    work: ManagingWebhooks, response: Response, webhook_id: WebhookId, delivery_id: DeliveryId
) -> DeliveryResource:
    """Under the same id, so that a receiver that had it after all knows it."""
    return _accepted(response, webhook_id, service.send_again(work, webhook_id, delivery_id))


def _href(webhook_id: UUID) -> str:
    return f"{PATH}/{webhook_id}"


def _resource(view: WebhookView) -> WebhookResource:
    return WebhookResource(href=_href(view.id), **dict(view))


def _delivery(webhook_id: UUID, view: DeliveryView) -> DeliveryResource:
    return DeliveryResource(
        href=f"{_href(webhook_id)}/deliveries/{view.id}",
        request_href=f"/v1/requests/{view.request_id}" if view.request_id else None,
        **dict(view),
    )


def _accepted(response: Response, webhook_id: UUID, view: DeliveryView) -> DeliveryResource:
    made = _delivery(webhook_id, view)
    response.headers["Location"] = made.href
    return made
