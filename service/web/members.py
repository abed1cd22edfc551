"""The administrator's page of people: who may act for the company, who asks to, and who is invited."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from models.errors import CodedError
from service.auth.dependencies import Managing
from service.context import Work
from service.organisations import members
from service.requests.repository import count_by_requester
from service.web.render import explain, render

router = APIRouter(prefix="/organisation/users")


@router.get("")
def show(request: Request, work: Managing) -> Response:
    """Everybody of the company."""
    return _page(request, work)


@router.post("/invite")
def invite(
    request: Request,
    work: Managing,
    email: Annotated[str, Form()] = "",
    role: Annotated[str, Form()] = "",
) -> Response:
    """Expects a person by e-mail address."""
    try:
        members.invite(work, email, role)
    except CodedError as error:
        return _page(request, work, error, email)
    return _back()


@router.post("/invitations/{invitation_id:uuid}/withdraw")
def withdraw(work: Managing, invitation_id: UUID) -> Response:
    """Takes an invitation back."""
    members.withdraw_invitation(work, invitation_id)
    return _back()


@router.post("/{access_id:uuid}/approve")
def approve(work: Managing, access_id: UUID) -> Response:
    """Grants what somebody asked for."""
    members.approve_access(work, access_id)
    return _back()


@router.post("/{access_id:uuid}/role")
def change_role(work: Managing, access_id: UUID, role: Annotated[str, Form()] = "") -> Response:
    """Gives another role."""
    members.change_role(work, access_id, role)
    return _back()


@router.post("/{access_id:uuid}/revoke")
def revoke(work: Managing, access_id: UUID) -> Response:
    """Ends an access, or declines what was asked for."""
    members.revoke_access(work, access_id)
    return _back()


def _back() -> Response:
    return RedirectResponse(router.prefix, 303)


def _page(request: Request, work: Work, error: CodedError | None = None, email: str = "") -> Response:
    return render(
        request,
        "users.html",
        work.actor,
        error.status if error else 200,
        members=members.list_members(work),
        requests=count_by_requester(work.session, work.actor),
        invitations=members.list_invitations(work),
        roles=members.assignable_roles(work),
        email=email,
        error=explain(request, work.actor, error) if error else None,
    )
