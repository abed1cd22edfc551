"""The administrator's page of API tokens for the company's programs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth import tokens
from service.auth.dependencies import Managing
from service.context import Work
from service.web.render import explain, render
from service.web.untrusted import read_id

router = APIRouter(prefix="/organisation/tokens")
USUAL_DAYS = "180"


@router.get("")
def show(request: Request, work: Managing) -> Response:
    """Every token of the company, without its secret."""
    return _page(request, work)


@router.post("")
def make(
    request: Request,
    work: Managing,
    label: Annotated[str, Form()] = "",
    days: Annotated[str, Form()] = "",
    mandate: Annotated[str, Form()] = "",
) -> Response:
    """Makes a token and shows it: this page is the only one that ever does."""
    try:
        made = tokens.make_token(work, label, days, read_id(mandate))
    except CodedError as error:
        return _page(request, work, error=error, label=label, days=days)
    return _page(request, work, made=made)


@router.post("/{token_id:uuid}/revoke")
def revoke(work: Managing, token_id: UUID) -> Response:
    """Ends a token."""
    tokens.revoke_token(work, token_id)
    return RedirectResponse(router.prefix, 303)


def _page(
    request: Request,
    work: Work,
    *,
    made: str = "",
    error: CodedError | None = None,
    label: str = "",
    days: str = USUAL_DAYS,
) -> Response:
    return render(
        request,
        "tokens.html",
        work.actor,
        error.status if error else 200,
        tokens=tokens.list_tokens(work),
        mandates=tokens.held_mandates(work),
        made=made,
        label=label,
        days=days,
        error=explain(request, work.actor, error) if error else None,
    )
