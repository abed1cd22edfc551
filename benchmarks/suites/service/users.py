"""People at the portal and programs at the API: what they look at, how long they think, what it takes."""

import asyncio
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

ACCOUNT = re.compile(r'name="account" value="([0-9a-f-]{36})"')
LINK = re.compile(r'href="(/requests/[0-9a-f-]{36})"')
CSRF = re.compile(r'name="csrfToken" value="([^"]+)"')
IDENTIFIER = re.compile(r"[0-9a-f-]{36}")
THINK_SECONDS = (3.0, 9.0)
"""A person reads a page before the next click."""
POLL_SECONDS = 0.4
KEPT_SECONDS = 2.0
"""Shorter than the server keeps a connection, or one would be used that it is just closing."""
TIMEOUT_SECONDS = 60.0
UPLOADS_AHEAD = 3
"""A program keeps so many documents in the queue, so that the worker never waits for it."""


@dataclass
class Figures:
    """Seconds by route, statuses that were no success, and pages read with the moment they were done."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    done: list[float] = field(default_factory=list)

    async def call(self, client: httpx.AsyncClient, method: str, path: str, **more: object) -> httpx.Response:
        """One call, measured until its last byte; one that got no answer counts as refused."""
        route = f"{method} {IDENTIFIER.sub('{id}', path)}"
        began = time.perf_counter()
        try:
            answer = await client.request(method, path, **more)  # type: ignore[arg-type]
        except httpx.TransportError as error:
            self.refused[f"{route} {type(error).__name__}"] += 1
            return httpx.Response(599)
        self.seconds[route].append(time.perf_counter() - began)
        if answer.status_code >= 400:
            self.refused[f"{route} {answer.status_code}"] += 1
        return answer


async def walk_portal(url: str, token: str, figures: Figures, over: asyncio.Event, seed: int) -> None:
    """One person: signs in, looks at requests, begins new ones, and asks the API as their software would."""
    chance = random.Random(seed)
    async with _client(url) as client:
        await asyncio.sleep(chance.uniform(0, THINK_SECONDS[1]))
        page = (await client.get("/sign-in")).text
        accounts = ACCOUNT.findall(page)
        await client.post("/sign-in", data={"account": chance.choice(accounts[:2])})
        program = {"Authorization": f"Bearer {token}"}
        while not over.is_set():
            history = await figures.call(client, "GET", "/requests")
            if await _think(over, chance):
                return
            requests = LINK.findall(history.text)
            if requests:
                await figures.call(client, "GET", chance.choice(requests))
                if await _think(over, chance):
                    return
            question = await figures.call(client, "GET", "/requests/new")
            if await _think(over, chance):
                return
            csrf = CSRF.search(question.text)
            form = {"csrfToken": csrf[1] if csrf else "", "route": "regular"}
            await figures.call(client, "POST", "/requests/new", data=form)
            await figures.call(client, "GET", "/requests/new/upload")
            if await _think(over, chance):
                return
            await figures.call(client, "GET", "/openapi.json", headers=program)
            await figures.call(client, "GET", "/health")


async def upload_documents(
    url: str, token: str, documents: Sequence[bytes], figures: Figures, over: asyncio.Event
) -> None:
    """A program that uploads one page after another and asks for each until it is read."""
    headers = {"Authorization": f"Bearer {token}"}
    async with _client(url) as client:
        client.headers.update(headers)
        waiting: list[str] = []
        number = 0
        while not over.is_set():
            if len(waiting) < UPLOADS_AHEAD:
                content = documents[number % len(documents)]
                answer = await client.post("/v1/extractions", files={"files": ("page.jpg", content)})
                number += 1
                if answer.status_code == 202:
                    waiting.append(answer.headers["Location"])
                else:
                    figures.refused[f"POST /v1/extractions {answer.status_code}"] += 1
                    await asyncio.sleep(float(answer.headers.get("Retry-After", 1)))
                continue
            await asyncio.sleep(POLL_SECONDS)
            for href in [*waiting]:
                answer = await figures.call(client, "GET", href)
                if answer.status_code == 303 or '"failed"' in answer.text:
                    waiting.remove(href)
                    if answer.status_code == 303:
                        figures.done.append(time.monotonic())


def _client(url: str) -> httpx.AsyncClient:
    """A browser or a program of its own: cookies and connections are not shared."""
    limits = httpx.Limits(keepalive_expiry=KEPT_SECONDS)
    # There is no TLS on loopback: to load certificates for a hundred clients would take seconds.
    return httpx.AsyncClient(
        base_url=url,
        timeout=TIMEOUT_SECONDS,
        limits=limits,
        trust_env=False,
        verify=False,  # noqa: S501
    )


async def _think(over: asyncio.Event, chance: random.Random) -> bool:
    """Waits as a person does; True when the run is over."""
    try:
        await asyncio.wait_for(over.wait(), chance.uniform(*THINK_SECONDS))
    except TimeoutError:
        return False
    return True
