"""npm's certified `oidc-provider` under node, and a browser that goes between it and our application."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from fastapi.testclient import TestClient

from tests.needs import miss
from tests.npm import install

HERE = Path(__file__).parent
ANSWER_SECONDS = 30
REDIRECTIONS = {302, 303, 307}


class IdentityProvider:
    """The running provider: who signs in next is said by `set`."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def set(self, **control: Any) -> None:
        """See provider.mjs."""
        httpx.post(f"{self.issuer}/control", json=control, timeout=ANSWER_SECONDS).raise_for_status()


@contextmanager
def run_provider(clients: list[dict[str, Any]]) -> Iterator[IdentityProvider]:
    """Starts the provider on a free port of loopback, and ends it."""
    if shutil.which("node") is None:
        miss("Node.js, for the certified OpenID provider: apt-get install nodejs npm")
    install(HERE, "the certified OpenID provider")
    process = subprocess.Popen(
        ["node", "provider.mjs"],
        cwd=HERE,
        env={**os.environ, "NODE_ENV": "test"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(json.dumps({"clients": clients}) + "\n")
        process.stdin.flush()
        issuer = process.stdout.readline().strip()
        assert issuer, f"the provider ended with {process.wait(ANSWER_SECONDS)}"
        yield IdentityProvider(issuer)
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(ANSWER_SECONDS)


class Browser:
    """Follows redirections between the application and the provider, each with cookies of its own."""

    def __init__(self, app: TestClient) -> None:
        self.app = app
        self.own = str(app.base_url)
        self.outside = httpx.Client(follow_redirects=False, timeout=ANSWER_SECONDS)
        self.seen: list[str] = []
        """Every address that was visited, in order."""

    def go(self, address: str, *, until: str = "\0") -> httpx.Response:
        """The page that an address leads to in the end; with `until`, stops before an address that has it."""
        while True:
            address = f"{self.own}{address}" if address.startswith("/") else address
            self.seen.append(address)
            client = self.app if address.startswith(self.own) else self.outside
            answer = client.get(address)
            if answer.status_code not in REDIRECTIONS or until in answer.headers["location"]:
                return answer
            address = str(httpx.URL(address).join(answer.headers["location"]))

    def close(self) -> None:
        """Ends the connections to the provider."""
        self.outside.close()
