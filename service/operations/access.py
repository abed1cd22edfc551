"""What every call leaves behind: a line in the log, and its time among the figures."""

import logging
import time
from uuid import UUID

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.operations.logs import EXTRA
from service.operations.web_figures import WebFigures

log = logging.getLogger(__name__)
UNMATCHED = "unmatched"
STATIC = "/static/"
PROBE = "/health"
"""Asked every few seconds by whoever watches: a line for each would bury the rest."""
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class WatchCalls:
    """Writes method, route, status and time of each call. The address itself stays out of it: a visitor may
    type anything there. Of its parts only ids are named."""

    def __init__(self, app: ASGIApp, figures: WebFigures) -> None:
        self.app, self.figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watch)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        method = scope["method"] if scope["method"] in METHODS else "other"
        self.figures.note(method, route, status, seconds)
        ids = {
            name: str(value)
            for name, value in scope.get("path_params", {}).items()
            if isinstance(value, UUID)
        }
        fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1), **ids}
        log.log(logging.DEBUG if route == PROBE else logging.INFO, "call", extra={EXTRA: fields})


def route_of(scope: Scope) -> str:
    """The route's template, such as `/v1/requests/{requestId}`; `unmatched` where there is none."""
    if scope["path"].startswith(STATIC):
        return STATIC + "{path}"
    route = scope.get("route")
    template = getattr(route, "path_format", None) or getattr(route, "path", None)
    return str(template) if template and scope.get("endpoint") is not None else UNMATCHED
