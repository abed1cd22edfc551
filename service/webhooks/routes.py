"""`/v1/webhooks`, for a company's administrators and their software."""

from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from service.auth.dependencies import Managing
from service.schemas import Model
from service.webhooks import service
from service.webhooks.schemas import (
    DeliveryList,
    WebhookCreate,
    WebhookList,
    WebhookView,
    WebhookWithSecret,
)

router = APIRouter(prefix="/v1/webhooks", tags=["webhooks"])


@router.post(
    "",
    status_code=201,
    response_model=WebhookWithSecret,
    summary="Make a webhook; the secret is shown in this answer only",
)
def create(work: Managing, body: WebhookCreate) -> Response:
    """201 with `Location`."""
    made = service.create_webhook(work, body.url)
    return JSONResponse(made.to_dict(), 201, {"Location": made.href})


@router.get("", response_model=WebhookList, summary="The company's webhooks")
def list_all(work: Managing) -> Response:
    """Without secrets."""
    return _answer(service.webhooks_of_company(work))


@router.get("/{webhook_id}", response_model=WebhookView, summary="One webhook")
def show(work: Managing, webhook_id: UUID) -> Response:
    """Without its secret."""
    return _answer(service.webhook_view(work, webhook_id))


@router.post(
    "/{webhook_id}/rotateSecret",
    response_model=WebhookWithSecret,
    summary="A new secret; the old one signs as well for a day",
)
def rotate(work: Managing, webhook_id: UUID) -> Response:
    """The secret is shown in this answer only."""
    return _answer(service.rotate_secret(work, webhook_id))


@router.post("/{webhook_id}/ping", status_code=202, summary="Send a message that tells of nothing")
def ping(work: Managing, webhook_id: UUID) -> Response:
    """202; the message appears among the deliveries."""
    service.ping(work, webhook_id)
    return Response(status_code=202)


@router.post("/{webhook_id}/disable", status_code=204, summary="Switch a webhook off")
def disable(work: Managing, webhook_id: UUID) -> Response:
    """It stays in the list, and cannot be switched on again."""
    service.disable_webhook(work, webhook_id)
    return Response(status_code=204)


@router.get(
    "/{webhook_id}/deliveries",
    response_model=DeliveryList,
    summary="The newest hundred messages, and how their delivery goes",
)
def deliveries(work: Managing, webhook_id: UUID) -> Response:
    """Newest first; `total` counts all."""
    return _answer(service.deliveries_of(work, webhook_id))


@router.post(
    "/{webhook_id}/deliveries/{delivery_id}/sendAgain", status_code=202, summary="Send a parked message again"
)
def send_again(work: Managing, webhook_id: UUID, delivery_id: UUID) -> Response:
    """202; 404 for a message that is not parked."""
    service.send_again(work, webhook_id, delivery_id)
    return Response(status_code=202)


def _answer(view: Model) -> Response:
    return JSONResponse(view.to_dict())
