"""The one place where errors become responses: problem+json for programs, a page for people."""

import logging
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from models.errors import CodedError
from service import errors

log = logging.getLogger(__name__)

BELGIF = "urn:problem-type:belgif:"
VALIDATION = "urn:problem-type:belgif:input-validation:"
VALIDATION_EXT = "urn:problem-type:belgif-ext:input-validation:"
OURS = "urn:problem-type:belgianidpro:"
GUIDE = "https://www.belgif.be/specification/rest/api-guide/"
TITLES = {
    "badRequest": "Bad Request",
    "noAccessToken": "No Access Token",
    "invalidAccessToken": "Invalid Access Token",
    "expiredAccessToken": "Expired Access Token",
    "missingPermission": "Missing Permission",
    "resourceNotFound": "Resource Not Found",
    "payloadTooLarge": "Payload Too Large",
    "tooManyRequests": "Too Many Requests",
    "internalServerError": "Internal Server Error",
    "badGateway": "Bad Gateway",
    "serviceUnavailable": "Service Unavailable",
}
"""The guide's own problem types. Other codes of ours get a type in our own name space, or `BY_STATUS`."""
BY_STATUS = {502: "badGateway", 503: "serviceUnavailable"}
"""For a part that is away or answers nonsense the guide has one type each; `code` says which part it was."""
EXTENDED = {
    "anyOfExpected",
    "exactlyOneOfExpected",
    "zeroOrAllOfExpected",
    "invalidStructure",
    "outOfRange",
    "requiredInput",
    "rejectedInput",
}
"""Types of input validation that the guide keeps in a name space of its own."""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
UNKNOWN_INPUT = "extra_forbidden"
ErrorPage = Callable[[Request, CodedError, int], Response]


class MethodNotAllowed(CodedError):
    code = "methodNotAllowed"
    status = 405
    message = "This address does not take this method."
    remedy = "See the API's description for the methods it takes."

    def __init__(self, allow: str) -> None:
        self.allow = allow
        super().__init__()


def problem(error: CodedError) -> dict[str, Any]:
    """The problem+json body of an error. `code` and `remedy` are ours beside the guide's members."""
    known = error.code if error.code in TITLES else BY_STATUS.get(error.status)
    body: dict[str, Any] = {
        "type": BELGIF + known if known else OURS + error.code,
        "title": TITLES[known] if known else error.message.format(**error.context),
        "status": error.status,
        "detail": error.detail,
        "instance": f"urn:uuid:{uuid4()}",
        "code": error.code,
        "remedy": error.advice,
    }
    if known:
        body["href"] = GUIDE
    issues = getattr(error, "issues", None)
    if issues is not None:
        body["issues"] = issues
    body.update({name: value for name, value in error.context.items() if name in {"limit", "retryAfterSec"}})
    return body


def problem_response(error: CodedError) -> JSONResponse:
    """The error as `application/problem+json`."""
    headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else {}
    headers |= retry_header(error)
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = error.allow
    return JSONResponse(problem(error), error.status, headers, media_type="application/problem+json")


def retry_header(error: CodedError) -> dict[str, str]:
    """When to come again, where the error says so."""
    return {"Retry-After": str(error.context["retryAfterSec"])} if "retryAfterSec" in error.context else {}


def wants_page(request: Request) -> bool:
    """Whether a person is asking: anything outside the API."""
    return not request.url.path.startswith(("/v1", "/health", "/openapi.json"))


def install_handlers(
    app: FastAPI, error_page: ErrorPage | None, weigh: Callable[[Request, CodedError], CodedError]
) -> Callable[[Request, Exception], Response]:
    """Registers the handlers, and returns the one for what nobody foresaw.

    `error_page` draws the portal's page; without it everybody gets JSON. `weigh` sees each coded error first
    and may put another in its place.
    """

    def respond(request: Request, error: CodedError) -> Response:
        if not wants_page(request):
            return problem_response(error)
        if error.status == 401 and request.method == "GET":
            return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", 303)
        if isinstance(error, errors.NotActing) and request.method == "GET":
            return RedirectResponse(f"/organisations?next={quote(request.url.path)}", 303)
        if error_page is None:
            return problem_response(error)
        page = error_page(request, error, error.status)
        page.headers.update(retry_header(error))
        return page

    def on_coded(request: Request, raised: Exception) -> Response:
        return respond(request, weigh(request, cast(CodedError, raised)))

    def on_validation(request: Request, raised: Exception) -> Response:
        return respond(request, _invalid_input(cast(RequestValidationError, raised)))

    def on_http(request: Request, raised: Exception) -> Response:
        if cast(HTTPException, raised).status_code == 405:
            return respond(request, MethodNotAllowed(_allowed_methods(request)))
        return respond(request, _from_http(cast(HTTPException, raised)))

    def on_database(request: Request, raised: Exception) -> Response:
        log.error("database: %s", type(raised).__name__)
        return respond(request, errors.ServiceUnavailable())

    def on_anything(request: Request, raised: Exception) -> Response:
        # The message may quote a value, so only the kind and the place are logged.
        frame = raised.__traceback__
        while frame and frame.tb_next:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
        log.error("unexpected %s at %s", type(raised).__name__, place)
        return respond(request, errors.InternalError())

    app.add_exception_handler(CodedError, on_coded)
    app.add_exception_handler(RequestValidationError, on_validation)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(OperationalError, on_database)
    app.add_exception_handler(Exception, on_anything)
    return on_anything


def _allowed_methods(request: Request) -> str:
    """Every method that the address takes: the framework knows those of one route only."""
    routes = cast(FastAPI, request.app).routes

    def takes(method: str) -> bool:
        scope = {**request.scope, "method": method}
        return any(route.matches(scope)[0] is Match.FULL for route in routes)

    return ", ".join(method for method in METHODS if takes(method))


def _from_http(raised: HTTPException) -> CodedError:
    if isinstance(raised.__cause__, CodedError):  # FastAPI wraps what is raised while it reads a form
        return raised.__cause__
    if raised.status_code == 404:
        return errors.ResourceNotFound()
    if raised.status_code < 500:
        return errors.InvalidInput([make_issue("schemaViolation", "body", "", "The body cannot be read.")])
    return errors.InternalError()


def _invalid_input(raised: RequestValidationError) -> CodedError:
    """FastAPI's findings in the guide's form. Values are left out: they may be personal data."""
    issues = []
    for found in raised.errors():
        where, *path = [str(part) for part in found["loc"]]
        kind = "unknownInput" if found["type"] == UNKNOWN_INPUT else "schemaViolation"
        place = where if where in {"body", "query", "path", "header"} else "body"
        if place == "path":  # an id that is none cannot exist
            return errors.ResourceNotFound()
        issues.append(make_issue(kind, place, ".".join(path), found["msg"]))
    return errors.InvalidInput(issues)


def make_issue(kind: str, place: str, name: str, detail: str) -> dict[str, object]:
    """An issue of the guide: `kind` is a type of input validation, `place` body, query, path or header."""
    prefix = VALIDATION_EXT if kind in EXTENDED else VALIDATION
    return {"type": prefix + kind, "in": place, "name": name, "detail": detail}
