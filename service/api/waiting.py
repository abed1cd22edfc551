"""`Prefer: wait=N` (RFC 7240): the answer is held back until there is a better one, for N seconds at most."""

import re
import time
from collections.abc import Callable
from typing import Annotated

import anyio
from fastapi import Header, Response
from starlette.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

MAX_WAIT = 30
"""Seconds; proxies cut off what is silent for much longer."""
LOOK_EVERY = 0.2
PREFERENCE = re.compile(r"(?:^|,)\s*wait\s*=\s*\"?(\d{1,6})\"?\s*(?=[,;]|$)", re.ASCII | re.IGNORECASE)
Prefer = Annotated[
    str | None,
    Header(
        description=f"`wait=N` holds the answer back until the reading is done, {MAX_WAIT} seconds at most."
    ),
]


def wished_wait(untrusted_prefer: str | None) -> int:
    """The seconds a client would wait, at most MAX_WAIT; 0 without such a wish."""
    found = PREFERENCE.search(untrusted_prefer or "")
    return min(int(found[1]), MAX_WAIT) if found else 0


class HeldBack(Response):
    """`early`, unless `look` finds something better to say in time.

    The framework sends a response when the transaction of its call is over, so the workers see what the
    client waits for, and nothing is held open meanwhile.
    """

    def __init__(self, early: Response, seconds: int, look: Callable[[], Response | None]) -> None:
        super().__init__(early.body, early.status_code, dict(early.headers))
        self._early, self._seconds, self._look = early, seconds, look

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Looks again and again, then sends."""
        deadline = time.monotonic() + self._seconds
        better = await run_in_threadpool(self._look)
        while better is None and time.monotonic() < deadline:
            await anyio.sleep(LOOK_EVERY)
            better = await run_in_threadpool(self._look)
        response = better or self._early
        response.headers["Preference-Applied"] = f"wait={self._seconds}"
        await response(scope, receive, send)
