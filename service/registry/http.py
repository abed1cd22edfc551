"""Calls of a registry over HTTP: repeated once, never to a registry that is away, and checked."""

import logging
from typing import Any

import httpx

from models.errors import CodedError
from service.registry.breaker import Breaker
from service.registry.port import RegistryAnswerInvalid, RegistryUnavailable
from service.settings import Settings
from service.trace import current_trace, trace_headers

log = logging.getLogger(__name__)

TRIES = 2
"""Every call may be repeated: looks change nothing, and what changes something is idempotent by its id."""
AWAY = {429, 502, 503, 504}
GOOD = {200, 201, 204}
REFUSED = {409, 422}
NOT_OFFERED = {404, 405, 501}


class RegistryHttp:
    """The connection to one registry, for all threads of a process."""

    def __init__(self, settings: Settings, breaker: Breaker | None = None) -> None:
        """`settings.registry_url` names the contract's base address."""
        token = settings.registry_token
        self._client = httpx.Client(
            base_url=str(settings.registry_url).rstrip("/"),
            headers={"Authorization": f"Bearer {token.get_secret_value()}"} if token else {},
            timeout=settings.registry_seconds,
            follow_redirects=False,
        )
        self._breaker = breaker or Breaker()

    def ask(
        self, method: str, path: str, body: dict[str, Any] | None = None, *, absent_allowed: bool = False
    ) -> Any:
        """The JSON of the answer; None for a 404 where that is one. Changes nothing there."""
        answer = self._call(method, path, body, None)
        if answer.status_code == 404 and absent_allowed:
            return None
        return _content(answer)

    def change(
        self,
        path: str,
        body: dict[str, Any],
        key: str,
        refusal: type[CodedError],
        refused: frozenset[int] | set[int] = REFUSED,
    ) -> Any:
        """The JSON of the answer to a change; `key` makes it idempotent. Raises `refusal`."""
        answer = self._call("POST", path, body, {"Idempotency-Key": key})
        if answer.status_code in refused:
            raise refusal
        return _content(answer)

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str] | None
    ) -> httpx.Response:
        for _ in range(TRIES):
            if not self._breaker.allows():
                break
            try:
                traced = {**trace_headers(current_trace()), **(headers or {})}
                answer = self._client.request(method, path, json=body, headers=traced)
            except httpx.TransportError as error:
                self._breaker.failed()
                log.warning("registry: %s", type(error).__name__)
                continue
            if answer.status_code in AWAY:
                self._breaker.failed()
                log.warning("registry: status %d", answer.status_code)
                continue
            self._breaker.succeeded()
            return answer
        raise RegistryUnavailable


def _content(answer: httpx.Response) -> Any:
    if answer.status_code not in GOOD:
        log.error("registry: status %d", answer.status_code)
        raise RegistryAnswerInvalid
    try:
        return answer.json() if answer.content else None
    except ValueError:
        raise RegistryAnswerInvalid from None
