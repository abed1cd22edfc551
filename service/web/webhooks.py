"""The administrator's page of webhooks: addresses of the company's software, and what they were told."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth.dependencies import ManagingWebhooks
from service.context import Work
from service.web.render import explain, render
from service.webhooks import service
from service.webhooks.schemas import SecretShown

router = APIRouter(prefix="/organisation/webhooks")
ALL, PAGE_SIZE, LAST_PAGE = 100, 20, 100_000


@router.get("")
def show(request: Request, work: ManagingWebhooks) -> Response:
    """Every webhook of the company, without its secret."""
    return _list_page(request, work)


@router.post("")
def make(request: Request, work: ManagingWebhooks, url: Annotated[str, Form()] = "") -> Response:
    """Makes a webhook and shows its secret: this page is the only one that does, but for a rotation."""
    try:
        made = service.create_webhook(work, url.strip())
    except CodedError as error:
        return _list_page(request, work, error=error, url=url)
    return _one_page(request, work, made.id, made=made)


@router.get("/{webhook_id:uuid}")
def show_one(request: Request, work: ManagingWebhooks, webhook_id: UUID, page: int = 1) -> Response:
    """One webhook and its messages, newest first."""
    return _one_page(request, work, webhook_id, page=min(max(page, 1), LAST_PAGE))


@router.post("/{webhook_id:uuid}/rotate")
def rotate(request: Request, work: ManagingWebhooks, webhook_id: UUID) -> Response:
    """Replaces the secret and shows the new one."""
    return _one_page(request, work, webhook_id, made=service.rotate_secret(work, webhook_id))


@router.post("/{webhook_id:uuid}/ping")
def ping(work: ManagingWebhooks, webhook_id: UUID) -> Response:
    """Sends a message that tells of nothing."""
    service.ping(work, webhook_id)
    return _back(webhook_id)


@router.post("/{webhook_id:uuid}/disable")
def disable(work: ManagingWebhooks, webhook_id: UUID) -> Response:
    """Switches it off for good."""
    service.disable_webhook(work, webhook_id)
    return _back(webhook_id)


@router.post("/{webhook_id:uuid}/deliveries/{delivery_id:uuid}/again")
def send_again(work: ManagingWebhooks, webhook_id: UUID, delivery_id: UUID) -> Response:
    """Sends a message again that was given up."""
    service.send_again(work, webhook_id, delivery_id)
    return _back(webhook_id)


def _back(webhook_id: UUID) -> Response:
    return RedirectResponse(f"{router.prefix}/{webhook_id}", 303)


def _list_page(request: Request, work: Work, *, error: CodedError | None = None, url: str = "") -> Response:
    return render(
        request,
        "webhooks.html",
        work.actor,
        error.status if error else 200,
        webhooks=service.webhooks_of_company(work, 1, ALL)[0],
        url=url,
        error=explain(request, work.actor, error) if error else None,
    )


def _one_page(
    request: Request, work: Work, webhook_id: UUID, *, page: int = 1, made: SecretShown | None = None
) -> Response:
    deliveries, total = service.deliveries_of(work, webhook_id, page, PAGE_SIZE)
    return render(
        request,
        "webhook.html",
        work.actor,
        webhook=service.webhook_view(work, webhook_id),
        deliveries=deliveries,
        page=page,
        pages=max(1, -(-total // PAGE_SIZE)),
        made=made,
    )
