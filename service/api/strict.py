"""Strict input in one place: no unknown query parameters, no nulls, no types that nobody asked for."""

from collections.abc import Iterable, Iterator

from fastapi import Request
from fastapi.dependencies.models import Dependant

from service.api.errors import BodyTooLarge, NotAcceptable, UnsupportedMediaType
from service.errors import InvalidInput
from service.problems import make_issue

JSON, PROBLEM, MULTIPART = "application/json", "application/problem+json", "multipart/form-data"
JSON_LIMIT = 64 * 1024
"""Bytes of a JSON body; the longest sensible one, an answer to a question, has two thousand."""
ANY = "*"


def query_names(dependant: Dependant) -> set[str]:
    """The query parameters that a route and its dependencies know."""
    names = {parameter.alias for parameter in dependant.query_params}
    return names.union(*(query_names(dependency) for dependency in dependant.dependencies))


def check_query(request: Request, known: Iterable[str]) -> None:
    """Raises InvalidInput for query parameters that the route does not know."""
    unknown = sorted({*request.query_params} - {*known})
    if unknown:
        detail = "This parameter is not known here."
        raise InvalidInput([make_issue("unknownInput", "query", name, detail) for name in unknown])


def check_accept(request: Request, produced: str) -> None:
    """Raises NotAcceptable when the client takes neither what the route produces nor a wildcard for it."""
    header = request.headers.get("accept", "").strip()
    if header and not any(_covers(wanted, produced) for wanted in header.split(",")):
        raise NotAcceptable(media_type=produced)


async def check_body(request: Request, taken: str) -> None:
    """Raises UnsupportedMediaType for a body of another type than `taken`, or without one.

    Of JSON also BodyTooLarge, and InvalidInput for nulls: what is not there is left out. JSON that cannot be
    read is left to the framework, which says where it breaks off.
    """
    declared = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if taken != JSON:
        if declared != taken and (declared or request.headers.get("content-length", "0") != "0"):
            raise UnsupportedMediaType(media_type=taken)
        return
    body = await request.body()
    if declared != taken and (declared or body):
        raise UnsupportedMediaType(media_type=taken)
    if len(body) > JSON_LIMIT:
        raise BodyTooLarge(limit=JSON_LIMIT)
    try:
        names = [*_nulls(await request.json() if body else {}, "")]
    except (ValueError, RecursionError):
        return
    if names:
        raise InvalidInput([make_issue("schemaViolation", "body", name, "Leave it out.") for name in names])


def check_form(names: Iterable[str], known: Iterable[str]) -> None:
    """Raises InvalidInput for fields of a form that nobody reads."""
    unknown = sorted({*names} - {*known})
    if unknown:
        detail = "This field is not known here."
        raise InvalidInput([make_issue("unknownInput", "body", name, detail) for name in unknown])


def _covers(untrusted_wanted: str, produced: str) -> bool:
    wanted, _, parameters = untrusted_wanted.partition(";")
    refused = any(
        part.replace(" ", "") in {"q=0", "q=0.0", "q=0.00", "q=0.000"} for part in parameters.split(";")
    )
    kind, _, subtype = wanted.strip().lower().partition("/")
    mine, _, my_subtype = produced.partition("/")
    return not refused and kind in {ANY, mine} and subtype in {ANY, my_subtype}


def _nulls(content: object, name: str) -> Iterator[str]:
    if content is None:
        yield name
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from _nulls(value, f"{name}.{key}".lstrip("."))
    elif isinstance(content, list):
        for number, value in enumerate(content):
            yield from _nulls(value, f"{name}[{number}]")
