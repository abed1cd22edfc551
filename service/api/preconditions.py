"""Strong entity tags (RFC 9110): a change says which version it was made on."""

from typing import Annotated

from fastapi import Header

from service.api.errors import PreconditionFailed, PreconditionRequired

ANY = "*"
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="The ETag of the resource as the caller read it; 412 when it has changed since.",
    ),
]


def etag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def check_match(untrusted_if_match: str | None, version: int) -> None:
    """Raises PreconditionRequired without a tag, PreconditionFailed when none is that of `version`.

    `*` stands for whatever version there is.
    """
    if untrusted_if_match is None:
        raise PreconditionRequired
    tags = [tag.strip() for tag in untrusted_if_match.split(",")]
    if ANY not in tags and etag(version) not in tags:
        raise PreconditionFailed
