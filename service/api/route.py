"""The one kind of route that `/v1` has."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_dependant
from fastapi.routing import APIRoute

from service.api.idempotency import AnsweredBefore, AnswerOnce, keep_answer
from service.api.strict import JSON, MULTIPART, check_accept, check_body, check_query, query_names
from service.auth.dependencies import Needs

QUERY = "/query"
"""How the addresses end that read by POST, because names and numbers stand in no URL."""


class Picture(Response):
    """A JPEG."""

    media_type = "image/jpeg"


class StrictRoute(APIRoute):
    """Checks what comes in before the framework looks at it."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options | {"response_model_exclude_none": True})
        self._produced = getattr(self.response_class, "media_type", None) or JSON
        form = "requestBody" in (self.openapi_extra or {})
        self._taken = MULTIPART if form else JSON if self.body_field else None

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The framework's handler behind the checks."""
        answer, known = super().get_route_handler(), query_names(self.dependant)

        async def handle(request: Request) -> Response:
            check_accept(request, self._produced)
            check_query(request, known)
            if self._taken is not None:
                await check_body(request, self._taken)
            return await answer(request)

        return handle


class ApiRoute(StrictRoute):
    """A route of `/v1`: needs a permission, which its description names, and answers repeated calls once.

    Raises TypeError for a route that names no permission.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        needs = find_needs(get_dependant(path=path, call=endpoint))
        if needs is None:
            raise TypeError(f"{endpoint.__name__} names no permission")
        if "POST" in options["methods"] and not path.endswith(QUERY):
            once = Depends(AnswerOnce(needs.permission), scope="function")
            options["dependencies"] = [*(options.get("dependencies") or []), once]
        super().__init__(path, endpoint, **options)
        self.openapi_extra = {**(self.openapi_extra or {}), "x-permission": needs.permission}

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The same between the look for an earlier answer and the keeping of this one."""
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                response = await answer(request)
            except AnsweredBefore as again:
                return again.response
            await keep_answer(request, response)
            return response

        return handle


def api_router(prefix: str, tag: str) -> APIRouter:
    """A router whose routes are all `ApiRoute`."""
    return APIRouter(prefix=f"/v1{prefix}", tags=[tag], route_class=ApiRoute)


def find_needs(dependant: Dependant) -> Needs | None:
    """The permission that a route names."""
    if isinstance(dependant.call, Needs):
        return dependant.call
    return next((found for one in dependant.dependencies if (found := find_needs(one))), None)
