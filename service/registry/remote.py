"""The registry over HTTP, after the contract in `docs/registry-port.md`."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, TypeAdapter, ValidationError
from sqlalchemy.orm import Session

from matching.frequencies import Frequencies
from matching.person import Person, PersonRequest
from matching.ssin import SsinInvalidError, validate_ssin
from service.registry.breaker import Breaker
from service.registry.frozen import freeze, is_frozen, release
from service.registry.http import NOT_OFFERED, REFUSED, RegistryHttp
from service.registry.port import NumberChangeRefused, RegistrationRefused, RegistryAnswerInvalid
from service.settings import Settings

MOST_PERSONS = 2_000
"""Candidates of one search; a registry that names more has not understood the question."""


class _Number(BaseModel):
    """Of a registration or a replacement."""

    ssin: str


class _Found(BaseModel):
    """Of a search. Members that the contract does not know are left out."""

    items: list[dict[str, Any]]


Answer = TypeVar("Answer", _Number, _Found)


class RemoteSource:
    """What is asked of a registry kept by another service. One object serves all threads of a process."""

    is_shared = True

    def __init__(self, settings: Settings, breaker: Breaker | None = None) -> None:
        self.http = RegistryHttp(settings, breaker)
        self.size = settings.registry_persons
        """As the operator states it: it is a prior, and of the right magnitude it is good enough."""

    @property
    def frequencies(self) -> Frequencies:
        """The cautious default: another's registry does not tell how frequent its names are."""
        return Frequencies.default()

    def search(self, request: PersonRequest, limit: int | None) -> Sequence[Person]:
        """See `CandidateSource.search`; evidence and contact address stay here."""
        body = {"person": _asked(request), "limit": min(limit or MOST_PERSONS, MOST_PERSONS)}
        answer = self.http.ask("POST", "/persons/query", body)
        return _persons(_checked(answer, _Found).items)[:MOST_PERSONS]

    def person(self, ssin: str) -> Person | None:
        """The person with this number, in whatever status."""
        answer = self.http.ask("POST", "/persons/get", {"ssin": ssin}, absent_allowed=True)
        return None if answer is None else _persons([answer])[0]

    def replaced_by(self, ssin: str) -> str | None:
        """See `Registry.replaced_by`."""
        answer = self.http.ask("POST", "/persons/replacedBy", {"ssin": ssin}, absent_allowed=True)
        return None if answer is None else _number(answer)

    def hold(self) -> bool:
        """Nothing to hold: the other registry orders its own registrations."""
        return False

    def registered(self, request_id: UUID) -> str | None:
        """See `Registry.registered`."""
        answer = self.http.ask("GET", f"/registrations/{request_id}", absent_allowed=True)
        return None if answer is None else _number(answer)

    def register(self, request: PersonRequest, request_id: UUID) -> str:
        """See `Registry.register`; the request's id is the idempotency key."""
        body = {"requestId": str(request_id), "person": _asked(request)}
        return _number(self.http.change("/registrations", body, str(request_id), RegistrationRefused))

    def tell_frozen(self, ssin: str, correction_id: UUID, *, frozen: bool) -> None:
        """See `Registry.tell_frozen`."""
        self._change("freeze" if frozen else "release", correction_id, {"ssin": ssin})

    def cancel(self, ssin: str, correction_id: UUID) -> None:
        """See `Registry.cancel`. Looks first: an answer may have been lost, or somebody did it by hand."""
        if self.replaced_by(ssin) is not None:
            self._change("cancel", correction_id, {"ssin": ssin})

    def replace(self, ssin: str, by: str, correction_id: UUID) -> None:
        """See `Registry.replace`. Looks first, as `cancel` does."""
        if self.replaced_by(ssin) != by:
            self._change("replace", correction_id, {"ssin": ssin, "replacedBy": by})

    def _change(self, change: str, correction_id: UUID, body: dict[str, str]) -> None:
        told = {**body, "correctionId": str(correction_id)}
        refused = REFUSED | NOT_OFFERED
        self.http.change(
            f"/numbers/{change}", told, f"{correction_id}-{change}", NumberChangeRefused, refused
        )


class RemoteRegistry(RemoteSource):
    """The same in one transaction: what is frozen here stands in our own database, whatever happens there."""

    def __init__(self, source: RemoteSource, session: Session) -> None:
        self.http, self.size, self._session = source.http, source.size, session

    def hold_number(self, ssin: str) -> bool:
        """Whether it is the number that stands today, and not frozen here; nothing there can be held."""
        return not is_frozen(self._session, ssin) and self.replaced_by(ssin) == ssin

    def freeze(self, ssin: str) -> bool:
        """See `Registry.freeze`: at once and whether or not the other registry answers."""
        return freeze(self._session, ssin)

    def release(self, ssin: str) -> None:
        """See `Registry.release`."""
        release(self._session, ssin)


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
