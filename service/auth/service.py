"""Signing in and out, tokens, and finding the actor behind a call."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from fastapi import Response
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models.errors import CodedError
from service import errors
from service.auth.acting import find_actor, make_user, only_way
from service.auth.cookies import clear_cookie, read_cookie, set_cookie
from service.auth.models import ApiToken, SignInSession
from service.auth.permissions import Role
from service.context import Actor, Services, User, UserWork
from service.db import now, transaction
from service.organisations.models import Access, Account, Language

COOKIE = "belgianidpro_session"
SEEN_EVERY = timedelta(minutes=1)
"""So often a session's use is written down."""
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
        accesses = session.scalars(
            select(Access)
            .join(Access.account)
            .where(Access.holding())
            .order_by(Account.created_at, Account.email)
        )
        return [
            DemoAccount(
                access.account_id,
                access.account.display_name,
                access.account.email,
                cast(Role, access.role),
                access.organisation.name,
                cast(Language, access.account.language),
            )
            for access in accesses
        ]


def sign_in_demo(services: Services, account_id: UUID, earlier_cookie: str | None = None) -> str:
    """Opens a session for an account without a password, and ends the one that the browser had before.

    Returns the cookie's value. Raises DemoModeOnly, ResourceNotFound.
    """
    if not services.settings.demo:
        raise DemoModeOnly
    with transaction(services.engine) as session:
        if session.get(Account, account_id) is None:
            raise errors.ResourceNotFound
        drop_session(services, session, earlier_cookie)
        return open_session(services, session, account_id)


def open_session(services: Services, session: Session, account_id: UUID) -> str:
    """A new session under a new secret, acting for the person's only organisation. Returns the cookie."""
    secret = secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            account_id=account_id,
            access_id=only_way(session, account_id),
            digest=_digest(secret),
            expires_at=now() + timedelta(hours=services.settings.session_hours),
        )
    )
    return str(_signer(services).dumps(secret))


def sign_out(work: UserWork) -> None:
    """Ends the session of this call."""
    work.session.execute(delete(SignInSession).where(SignInSession.id == work.user.session_id))


def extend_session(work: UserWork) -> datetime:
    """Gives the session of this call its hours anew, but none past its longest. Returns when it ends."""
    row = work.session.get_one(SignInSession, work.user.session_id)
    settings = work.services.settings
    longest = row.created_at + timedelta(hours=settings.session_longest_hours)
    row.expires_at = max(row.expires_at, min(now() + timedelta(hours=settings.session_hours), longest))
    return _end_of(work.services, row)


def drop_session(services: Services, session: Session, untrusted_cookie: str | None) -> None:
    """Ends the session that the browser had before it signed in again, if it had one."""
    try:
        secret = str(_signer(services).loads(untrusted_cookie or ""))
    except BadSignature:
        return
    session.execute(delete(SignInSession).where(SignInSession.digest == _digest(secret)))


def set_session_cookie(response: Response, services: Services, value: str) -> None:
    """Puts the session into the browser."""
    set_cookie(response, services.settings, COOKIE, value, services.settings.session_hours * 3600)


def clear_session_cookie(response: Response, services: Services) -> None:
    """Takes the session out of the browser."""
    clear_cookie(response, services.settings, COOKIE)


def session_cookie(services: Services, cookies: Mapping[str, str]) -> str | None:
    """The untrusted cookie that a browser sent for its session."""
    return read_cookie(services.settings, cookies, COOKIE)


def csrf_token(services: Services, user: User) -> str:
    """The token that forms of this session carry: an HMAC of the session's id."""
    message = str(user.session_id).encode()
    return hmac.new(services.vault.keys.derive("csrf"), message, hashlib.sha256).hexdigest()


def check_csrf(services: Services, user: User, untrusted_token: str | None) -> None:
    """Raises CsrfRefused unless the token is this session's."""
    if not hmac.compare_digest((untrusted_token or "").encode(), csrf_token(services, user).encode()):
        raise errors.CsrfRefused


def user_of_cookie(services: Services, session: Session, untrusted_cookie: str) -> User:
    """The person of a session cookie, as an actor where an organisation is chosen and may be acted for.

    Raises SignInNeeded, ExpiredAccessToken.
    """
    row = _session_of(services, session, untrusted_cookie)
    try:
        return _actor_of_session(services, session, row)
    except errors.NotActing:
        return make_user(session.get_one(Account, row.account_id), row.id, _end_of(services, row))


def actor_of_cookie(services: Services, session: Session, untrusted_cookie: str) -> Actor:
    """The actor of a session cookie. Raises SignInNeeded, ExpiredAccessToken, NotActing and its kinds."""
    return _actor_of_session(services, session, _session_of(services, session, untrusted_cookie))


def actor_of_token(services: Services, session: Session, untrusted_token: str) -> Actor:
    """The actor of a bearer token, who never manages the organisation.

    Raises InvalidAccessToken, ExpiredAccessToken, AccessEnded, MandateEnded.
    """
    if untrusted_token.startswith(DEMO_PREFIX) and not services.settings.demo:
        raise errors.InvalidAccessToken
    row = session.scalar(select(ApiToken).where(ApiToken.digest == _digest(untrusted_token)))
    if row is None or row.revoked_at is not None:
        raise errors.InvalidAccessToken
    if row.expires_at is not None and row.expires_at <= now():
        raise errors.ExpiredAccessToken
    actor = find_actor(session, make_user(row.access.account), row.access_id, row.mandate_id)
    return replace(actor, by_token=True)


def create_token(
    session: Session,
    access_id: UUID,
    label: str,
    prefix: str = TOKEN_PREFIX,
    *,
    mandate_id: UUID | None = None,
    expires_at: datetime | None = None,
) -> tuple[str, UUID]:
    """A new bearer token, and its row's id; it is shown once and kept as a digest only."""
    token = prefix + secrets.token_urlsafe(32)
    row = ApiToken(
        access_id=access_id, mandate_id=mandate_id, digest=_digest(token), label=label, expires_at=expires_at
    )
    session.add(row)
    session.flush()
    return token, row.id


def demo_api_token(services: Services) -> str | None:
    """The demonstration's API token, absent outside demonstration mode."""
    path = services.settings.keys_dir / DEMO_TOKEN_FILE
    return path.read_text() if services.settings.demo and path.is_file() else None


def _signer(services: Services) -> URLSafeSerializer:
    """Sessions that were opened without a password end with the demonstration."""
    purpose = "demonstration session" if services.settings.demo else "session"
    return URLSafeSerializer(services.vault.keys.derive(purpose))


def _digest(secret: str) -> bytes:
    """A plain hash is enough: the secret has 256 random bits."""
    return hashlib.sha256(secret.encode()).digest()


def _session_of(services: Services, session: Session, untrusted_cookie: str) -> SignInSession:
    try:
        secret = str(_signer(services).loads(untrusted_cookie))
    except BadSignature:
        raise errors.SignInNeeded from None
    row = session.scalar(select(SignInSession).where(SignInSession.digest == _digest(secret)))
    if row is None:
        raise errors.SignInNeeded
    idle = now() - row.seen_at
    if row.expires_at <= now() or idle >= timedelta(minutes=services.settings.session_idle_minutes):
        raise errors.ExpiredAccessToken
    if idle >= SEEN_EVERY:
        _see(session, row.id)
    return row


def _see(session: Session, session_id: UUID) -> None:
    """Notes that the session is used. Nobody waits for it: one call of several at once is enough."""
    free = select(SignInSession.id).where(SignInSession.id == session_id).with_for_update(skip_locked=True)
    session.execute(
        update(SignInSession)
        .where(SignInSession.id.in_(free))
        .values(seen_at=now())
        .execution_options(synchronize_session=False)
    )


def _end_of(services: Services, row: SignInSession) -> datetime:
    """When a session that is used now ends if it is not used again; use is written down to a minute."""
    idle = timedelta(minutes=services.settings.session_idle_minutes) - SEEN_EVERY
    return min(row.expires_at, now() + idle)


def _actor_of_session(services: Services, session: Session, row: SignInSession) -> Actor:
    user = make_user(session.get_one(Account, row.account_id), row.id, _end_of(services, row))
    return find_actor(session, user, row.access_id, row.mandate_id)
