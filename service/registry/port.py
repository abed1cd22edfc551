"""What the service asks of a registry of persons, whoever keeps it: PostgreSQL here, or a service over HTTP.

`docs/registry-port.md` has the contract of the second, and says how the registers of KSZ/BCSS take its place.
"""

from typing import Protocol
from uuid import UUID

from matching.frequencies import Frequencies
from matching.index import CandidateSource
from matching.person import PersonRequest
from models.errors import CodedError


class RegistryUnavailable(CodedError):
    """The registry did not answer. What was asked may have happened: it is asked again under the same id."""

    code = "registryUnavailable"
    status = 503
    message = "The registry of persons does not answer at the moment."
    remedy = "Nothing is lost. Try again in a few minutes; a request that was sent is decided by itself."


class RegistryAnswerInvalid(CodedError):
    """The registry answered something that is none of the contract's answers."""

    code = "registryAnswerInvalid"
    status = 502
    message = "The registry of persons gave an answer that cannot be used."
    remedy = "Try again later. If it stays, tell the operator of the service."


class RegistrationRefused(CodedError):
    """The registry answered, and makes no number for this person: its own rules or its own search say so."""

    code = "registrationRefused"
    status = 409
    message = "The registry of persons makes no number for this person."
    remedy = "Compare with the candidates once more, or have the registry's manager assign a number by hand."


class NumberChangeRefused(CodedError):
    """The registry answered, and does not cancel, replace or freeze this number for us."""

    code = "numberChangeRefused"
    status = 409
    message = "The registry of persons does not change this number."
    remedy = (
        "Have the registry's manager change it there, then settle the correction again: what stands there "
        "already is taken over."
    )


class Registry(CandidateSource, Protocol):
    """A registry as one transaction sees it. `search` finds candidates, `person` gets one by its number.

    Every method may raise RegistryUnavailable and RegistryAnswerInvalid.
    """

    @property
    def is_shared(self) -> bool:
        """Whether others give its numbers too, so that it is told of those that are frozen here."""
        ...

    @property
    def frequencies(self) -> Frequencies:
        """How many bear a name, as far as the registry tells; the cautious default otherwise."""
        ...

    def replaced_by(self, ssin: str) -> str | None:
        """The number that stands today for this one: itself, or what replaced it. None if cancelled."""
        ...

    def hold_number(self, ssin: str) -> bool:
        """Whether the number may be given now; if so it stays as it is until the transaction ends, as far as
        the registry can.
        """
        ...

    def hold(self) -> bool:
        """Has whoever else registers wait until the transaction ends, as far as the registry can.

        True when somebody was added since the registry was last searched: then search again.
        """
        ...

    def registered(self, request_id: UUID) -> str | None:
        """The number that was made for this request; None when none was."""
        ...

    def register(self, request: PersonRequest, request_id: UUID) -> str:
        """Makes a number for a new person. Asked again under the same id, it returns the same number.

        Raises RegistrationRefused.
        """
        ...

    def freeze(self, ssin: str) -> bool:
        """Keeps the number from being given here until `release`. False if it is frozen, or none."""
        ...

    def release(self, ssin: str) -> None:
        """Ends the freeze."""
        ...

    def tell_frozen(self, ssin: str, correction_id: UUID, *, frozen: bool) -> None:
        """Tells a shared registry that a number is looked at, or no longer. Repeating it changes nothing.

        Raises NumberChangeRefused.
        """
        ...

    def cancel(self, ssin: str, correction_id: UUID) -> None:
        """The number is nobody's any more. Repeating it changes nothing. Raises NumberChangeRefused."""
        ...

    def replace(self, ssin: str, by: str, correction_id: UUID) -> None:
        """The person's number is another one. Repeating it changes nothing. Raises NumberChangeRefused."""
        ...
