"""How the service is, asked at most once in a few seconds however many ask, and answered in bounded time."""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from typing import Literal

from service.operations.parts import Part, code_of

Status = Literal["UP", "DEGRADED", "DOWN"]
ANSWER_SECONDS = 4.0
"""A part that has not answered by then counts as down; it is asked again when it has."""
NEEDED: frozenset[Part] = frozenset({"database"})
"""Without these nothing works; without another the rest does."""


@dataclass(frozen=True)
class PartHealth:
    """One part; `code` says what is wrong with one that is down, `milliseconds` how long it took."""

    status: Literal["UP", "DOWN"]
    milliseconds: float
    code: str | None = None


@dataclass(frozen=True)
class Health:
    """The whole, by the federal guide's three words, and each part."""

    status: Status
    parts: Mapping[Part, PartHealth]


class HealthMonitor:
    """Asks all parts at the same time, each in a thread of its own, and remembers the answer."""

    def __init__(self, checks: Mapping[Part, Callable[[], None]], seconds: float) -> None:
        """`seconds` is how long an answer is good for."""
        self._checks, self._seconds = checks, seconds
        self._asking = threading.Lock()
        self._running: dict[Part, Future[PartHealth]] = {}
        self._latest: tuple[float, Health] | None = None

    def look(self) -> Health:
        """The health now or a few seconds ago. Who comes while it is asked for gets the answer before it."""
        latest = self._recent(self._seconds)
        if latest is not None:
            return latest
        if not self._asking.acquire(blocking=False):
            latest = self._recent(self._seconds + ANSWER_SECONDS)
            if latest is not None:
                return latest
            self._asking.acquire()
        try:
            latest = self._recent(self._seconds)
            if latest is None:
                latest = self._ask()
                self._latest = time.monotonic(), latest
            return latest
        finally:
            self._asking.release()

    def _recent(self, seconds: float) -> Health | None:
        latest = self._latest
        return latest[1] if latest is not None and time.monotonic() - latest[0] < seconds else None

    def _ask(self) -> Health:
        for part, check in self._checks.items():
            if part not in self._running or self._running[part].done():
                self._running[part] = _begin(check, part)
        wait_for(self._running.values(), ANSWER_SECONDS)
        late = PartHealth("DOWN", ANSWER_SECONDS * 1000, "timedOut")
        parts = {part: asked.result() if asked.done() else late for part, asked in self._running.items()}
        down = {part for part, health in parts.items() if health.status == "DOWN"}
        return Health("DOWN" if down & NEEDED else "DEGRADED" if down else "UP", parts)


def _begin(check: Callable[[], None], part: Part) -> "Future[PartHealth]":
    """Asks in a thread that nobody has to wait for: a network may keep it for minutes."""
    answer: Future[PartHealth] = Future()

    def ask() -> None:
        began = time.perf_counter()
        code = None
        try:
            check()
        except Exception as error:  # noqa: BLE001 - whatever a part says is its state
            code = code_of(error)
        milliseconds = round((time.perf_counter() - began) * 1000, 1)
        answer.set_result(PartHealth("UP" if code is None else "DOWN", milliseconds, code))

    threading.Thread(target=ask, name=f"health {part}", daemon=True).start()
    return answer
