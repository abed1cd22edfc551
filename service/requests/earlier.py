"""A warning when the company itself has asked for the same worker before.

Found and weighed as the matcher does, but among the company's own requests and by what was entered in them
alone: nothing of the registry, and nothing of another company, may show in whether there is a warning.
"""

from sqlalchemy.orm import Session

from matching.keys import search_keys
from matching.score import weigh_pending
from matching.weights import default_weights
from service.registry.knowledge import KNOWLEDGE
from service.requests import repository
from service.requests.models import RequestRecord
from service.requests.schemas import CheckIssue
from service.requests.view import person_request

LIKELY = 1.0
"""Odds from which an earlier request is taken for the same worker's: more likely than not."""


def find_earlier(session: Session, row: RequestRecord) -> list[CheckIssue]:
    """One warning that names the earlier requests, or none."""
    request = person_request(row)
    if not request.names or request.birth_date is None:
        return []
    knowledge = KNOWLEDGE.get(session)
    found = repository.find_earlier(session, row, search_keys(request, knowledge.similar))
    weights = default_weights()
    same = [
        earlier.id
        for earlier in found
        if weigh_pending(request, [person_request(earlier)], knowledge.size, knowledge.frequencies, weights)
        > LIKELY
    ]
    if not same:
        return []
    return [
        CheckIssue(
            type="earlierRequest",
            name="request",
            detail="Your company has an earlier request for this worker.",
            severity="warning",
            requests=same,
        )
    ]
