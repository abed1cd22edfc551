"""Signing in with a demonstration account, signing out, choosing a language."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import RedirectResponse

from service.auth.dependencies import MaybeUser, SignedIn, get_services
from service.auth.oidc.errors import ProviderUnavailable
from service.auth.origin import check_origin, is_from_elsewhere
from service.auth.service import (
    clear_session_cookie,
    demo_accounts,
    session_cookie,
    set_session_cookie,
    sign_in_demo,
    sign_out,
)
from service.context import Services
from service.errors import ResourceNotFound
from service.languages import LANGUAGES
from service.web.i18n import COOKIE
from service.web.paths import own_path
from service.web.render import render

router = APIRouter()
YEAR = 365 * 24 * 3600


@router.get("/")
def home(user: MaybeUser) -> Response:
    """To where the visitor's work is; whoever has none here yet chooses or sees for whom they may act."""
    if user is None:
        return RedirectResponse("/sign-in", 303)
    if user.reviews:
        return RedirectResponse("/reviews", 303)
    if user.may("audit:read"):
        return RedirectResponse("/audit", 303)
    if user.may("statistics:read"):
        return RedirectResponse("/statistics", 303)
    return RedirectResponse("/requests" if user.may("request:read") else "/organisations", 303)


@router.get("/sign-in")
def show_sign_in(
    request: Request,
    user: MaybeUser,
    services: Annotated[Services, Depends(get_services)],
    next: str = "/",
) -> Response:
    """The way to the identity provider, and in the demonstration accounts to choose from."""
    return render(
        request,
        "sign_in.html",
        user,
        accounts=demo_accounts(services),
        provider=services.provider is not None,
        next=own_path(next),
    )


@router.post("/sign-in")
def sign_in(
    request: Request,
    services: Annotated[Services, Depends(get_services)],
    account: Annotated[UUID, Form()],
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Opens a session and goes on to where the visitor was heading."""
    check_origin(request, services.settings)
    response = RedirectResponse(own_path(next), 303)
    earlier = session_cookie(services, request.cookies)
    set_session_cookie(response, services, sign_in_demo(services, account, earlier))
    return response


@router.post("/sign-out")
def leave(request: Request, work: SignedIn) -> Response:
    """Ends the session, and leads on to where the provider's own can be ended.

    That is a page and no redirection: our policy lets forms lead nowhere else (CSP's form-action).
    """
    sign_out(work)
    onward = _logout_url(work.services)
    response = (
        render(request, "signed_out.html", None, onward=onward)
        if onward
        else RedirectResponse("/sign-in", 303)
    )
    clear_session_cookie(response, work.services)
    return response


@router.get("/language/{code}")
def choose(
    request: Request, services: Annotated[Services, Depends(get_services)], code: str, next: str = "/"
) -> Response:
    """Remembers a language in a cookie, for who asks for it on a page of ours."""
    if code not in LANGUAGES:
        raise ResourceNotFound
    response = RedirectResponse(own_path(next), 303)
    if not is_from_elsewhere(request, services.settings):
        secure = services.settings.is_secure
        response.set_cookie(COOKIE, code, max_age=YEAR, samesite="lax", httponly=True, secure=secure)
    return response


def _logout_url(services: Services) -> str | None:
    """Nobody stays signed in here because the provider is away."""
    if services.provider is None:
        return None
    try:
        return services.provider.logout_url()
    except ProviderUnavailable:
        return None
