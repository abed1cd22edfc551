"""Files of a multipart form, within limits that hold while they stream in."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.errors import PayloadTooLarge
from service.jobs.pressure import check_memory
from service.settings import MEBIBYTE

FORM_FIELD = "files"
MAX_NAME = 120
FORM_OVERHEAD = 64 * 1024
"""Boundaries, headers and the other fields of the form."""
DRAIN_FACTOR = 8
"""How much of a too large body is read and thrown away, in limits, so that the client hears the answer."""


@dataclass(frozen=True)
class UploadedFile:
    """One file as it came: nothing in it is trusted yet."""

    name: str
    content: bytes


class LimitBody:
    """ASGI middleware: a body past the limit is refused while it streams in, whatever its header claims."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app, self.limit = app, limit + FORM_OVERHEAD
        self.error = PayloadTooLarge(limit_mb=limit // MEBIBYTE, limit=limit)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = dict(scope["headers"]).get(b"content-length", b"")
        announced = length.isdigit() and int(length) > self.limit
        if announced:
            await self._drain(receive)
            scope.setdefault("state", {})["refused"] = self.error
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            if announced:
                # The body is drained: whoever reads it first (the CSRF check of a form, say) hears why.
                raise self.error
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                raise self.error
            return message

        await self.app(scope, limited, send)

    async def _drain(self, receive: Receive) -> None:
        seen = 0
        while seen < DRAIN_FACTOR * self.limit:
            message = await receive()
            seen += len(message.get("body", b""))
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                return


def check_size(request: Request) -> None:
    """Raises what the middleware found before the body was read."""
    refused = getattr(request.state, "refused", None)
    if refused is not None:
        raise refused


async def read_form(request: Request) -> FormData:
    """The form of the request, read once. Raises PayloadTooLarge."""
    check_size(request)
    return await request.form(max_files=16, max_fields=32)


async def read_uploads(request: Request) -> list[UploadedFile]:
    """The files under the form's field `files`, in order; an empty list when there are none.

    Raises PayloadTooLarge, and MemoryShort before anything of them is held.
    """
    check_memory(request.app.state.services)
    form = await read_form(request)
    files: list[UploadedFile] = []
    for part in form.getlist(FORM_FIELD):
        if isinstance(part, UploadFile) and (part.filename or part.size):
            files.append(UploadedFile(_clean_name(part.filename), await part.read()))
    await request.close()
    return files


def _clean_name(untrusted_name: str | None) -> str:
    """The last part of a path, printable, of bounded length: shown to its owner, never used as a path."""
    name = (untrusted_name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[:MAX_NAME] or "file"


Uploads = Annotated[list[UploadedFile], Depends(read_uploads)]
