"""The registry over HTTP, after the contract in `docs/registry-port.md`."""

import logging
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from matching.frequencies import Frequencies
from matching.person import Person, PersonRequest
from matching.ssin import SsinInvalidError, validate_ssin
from models.errors import CodedError
from service.registry.breaker import Breaker
from service.registry.port import RegistrationRefused, RegistryAnswerInvalid, RegistryUnavailable
from service.settings import Settings
from service.trace import current_trace, trace_headers

log = logging.getLogger(__name__)

TRIES = 2
"""Every call may be repeated: looks change nothing, and registering is idempotent by its id."""
AWAY = {429, 502, 503, 504}
REFUSED = {409, 422}
MOST_PERSONS = 2_000
"""Candidates of one search; a registry that names more has not understood the question."""


class _Number(BaseModel):
    """Of a registration or a replacement."""

    ssin: str


class _Found(BaseModel):
    """Of a search. Members that the contract does not know are left out."""

    items: list[dict[str, Any]]


Answer = TypeVar("Answer", _Number, _Found)


class RemoteRegistry:
    """A registry kept by another service. One object serves all threads of a process."""

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
        self._size = settings.registry_persons

    @property
    def size(self) -> int:
        """As the operator states it: it is a prior, and of the right magnitude it is good enough."""
        return self._size

    @property
    def frequencies(self) -> Frequencies:
        """The cautious default: another's registry does not tell how frequent its names are."""
        return Frequencies.default()

    def search(self, request: PersonRequest, limit: int | None) -> Sequence[Person]:
        """See `CandidateSource.search`; evidence and contact address stay here."""
        body = {"person": _asked(request), "limit": min(limit or MOST_PERSONS, MOST_PERSONS)}
        answer = self._call("POST", "/persons/query", body)
        return _persons(_checked(answer, _Found).items)[:MOST_PERSONS]

    def person(self, ssin: str) -> Person | None:
        """The person with this number, in whatever status."""
        answer = self._call("POST", "/persons/get", {"ssin": ssin}, absent_allowed=True)
        return None if answer is None else _persons([answer])[0]

    def replaced_by(self, ssin: str) -> str | None:
        """See `Registry.replaced_by`."""
        answer = self._call("POST", "/persons/replacedBy", {"ssin": ssin}, absent_allowed=True)
        return None if answer is None else _number(answer)

    def hold_number(self, ssin: str) -> bool:
        """Whether it is the number that stands today; nothing there can be held."""
        return self.replaced_by(ssin) == ssin

    def hold(self) -> bool:
        """Nothing to hold: the other registry orders its own registrations."""
        return False

    def registered(self, request_id: UUID) -> str | None:
        """See `Registry.registered`."""
        answer = self._call("GET", f"/registrations/{request_id}", absent_allowed=True)
        return None if answer is None else _number(answer)

    def register(self, request: PersonRequest, request_id: UUID) -> str:
        """See `Registry.register`; the request's id is the idempotency key."""
        body = {"requestId": str(request_id), "person": _asked(request)}
        key = {"Idempotency-Key": str(request_id)}
        return _number(self._call("POST", "/registrations", body, key, refusal=RegistrationRefused))

    def _call(
        self,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        *,
        absent_allowed: bool = False,
        refusal: type[CodedError] = RegistryAnswerInvalid,
    ) -> Any:
        """The JSON of the answer; None for a 404 where that is one. Raises `refusal` for 409 and 422."""
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
            if answer.status_code == 404 and absent_allowed:
                return None
            if answer.status_code not in {200, 201}:
                log.error("registry: status %d", answer.status_code)
                raise refusal() if answer.status_code in REFUSED else RegistryAnswerInvalid()
            try:
                return answer.json()
            except ValueError:
                raise RegistryAnswerInvalid from None
        raise RegistryUnavailable


def _asked(request: PersonRequest) -> dict[str, Any]:
    """What the other registry needs to know: the person, and nothing of how we know."""
    return request.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude={"id", "evidence", "contact_address"}
    )


def _persons(untrusted_items: list[Any]) -> list[Person]:
    try:
        persons = TypeAdapter(list[Person]).validate_python(untrusted_items)
    except ValidationError:  # its message would quote personal data
        raise RegistryAnswerInvalid from None
    for person in persons:
        _valid(person.ssin or "")
    return persons


def _number(untrusted_answer: Any) -> str:
    return _valid(_checked(untrusted_answer, _Number).ssin)


def _valid(untrusted_number: str) -> str:
    try:
        return validate_ssin(untrusted_number)
    except SsinInvalidError:
        raise RegistryAnswerInvalid from None


def _checked(untrusted_answer: Any, kind: type[Answer]) -> Answer:
    try:
        return kind.model_validate(untrusted_answer)
    except ValidationError:
        raise RegistryAnswerInvalid from None
