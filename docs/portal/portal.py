"""A portal of one page, from a scan to a number, built on the generated client alone.

    BELGIANIDPRO_TOKEN=bip_… python docs/portal/portal.py --api http://127.0.0.1:8000

It needs `clients/python` installed or on PYTHONPATH, and Python's own library. An example of how the API is
called, for one person on their own machine.
"""

import argparse
import json
import os
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote
from uuid import UUID, uuid4

from belgianidpro_client import AuthenticatedClient
from belgianidpro_client.api.extractions import create_extraction, get_extraction
from belgianidpro_client.api.requests import create_request, get_request, put_request, submit_request
from belgianidpro_client.models import (
    Address,
    CreateExtractionBody,
    DraftWanted,
    ExtractionResource,
    PersonEntered,
    Problem,
    RequestEntered,
    RequestResource,
)
from belgianidpro_client.types import File, Response

PAGE = Path(__file__).with_name("page.html")
WAIT = "wait=30"
DONE = 303
"""See other: the reading has ended, and the result lies elsewhere."""
MAX_BODY = 21 * 1024 * 1024
Json = dict[str, Any]
Answer = TypeVar("Answer")


class Refused(Exception):
    """The API said no; `problem` is what it said."""

    def __init__(self, problem: Json) -> None:
        self.problem = problem
        super().__init__(problem.get("code"))


def read_scan(client: AuthenticatedClient, name: str, content: bytes) -> Json:
    """Uploads a scan, waits until it is read, and begins a request. Returns the request. Raises Refused."""
    body = CreateExtractionBody(files=[File(BytesIO(content), name)])
    answer = create_extraction.sync_detailed(
        client=client, body=body, prefer=WAIT, idempotency_key=uuid4().hex
    )
    while answer.status_code != DONE:
        state = checked(answer, ExtractionResource)
        if state.state == "failed":
            raise Refused(state.problem.to_dict() if state.problem else {})
        answer = get_extraction.sync_detailed(state.id, client=client, prefer=WAIT)
    extraction_id = UUID(answer.headers["location"].split("/")[3])
    wanted = DraftWanted(extraction_id=extraction_id)
    draft = create_request.sync_detailed(client=client, body=wanted, idempotency_key=uuid4().hex)
    return checked(draft, RequestResource).to_dict()


def send_request(client: AuthenticatedClient, entered: Json) -> Json:
    """Enters the data of the page and sends the request. Returns the request. Raises Refused."""
    request_id = UUID(entered["id"])
    current = get_request.sync_detailed(request_id, client=client)
    draft = checked(current, RequestResource)
    body = RequestEntered(
        person=PersonEntered.from_dict(entered["person"]),
        document=draft.document,
        residence_address=Address.from_dict(entered["residenceAddress"]),
        contact_address=Address.from_dict({"country": "BEL", **entered["contactAddress"]}),
    )
    changed = put_request.sync_detailed(
        request_id, client=client, body=body, if_match=current.headers["etag"]
    )
    checked(changed, RequestResource)
    sent = submit_request.sync_detailed(
        request_id, client=client, if_match=changed.headers["etag"], idempotency_key=uuid4().hex
    )
    return checked(sent, RequestResource).to_dict()


def checked(answer: Response[Any], kind: type[Answer]) -> Answer:
    """What the API answered. Raises Refused when it is something else."""
    if isinstance(answer.parsed, kind):
        return answer.parsed
    if isinstance(answer.parsed, Problem):
        raise Refused(answer.parsed.to_dict())
    raise Refused({"detail": f"The service answered {answer.status_code}."})


class Portal(BaseHTTPRequestHandler):
    """One page, and the two calls that its script makes."""

    server: "PortalServer"

    def do_GET(self) -> None:
        """The page."""
        if self.path != "/":
            self._answer(404, b"", "text/plain")
            return
        self._answer(200, PAGE.read_bytes(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        """`/scan` takes a file, `/send` what was entered. Both types keep other sites' forms out."""
        content = self.rfile.read(min(int(self.headers.get("content-length", 0)), MAX_BODY))
        kind = self.headers.get("content-type")
        if self.path == "/scan" and kind == "application/octet-stream":
            name = unquote(self.headers.get("x-file-name", "scan"))
            self._try(lambda: read_scan(self.server.client, name, content))
        elif self.path == "/send" and kind == "application/json":
            self._try(lambda: send_request(self.server.client, json.loads(content)))
        else:
            self._answer(404, b"", "text/plain")

    def log_message(self, format: str, *args: object) -> None:
        """Keeps quiet: requests hold personal data."""

    def _try(self, call: Callable[[], Json]) -> None:
        try:
            status, body = 200, call()
        except Refused as refused:
            status, body = 400, refused.problem
        self._answer(status, json.dumps(body).encode(), "application/json")

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


class PortalServer(ThreadingHTTPServer):
    """The portal on loopback, with its client of the API."""

    def __init__(self, api: str, token: str, port: int) -> None:
        self.client = AuthenticatedClient(api, token=token, timeout=60)  # type: ignore[arg-type]  # seconds will do
        super().__init__(("127.0.0.1", port), Portal)

    def server_close(self) -> None:
        """Closes the client's connections too."""
        super().server_close()
        self.client.get_httpx_client().close()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="A portal of one page on the belgianIDpro API.")
    parser.add_argument("--api", default="http://127.0.0.1:8000")
    parser.add_argument("--port", type=int, default=8080)
    arguments = parser.parse_args()
    server = PortalServer(arguments.api, os.environ["BELGIANIDPRO_TOKEN"], arguments.port)
    print(f"http://127.0.0.1:{server.server_port}")
    server.serve_forever()


if __name__ == "__main__":
    main()
