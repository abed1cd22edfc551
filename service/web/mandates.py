"""The administrator's page of mandates: those that the company gave, and those that it holds."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth.dependencies import Managing
from service.context import Work
from service.db import today
from service.organisations import mandates
from service.web.render import explain, render
from service.web.untrusted import FormFields

router = APIRouter(prefix="/organisation/mandates")


@router.get("")
def show(request: Request, work: Managing) -> Response:
    """Every mandate of the company."""
    return _page(request, work)


@router.post("/grant")
def grant(request: Request, work: Managing, form: FormFields) -> Response:
    """Lets a service provider act for the company."""
    try:
        mandates.grant_mandate(work, *_entered(form))
    except CodedError as error:
        return _page(request, work, error, form)
    return _back()


@router.post("/ask")
def ask(request: Request, work: Managing, form: FormFields) -> Response:
    """A service provider asks an employer for a mandate."""
    try:
        mandates.ask_for_mandate(work, *_entered(form))
    except CodedError as error:
        return _page(request, work, error, form)
    return _back()


@router.post("/{mandate_id:uuid}/approve")
def approve(work: Managing, mandate_id: UUID) -> Response:
    """Grants what a provider asked for."""
    mandates.approve_mandate(work, mandate_id)
    return _back()


@router.post("/{mandate_id:uuid}/revoke")
def revoke(work: Managing, mandate_id: UUID) -> Response:
    """Ends or declines a mandate."""
    mandates.revoke_mandate(work, mandate_id)
    return _back()


def _back() -> Response:
    return RedirectResponse(router.prefix, 303)


def _entered(form: dict[str, str]) -> tuple[str, str, str]:
    return form.get("number", ""), form.get("from", ""), form.get("until", "")


def _page(
    request: Request,
    work: Work,
    error: CodedError | None = None,
    form: dict[str, str] | None = None,
) -> Response:
    number, first, last = _entered(form or {})
    known = mandates.list_mandates(work)
    own = work.actor.organisation_id
    return render(
        request,
        "mandates.html",
        work.actor,
        error.status if error else 200,
        given=[mandate for mandate in known if mandate.employer_id == own],
        held=[mandate for mandate in known if mandate.provider_id == own],
        is_provider=mandates.is_provider(work),
        today=today(),
        entered={"number": number, "from": first or today().isoformat(), "until": last},
        error=explain(request, work.actor, error) if error else None,
    )
