"""What every route asks first: whether its caller may, once more. See `service.limits.rates.LIMITED`."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from models.errors import CodedError
from service.auth.dependencies import find_actor_of_call, get_services
from service.context import Services
from service.db import transaction
from service.errors import InvalidAccessToken
from service.limits.errors import TooManyCalls
from service.limits.rates import LIMITED, Kind
from service.limits.service import spend, spend_bad_token


async def count_call(request: Request, services: Annotated[Services, Depends(get_services)]) -> None:
    """Counts the call where its route is limited. Raises TooManyCalls.

    In a transaction of its own: what is refused afterwards was asked for all the same.
    """
    route = request.scope.get("route")
    kind = LIMITED.get(f"{request.method} {getattr(route, 'path_format', '')}")
    if kind is not None:
        await run_in_threadpool(_count, request, services, kind)


def weigh_refusal(request: Request, error: CodedError) -> CodedError:
    """The error, or TooManyCalls for an address that has tried too many tokens."""
    if isinstance(error, InvalidAccessToken):
        try:
            spend_bad_token(get_services(request), _address(request))
        except TooManyCalls as refused:
            return refused
    return error


def _count(request: Request, services: Services, kind: Kind) -> None:
    spend(services, kind, _account(request, services), _address(request))


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None


def _account(request: Request, services: Services) -> UUID | None:
    """Whose account it is; whoever is nobody hears so from the route itself."""
    with transaction(services.engine) as session:
        try:
            return find_actor_of_call(request, services, session).account_id
        except CodedError:
            return None
