"""What of a decision is personal, sealed: the numbers meant, and what reviewers wrote."""

from service.requests.schemas import ItemCode, RefusalCode
from service.reviews.models import CaseDecision
from service.reviews.schemas import DecisionKind
from service.schemas import Model


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


def write_details(decision: CaseDecision, details: Details) -> None:
    """Writes the details into the row."""
    decision.details = details.model_dump(mode="json", by_alias=True, exclude_none=True)


def read_details(decision: CaseDecision) -> Details:
    """The details of the row; of one whose request was erased only what kind it was."""
    return Details.model_validate({"kind": decision.kind, **decision.details})
