"""The attacks use the house that the service's tests build: its fixtures, under the same names."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
import pytest
from fastapi.testclient import TestClient

from service.auth.service import COOKIE, csrf_token, sign_in_demo, user_of_cookie
from service.context import Actor
from service.db import transaction
from tests.service.api.conftest import calling
from tests.service.conftest import (
    BASE,
    actor_named,
    addresses,
    administrator,
    api_token,
    client,
    database_url,
    drafted,
    employer,
    finished,
    known,
    newcomer,
    read_as,
    reviewer,
    sent,
    services,
    settings,
    stranger,
    token_for,
    working,
)
from tests.service.stories.conftest import case, senior

__all__ = [
    "BASE",
    "addresses",
    "administrator",
    "api_token",
    "calling",
    "case",
    "client",
    "database_url",
    "drafted",
    "employer",
    "finished",
    "known",
    "newcomer",
    "read_as",
    "reviewer",
    "senior",
    "sent",
    "services",
    "settings",
    "stranger",
    "token_for",
    "working",
]

HERE = ("127.0.0.1", 40_000)
OUTSIDE = ("203.0.113.9", 40_000)
"""An address of the documentation range: somebody who is not on this machine."""


@dataclass
class Browser:
    """Somebody at the portal. `form` is what every form of the session carries."""

    http: httpx.Client
    form: dict[str, str] = field(default_factory=dict)

    def sign_in(self, actor: Actor) -> None:
        """A new session of the actor's, as the demonstration opens it."""
        parts = self.http.app.state.services
        cookie = sign_in_demo(parts, actor.account_id)
        self.http.cookies.set(COOKIE, cookie)
        with transaction(parts.engine) as session:
            self.form = {"csrfToken": csrf_token(parts, user_of_cookie(parts, session, cookie))}

    def post(self, path: str, data: dict[str, str] | None = None, **more):
        return self.http.post(path, data={**self.form, **(data or {})}, **more)

    def get(self, path: str, **more):
        return self.http.get(path, **more)


@pytest.fixture
def browser_of(client) -> Callable[[Actor], Browser]:
    """`browser_of(actor)`: a browser of its own, signed in."""

    def make(actor: Actor, address: tuple[str, int] = HERE) -> Browser:
        http = TestClient(client.app, base_url=str(client.base_url), follow_redirects=False, client=address)
        browser = Browser(http)
        browser.sign_in(actor)
        return browser

    return make


@pytest.fixture
def inspector(services) -> Actor:
    """The auditor."""
    return actor_named(services, "greta@office.invalid")


def code_of(answer) -> str | None:
    """The code of an error, from the problem or from the page."""
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        return answer.json()["code"]
    found = re.search(r'data-code="(\w+)"', answer.text)
    return found[1] if found else None
