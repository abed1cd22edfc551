"""`/openapi.json`: FastAPI's description, completed with what holds for every route and stands in none."""

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic.alias_generators import to_camel

from service.api.examples import EXAMPLES, PROBLEM_EXAMPLE
from service.api.strict import JSON, PROBLEM
from service.problems import BELGIF, GUIDE, OURS

Json = dict[str, Any]

SUMMARY = "Belgian identification numbers for foreign workers, from a scan of their identity document."
DESCRIPTION = f"""
Follows the [Belgian federal REST guide]({GUIDE}).

- **From a scan to a number**: `POST /v1/extractions` with the scan, `POST /v1/requests` with its
  `extractionId`, `PUT /v1/requests/{{requestId}}` with the data and addresses,
  `POST /v1/requests/{{requestId}}/submit`.
- **No personal data in URLs**: searches by name or number are `POST …/query`.
- **Unknown input is refused**: properties, query parameters, fields of forms. There are no nulls: what is not
  there is left out.
- **Errors** are `{PROBLEM}` with a type of the guide (`{BELGIF}…`) or of ours
  (`{OURS}…`), a stable `code` and a `remedy`.
- **Once**: a POST that carries an `Idempotency-Key` has one effect, however often it is sent.
- **Nothing overwritten**: changes carry the `ETag` of what they change in `If-Match`.
- **News**: a company's webhooks tell of changes of its requests, so that nobody has to ask again and again.
- **`BelGov-Trace-Id`** is on every response: the caller's own (or that of a W3C `traceparent`) where it is
  hexadecimal, such as a UUID; else a new one.
- **Not for everybody**: foreign students with a student job are declared with the student-work service,
  casual workers in agriculture and horticulture with Dimona for casual workers, both of the social security
  portal: those arrange the number. Ask before the upload, as the portal does.
- **Sandbox**: the demonstration gives the outcomes that its sample documents name, see `docs/sandbox.md`.
"""
TAGS = [
    {"name": "extractions", "description": "Scans of documents, and what was read in them."},
    {"name": "requests", "description": "Requests for a number, from the draft to its end."},
    {"name": "reviews", "description": "Cases that a person decides. For reviewers."},
    {"name": "corrections", "description": "Numbers found wrong later, and how the office settles it."},
    {"name": "registry", "description": "Persons and numbers. For reviewers; every look is logged."},
    {"name": "webhooks", "description": "A company's software that is told of changes of its requests."},
    {"name": "health", "description": "Whether the service works."},
]
PYTHON_NAME = re.compile(r"`([a-z]+(?:_[a-z]+)+)`")
"""A member in a docstring; readers of the description know it by its name in JSON."""
SECURITY = "bearerAuth"
TRACE = {"BelGov-Trace-Id": {"$ref": "#/components/headers/TraceId"}}
ETAG = {"ETag": {"description": "The version, for If-Match.", "schema": {"type": "string"}}}
TAGGED = {"RequestResource", "ReviewResource", "CorrectionResource", "Decided"}
LOCATION = {
    "Location": {"description": "Where to go on.", "schema": {"type": "string", "format": "uri-reference"}}
}
LEADING = {"201", "202", "303"}
REFUSALS = {
    400: "The input is not as described; `issues` says where.",
    401: "No token, or one that is not valid or no longer.",
    403: "The caller's role does not have the permission.",
    404: "Does not exist, or is not the caller's to see.",
    406: "The caller takes no type that this address gives.",
    409: "Not in this state, or no longer.",
    412: "Changed since the caller read it.",
    413: "The body is too large.",
    415: "The body has another type than this address takes.",
    422: "The idempotency key was used for another call, or the files cannot be read.",
    428: "If-Match is missing.",
    429: "Asked too often, or too much is waiting; `retryAfterSec` says when to come again.",
    500: "Something went wrong on our side.",
    502: "The registry's answer cannot be understood.",
    503: "A part of the service is away.",
}
OVER_THE_REGISTRY = {"reviews", "corrections", "registry"}
"""Tags of what asks the registry while the caller waits; for requests the question is put again later."""
ALWAYS = (400, 401, 403, 406, 429, 500, 503)
PROBLEM_SCHEMA: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "code", "remedy"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "href": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri"},
        "code": {"type": "string", "description": "Stable, for programs."},
        "remedy": {"type": "string", "description": "What to do, for people."},
        "issues": {"type": "array", "items": {"$ref": "#/components/schemas/Issue"}},
        "limit": {"type": "integer"},
        "retryAfterSec": {"type": "integer"},
    },
}
ISSUE_SCHEMA: Json = {
    "type": "object",
    "required": ["type", "in", "name", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "in": {"type": "string", "enum": ["body", "query", "path", "header"]},
        "name": {"type": "string"},
        "detail": {"type": "string"},
        "inputs": {"type": "array", "items": {"type": "object"}},
    },
}


def operation_id(route: APIRoute) -> str:
    """The function's name in lowerCamelCase."""
    return to_camel(route.name)


def describe(app: FastAPI) -> Json:
    """The OpenAPI document, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _complete(
            get_openapi(
                title=app.title,
                version=app.version,
                summary=SUMMARY,
                description=DESCRIPTION,
                routes=app.routes,
                tags=TAGS,
            )
        )
    return app.openapi_schema


def _complete(document: Json) -> Json:
    """The document with the answers, types and examples that all or many operations share."""
    components = document["components"]
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    components["schemas"] |= {"Problem": PROBLEM_SCHEMA, "Issue": ISSUE_SCHEMA}
    components["headers"] = {
        "TraceId": {"description": "Names the call in our log.", "schema": {"type": "string"}}
    }
    components["responses"] = {f"Problem{status}": _refusal(status) for status in REFUSALS}
    components["securitySchemes"] = {SECURITY: {"type": "http", "scheme": "bearer"}}
    for schema in components["schemas"].values():
        if "description" in schema:
            schema["description"] = PYTHON_NAME.sub(
                lambda found: f"`{to_camel(found[1])}`", schema["description"]
            )
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete_operation(path, method, operation)
    completed: Json = _without_nulls(document)
    return completed


def _complete_operation(path: str, method: str, operation: Json) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    for status, response in responses.items():
        response["headers"] = _headers(status, response)
    permission = operation.get("x-permission")
    if permission is None:
        _add_refusals(responses, {400, 406})
        return
    operation["security"] = [{SECURITY: []}]
    operation["description"] += f"\n\nNeeds the permission `{permission}`."
    headers = {
        parameter["name"] for parameter in operation.get("parameters", []) if parameter["in"] == "header"
    }
    statuses = {*ALWAYS}
    statuses |= (
        {404, 409} if "{" in path else {404} if method == "get" or path.endswith("/requests") else set()
    )
    statuses |= {413, 415} if "requestBody" in operation else set()
    statuses |= {502} if operation["tags"][0] in OVER_THE_REGISTRY else set()
    statuses |= {412, 428} if "If-Match" in headers else set()
    statuses |= {409, 422} if "Idempotency-Key" in headers else set()
    _add_refusals(responses, statuses)
    _add_examples(operation)


def _headers(status: str, response: Json) -> Json:
    schema = response.get("content", {}).get(JSON, {}).get("schema", {})
    tagged = schema.get("$ref", "").rsplit("/", 1)[-1] in TAGGED
    return TRACE | (ETAG if tagged else {}) | (LOCATION if status in LEADING else {})


def _add_refusals(responses: Json, statuses: set[int]) -> None:
    for status in sorted(statuses):
        responses[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}


def _add_examples(operation: Json) -> None:
    example = EXAMPLES.get(operation["operationId"])
    if example is None:
        return
    if example.body is not None:
        operation["requestBody"]["content"][JSON]["examples"] = {
            name: {"value": value} for name, value in example.body.items()
        }
    for status, response in operation["responses"].items():
        if status.startswith("2") and example.answer is not None:
            response["content"][JSON]["example"] = example.answer


def _refusal(status: int) -> Json:
    return {
        "description": REFUSALS[status],
        "headers": TRACE,
        "content": {
            PROBLEM: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                **({"example": PROBLEM_EXAMPLE} if status == 400 else {}),
            }
        },
    }


def _without_nulls(part: Any) -> Any:
    """The same without `null` among the types: the API neither takes nor gives it."""
    if isinstance(part, list):
        return [_without_nulls(one) for one in part]
    if not isinstance(part, dict):
        return part
    cleaned: Json = {name: _without_nulls(value) for name, value in part.items()}
    kinds = [kind for kind in cleaned.get("anyOf", []) if kind != {"type": "null"}]
    if len(kinds) == len(cleaned.get("anyOf", [])):
        return cleaned
    del cleaned["anyOf"]
    return {**kinds[0], **cleaned} if len(kinds) == 1 else {"anyOf": kinds, **cleaned}
