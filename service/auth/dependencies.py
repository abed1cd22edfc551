"""What routes ask for: a unit of work with its actor. The transaction ends before the response is sent."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from service import errors
from service.auth.origin import check_origin
from service.auth.permissions import Permission
from service.auth.service import (
    actor_of_cookie,
    actor_of_token,
    check_csrf,
    session_cookie,
    user_of_cookie,
)
from service.context import Actor, Caller, Services, User, UserWork, Work
from service.db import transaction
from service.extractions.uploads import check_size
from service.problems import wants_page

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
CSRF_FIELD, CSRF_HEADER = "csrfToken", "x-csrf-token"


def get_services(request: Request) -> Services:
    """The parts of the house."""
    return cast(Services, request.app.state.services)


async def submitted_csrf(request: Request) -> AsyncIterator[str | None]:
    """The CSRF token that came with an unsafe call, from the header or the form."""
    try:
        yield await _find_csrf(request)
    finally:
        await request.close()


def signed_in(
    request: Request,
    services: Annotated[Services, Depends(get_services)],
    csrf: Annotated[str | None, Depends(submitted_csrf)],
) -> Iterator[Work]:
    """A unit of work for the caller. Commits when the route returns, then runs what waits for the commit."""
    with transaction(services.engine) as session:
        actor = find_actor_of_call(request, services, session)
        _check_form(request, services, actor, csrf)
        work = Work(services, session, actor)
        yield work
    for action in work.after_commit:
        action()


def signed_in_user(
    request: Request,
    services: Annotated[Services, Depends(get_services)],
    csrf: Annotated[str | None, Depends(submitted_csrf)],
) -> Iterator[UserWork]:
    """A unit of work for whoever has a session, with or without an organisation to act for."""
    with transaction(services.engine) as session:
        cookie = session_cookie(services, request.cookies)
        if cookie is None:
            raise errors.SignInNeeded
        user = user_of_cookie(services, session, cookie)
        _check_form(request, services, user, csrf)
        yield UserWork(services, session, user)


def calling(
    request: Request,
    services: Annotated[Services, Depends(get_services)],
    csrf: Annotated[str | None, Depends(submitted_csrf)],
) -> Caller:
    """The caller without an open transaction, for routes that decode pictures."""
    with transaction(services.engine) as session:
        actor = find_actor_of_call(request, services, session)
    _check_form(request, services, actor, csrf)
    return Caller(services, actor)


@dataclass(frozen=True)
class Needs:
    """A unit of work for callers with the permission, which is also what the table of routes lists."""

    permission: Permission

    def __call__(self, work: Annotated[Work, Depends(signed_in, scope="function")]) -> Work:
        work.actor.require(self.permission)
        return work


@dataclass(frozen=True)
class NeedsCaller:
    """The same without an open transaction."""

    permission: Permission

    def __call__(self, caller: Annotated[Caller, Depends(calling)]) -> Caller:
        caller.actor.require(self.permission)
        return caller


def maybe_user(request: Request, services: Annotated[Services, Depends(get_services)]) -> User | None:
    """Who is signed in, if anybody; an actor where an organisation is chosen."""
    cookie = session_cookie(services, request.cookies)
    if cookie is None:
        return None
    with transaction(services.engine) as session:
        try:
            return user_of_cookie(services, session, cookie)
        except (errors.NoAccessToken, errors.ExpiredAccessToken):
            return None


def find_actor_of_call(request: Request, services: Services, session: Session) -> Actor:
    """Who calls, by token or session.

    Raises NoAccessToken, InvalidAccessToken, ExpiredAccessToken, SignInNeeded, NotActing and its kinds.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme:
        if scheme.lower() != "bearer":
            raise errors.InvalidAccessToken
        return actor_of_token(services, session, token.strip())
    cookie = session_cookie(services, request.cookies)
    if cookie is not None:
        return actor_of_cookie(services, session, cookie)
    raise errors.SignInNeeded if wants_page(request) else errors.NoAccessToken


async def _find_csrf(request: Request) -> str | None:
    if request.method in SAFE_METHODS:
        return None
    if CSRF_HEADER in request.headers:
        return request.headers[CSRF_HEADER]
    cookie = session_cookie(get_services(request), request.cookies)
    if cookie is not None and request.headers.get("content-type", "").startswith(FORM_TYPES):
        check_size(request)
        value = (await request.form()).get(CSRF_FIELD)
        return value if isinstance(value, str) else None
    return None


def _check_form(request: Request, services: Services, user: User, csrf: str | None) -> None:
    """Raises CsrfRefused where a session changes something and the form is not our own."""
    if user.session_id is not None and request.method not in SAFE_METHODS:
        check_origin(request, services.settings)
        check_csrf(services, user, csrf)


Acting = Annotated[Work, Depends(signed_in, scope="function")]
SignedIn = Annotated[UserWork, Depends(signed_in_user, scope="function")]
Looking = Annotated[Work, Depends(Needs("request:read"), scope="function")]
Requesting = Annotated[Work, Depends(Needs("request:write"), scope="function")]
Uploading = Annotated[Caller, Depends(NeedsCaller("request:write"))]
ReadingCases = Annotated[Work, Depends(Needs("case:read"), scope="function")]
ReadingFigures = Annotated[Work, Depends(Needs("statistics:read"), scope="function")]
Auditing = Annotated[Work, Depends(Needs("audit:read"), scope="function")]
Managing = Annotated[Work, Depends(Needs("organisation:manage"), scope="function")]
ManagingWebhooks = Annotated[Work, Depends(Needs("webhook:manage"), scope="function")]
Deciding = Annotated[Work, Depends(Needs("case:decide"), scope="function")]
Confirming = Annotated[Work, Depends(Needs("case:confirm"), scope="function")]
MaybeUser = Annotated[User | None, Depends(maybe_user)]
