"""Signing in and out, tokens, and finding the actor behind a call."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import cast
from uuid import UUID

from fastapi import Response
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.errors import CodedError
from service import errors
from service.auth.models import ApiToken, SignInSession
from service.auth.permissions import Role
from service.context import Actor, Services, Work
from service.db import now, transaction
from service.organisations.models import Account, Language

COOKIE = "belgianidpro_session"
TOKEN_PREFIX = "bip_"  # noqa: S105 - lets secret scanners recognise our tokens
DEMO_PREFIX = "bip_demo_"
DEMO_TOKEN_FILE = "demo-api-token"  # noqa: S105 - a file's name


class DemoModeOnly(CodedError):
    code = "demoModeOnly"
    status = 403
    message = "Signing in without a password works in the demonstration only."
    remedy = "Sign in with your own account."


@dataclass(frozen=True)
class DemoAccount:
    """An account to choose on the demonstration's sign-in page."""

    id: UUID
    display_name: str
    email: str
    role: Role
    organisation_name: str
    language: Language


def demo_accounts(services: Services) -> list[DemoAccount]:
    """The accounts to choose from; empty outside demonstration mode."""
    if not services.settings.demo:
        return []
    with transaction(services.engine) as session:
        accounts = session.scalars(select(Account).order_by(Account.created_at, Account.email))
        return [
            DemoAccount(
                account.id,
                account.display_name,
                account.email,
                cast(Role, account.role),
                account.organisation.name,
                cast(Language, account.language),
            )
            for account in accounts
        ]


def sign_in_demo(services: Services, account_id: UUID) -> str:
    """Opens a session for an account without a password. Returns the cookie's value. Raises DemoModeOnly."""
    if not services.settings.demo:
        raise DemoModeOnly
    with transaction(services.engine) as session:
        if session.get(Account, account_id) is None:
            raise errors.ResourceNotFound
        return _open_session(services, session, account_id)


def sign_out(work: Work) -> None:
    """Ends the session of this call."""
    work.session.execute(delete(SignInSession).where(SignInSession.id == work.actor.session_id))


def set_session_cookie(response: Response, services: Services, value: str) -> None:
    """Puts the session into the browser: not readable by scripts, not sent by other sites' forms."""
    response.set_cookie(
        COOKIE,
        value,
        max_age=services.settings.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=not services.settings.demo,
        path="/",
    )


def clear_session_cookie(response: Response) -> None:
    """Takes the session out of the browser."""
    response.delete_cookie(COOKIE, path="/")


def csrf_token(services: Services, actor: Actor) -> str:
    """The token that forms of this session carry: an HMAC of the session's id."""
    message = str(actor.session_id).encode()
    return hmac.new(services.vault.keys.derive("csrf"), message, hashlib.sha256).hexdigest()


def check_csrf(services: Services, actor: Actor, untrusted_token: str | None) -> None:
    """Raises CsrfRefused unless the token is this session's."""
    if not hmac.compare_digest((untrusted_token or "").encode(), csrf_token(services, actor).encode()):
        raise errors.CsrfRefused


def actor_of_cookie(services: Services, session: Session, untrusted_cookie: str) -> Actor:
    """The actor of a session cookie. Raises SignInNeeded, ExpiredAccessToken."""
    try:
        secret = str(_signer(services).loads(untrusted_cookie))
    except BadSignature:
        raise errors.SignInNeeded from None
    row = session.scalar(select(SignInSession).where(SignInSession.digest == _digest(secret)))
    if row is None:
        raise errors.SignInNeeded
    if row.expires_at <= now():
        raise errors.ExpiredAccessToken
    return _actor(session, row.account_id, row.id)


def actor_of_token(services: Services, session: Session, untrusted_token: str) -> Actor:
    """The actor of a bearer token. Raises InvalidAccessToken, ExpiredAccessToken."""
    if untrusted_token.startswith(DEMO_PREFIX) and not services.settings.demo:
        raise errors.InvalidAccessToken
    row = session.scalar(select(ApiToken).where(ApiToken.digest == _digest(untrusted_token)))
    if row is None or row.revoked_at is not None:
        raise errors.InvalidAccessToken
    if row.expires_at is not None and row.expires_at <= now():
        raise errors.ExpiredAccessToken
    return _actor(session, row.account_id, None)


def actor_of_account(session: Session, account_id: UUID) -> Actor:
    """Who acts when the machine goes on with what an account began."""
    return _actor(session, account_id, None)


def create_token(session: Session, account_id: UUID, label: str, prefix: str = TOKEN_PREFIX) -> str:
    """A new bearer token; it is shown once and kept as a digest only."""
    token = prefix + secrets.token_urlsafe(32)
    session.add(ApiToken(account_id=account_id, digest=_digest(token), label=label))
    return token


def demo_api_token(services: Services) -> str | None:
    """The demonstration's API token, absent outside demonstration mode."""
    path = services.settings.keys_dir / DEMO_TOKEN_FILE
    return path.read_text() if services.settings.demo and path.is_file() else None


def _open_session(services: Services, session: Session, account_id: UUID) -> str:
    secret = secrets.token_urlsafe(32)
    expires = now() + timedelta(hours=services.settings.session_hours)
    session.add(SignInSession(account_id=account_id, digest=_digest(secret), expires_at=expires))
    return str(_signer(services).dumps(secret))


def _signer(services: Services) -> URLSafeSerializer:
    """Sessions that were opened without a password end with the demonstration."""
    purpose = "demonstration session" if services.settings.demo else "session"
    return URLSafeSerializer(services.vault.keys.derive(purpose))


def _digest(secret: str) -> bytes:
    """A plain hash is enough: the secret has 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()


def _actor(session: Session, account_id: UUID, session_id: UUID | None) -> Actor:
    account = session.get_one(Account, account_id)
    return Actor(
        account_id=account.id,
        organisation_id=account.organisation_id,
        organisation_name=account.organisation.name,
        display_name=account.display_name,
        email=account.email,
        role=cast(Role, account.role),
        language=cast(Language, account.language),
        session_id=session_id,
    )
