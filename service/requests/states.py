"""The states of a request and the transitions between them: what is not in the table does not happen."""

from service.requests.schemas import RequestState

TRANSITIONS: dict[RequestState, frozenset[RequestState]] = {
    "draft": frozenset({"submitted", "cancelled", "expired"}),
    "submitted": frozenset({"processing", "cancelled"}),
    "processing": frozenset({"numberAssigned", "underReview", "cancelled"}),
    "underReview": frozenset({"numberAssigned", "moreInformationNeeded", "refused", "cancelled"}),
    "moreInformationNeeded": frozenset({"underReview", "cancelled", "expired"}),
    "numberAssigned": frozenset(),
    "refused": frozenset(),
    "cancelled": frozenset(),
    "expired": frozenset(),
}
EDITABLE: frozenset[RequestState] = frozenset({"draft", "moreInformationNeeded"})


def can_become(state: RequestState, target: RequestState) -> bool:
    """Whether the table has this transition."""
    return target in TRANSITIONS[state]
