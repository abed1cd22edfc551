"""To the identity provider and back."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from itsdangerous import BadSignature, URLSafeTimedSerializer

from service.auth.cookies import clear_cookie, read_cookie, set_cookie
from service.auth.dependencies import get_services
from service.auth.oidc.accounts import find_account
from service.auth.oidc.claims import read_claims
from service.auth.oidc.errors import LoginNotStarted
from service.auth.oidc.provider import Attempt, Provider
from service.auth.service import drop_session, open_session, session_cookie, set_session_cookie
from service.context import Services
from service.db import transaction
from service.errors import ResourceNotFound
from service.web.i18n import choose_language
from service.web.paths import own_path

router = APIRouter(prefix="/sign-in")
ATTEMPT = "belgianidpro_sign_in"
ATTEMPT_SECONDS = 600
"""How long a person may stay at the provider."""
Parts = Annotated[Services, Depends(get_services)]


@router.get("/start")
def start(request: Request, services: Parts, next: str = "/") -> Response:
    """Sends the browser to the provider; what must come back with it is kept in a cookie."""
    url, attempt = _provider(services).begin(own_path(next), choose_language(request, None))
    response = RedirectResponse(url, 303)
    kept = _signer(services).dumps(asdict(attempt))
    set_cookie(response, services.settings, ATTEMPT, kept, ATTEMPT_SECONDS)
    return response


@router.get("/callback")
def come_back(request: Request, services: Parts) -> Response:
    """Opens a session for whom the provider names, and ends the one that this browser had."""
    provider = _provider(services)
    attempt = _read_attempt(services, read_cookie(services.settings, request.cookies, ATTEMPT))
    claims = provider.finish(attempt, request.query_params)
    with transaction(services.engine) as session:
        account = find_account(services, session, read_claims(provider.settings, claims))
        drop_session(services, session, session_cookie(services, request.cookies))
        cookie = open_session(services, session, account.id)
    response = RedirectResponse(attempt.next_path, 303)
    set_session_cookie(response, services, cookie)
    clear_cookie(response, services.settings, ATTEMPT)
    return response


def _provider(services: Services) -> Provider:
    if services.provider is None:
        raise ResourceNotFound
    return services.provider


def _read_attempt(services: Services, untrusted_cookie: str | None) -> Attempt:
    try:
        return Attempt(**_signer(services).loads(untrusted_cookie or "", max_age=ATTEMPT_SECONDS))
    except BadSignature:
        raise LoginNotStarted from None


def _signer(services: Services) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(services.vault.keys.derive("sign-in attempt"))
