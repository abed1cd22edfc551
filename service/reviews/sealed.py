"""What of a decision is personal, sealed: the numbers meant, and what reviewers wrote."""

from service.context import Services
from service.requests.schemas import ItemCode, RefusalCode
from service.reviews.models import CaseDecision
from service.reviews.schemas import DecisionKind
from service.schemas import Model
from service.storage.keys import seal, unseal


class Wanted(Model):
    """A decision as a reviewer wants it.

    `ssin` is the candidate who is meant (`same`) or the number that stays (`merge`); `replaced` is the number
    that gives way. `items` go with `ask`, `code` with `refuse`.
    """

    kind: DecisionKind
    ssin: str | None = None
    replaced: str | None = None
    items: list[ItemCode] = []  # noqa: RUF012 - pydantic copies defaults
    code: RefusalCode | None = None
    note: str = ""


class Details(Wanted):
    """The same as it is kept, with the note of the second reviewer who did not agree."""

    answer: str = ""


def seal_details(services: Services, decision: CaseDecision, details: Details) -> None:
    """Writes the details into the row."""
    content = details.model_dump_json(by_alias=True, exclude_none=True).encode()
    decision.sealed = seal(_key(services), content, decision.id.bytes)


def read_details(services: Services, decision: CaseDecision) -> Details:
    """The details of the row."""
    return Details.model_validate_json(unseal(_key(services), decision.sealed, decision.id.bytes))


def _key(services: Services) -> bytes:
    return services.vault.keys.derive("case decisions")
