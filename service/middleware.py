"""What every request passes: the Host check, a trace id, security headers."""

from collections.abc import Callable
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import FromElsewhere, HostRefused
from service.problems import problem_response
from service.trace import PARENT_HEADER, TRACE_HEADER, choose_trace, tracing

SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
}
STAY_SECURE = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
"""Over HTTPS: for a year the browser asks this host in no other way (RFC 6797)."""
CACHED = "/static/"
FORWARDED = ("forwarded", "via", "x-real-ip", "cf-connecting-ip", "true-client-ip")
FORWARDED_PREFIX = "x-forwarded-"
"""Headers of proxies and tunnels: whoever sent them on sits elsewhere."""


class CheckHost:
    """Refuses a Host that is not ours: no page elsewhere reaches this machine by DNS tricks."""

    def __init__(self, app: ASGIApp, hosts: list[str]) -> None:
        self.app, self.hosts = app, {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "").lower()
            name, _, port = host.rpartition(":") if ":" in host else (host, "", "0")
            if name not in self.hosts or not port.isdigit():
                await problem_response(HostRefused())(scope, receive, send)
                return
        await self.app(scope, receive, send)


class KeepInside:
    """Refuses whoever is not at this machine: the demonstration signs people in without a password.

    It listens on loopback; this is for a proxy or a tunnel that hands the outside in, and for a server that
    somebody else started around the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (_was_forwarded(scope) or not _is_local(scope)):
            await problem_response(FromElsewhere())(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _was_forwarded(scope: Scope) -> bool:
    names = Headers(scope=scope).keys()
    return any(name in FORWARDED or name.startswith(FORWARDED_PREFIX) for name in names)


def _is_local(scope: Scope) -> bool:
    """Whether the caller is this machine; one without an address came over a socket in its file system."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ip_address(host)
    except ValueError:
        return True
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


class AnswerUnforeseen:
    """The last resort, inside the other layers, so that its answer gets their headers.

    The exception ends here: a server that saw it would write its message, which may quote personal data,
    into the log.
    """

    def __init__(self, app: ASGIApp, respond: Callable[[Request, Exception], Response]) -> None:
        self.app, self.respond = app, respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watch(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watch)
        except Exception as raised:  # noqa: BLE001 - the place where everything unforeseen ends
            response = self.respond(Request(scope), raised)
            if started:
                raise ConnectionAbortedError from None  # the connection must not look whole
            await response(scope, receive, send)


class AddHeaders:
    """Trace id and security headers on every response, errors included."""

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        self.app, self._headers = app, SECURITY_HEADERS | (STAY_SECURE if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope)
        trace_id = choose_trace(given.get(TRACE_HEADER, ""), given.get(PARENT_HEADER, ""))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers[TRACE_HEADER] = trace_id
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith(CACHED):
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        with tracing(trace_id):
            await self.app(scope, receive, send_with_headers)
