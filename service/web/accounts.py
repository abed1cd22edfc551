"""Signing in with a demonstration account, signing out, choosing a language."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import MaybeActor, SignedIn, check_origin, get_services
from service.auth.service import (
    clear_session_cookie,
    demo_accounts,
    set_session_cookie,
    sign_in_demo,
    sign_out,
)
from service.context import Services
from service.errors import ResourceNotFound
from service.languages import LANGUAGES
from service.web.i18n import COOKIE
from service.web.render import render

router = APIRouter()
YEAR = 365 * 24 * 3600


@router.get("/")
def home(actor: MaybeActor) -> Response:
    """To where the visitor's work is."""
    if actor is None:
        return RedirectResponse("/sign-in", 303)
    if actor.may("audit:read"):
        return RedirectResponse("/audit", 303)
    return RedirectResponse("/reviews" if actor.reviews else "/requests", 303)


@router.get("/sign-in")
def show_sign_in(
    request: Request,
    actor: MaybeActor,
    services: Annotated[Services, Depends(get_services)],
    next: str = "/",
) -> Response:
    """The accounts to choose from."""
    return render(request, "sign_in.html", actor, accounts=demo_accounts(services), next=_own_path(next))


@router.post("/sign-in")
def sign_in(
    request: Request,
    services: Annotated[Services, Depends(get_services)],
    account: Annotated[UUID, Form()],
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Opens a session and goes on to where the visitor was heading."""
    check_origin(request)
    response = RedirectResponse(_own_path(next), 303)
    set_session_cookie(response, services, sign_in_demo(services, account))
    return response


@router.post("/sign-out")
def leave(work: SignedIn) -> Response:
    """Ends the session."""
    sign_out(work)
    response = RedirectResponse("/sign-in", 303)
    clear_session_cookie(response)
    return response


@router.get("/language/{code}")
def choose(code: str, next: str = "/") -> Response:
    """Remembers a language in a cookie."""
    if code not in LANGUAGES:
        raise ResourceNotFound
    response = RedirectResponse(_own_path(next), 303)
    response.set_cookie(COOKIE, code, max_age=YEAR, samesite="lax", httponly=True)
    return response


def _own_path(untrusted_path: str) -> str:
    """The path if it is one of ours, else the start: nobody is led to another site."""
    path = untrusted_path if untrusted_path.isprintable() else "/"
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
