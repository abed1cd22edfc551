"""What a decision goes against, and what needs a second reviewer. Held here, whatever a page shows."""

from matching.identification import IDENTIFYING_FIELDS, has_minimal_data
from matching.person import Candidate
from matching.thresholds import DEFAULT
from service.requests.models import RequestRecord
from service.requests.view import person_request
from service.reviews.cases import decision_of
from service.reviews.schemas import Ground
from service.reviews.sealed import Wanted

SURE = 0.99
"""Below this probability of a candidate, giving its number goes against the evidence."""
STRONG = 0.5
"""Likelier than not: a new number beside such a candidate may be a duplicate, so two reviewers make it."""


def grounds_same(row: RequestRecord, candidate: Candidate) -> list[Ground]:
    """What giving the candidate's number goes against."""
    found: list[Ground] = []
    if candidate.vetoes:
        found.append("veto")
    if candidate.probability < SURE:
        found.append("lowEvidence")
    return [*found, *_conflict(row)]


def grounds_new(row: RequestRecord) -> list[Ground]:
    """What a new number goes against."""
    found: list[Ground] = []
    if any(_resembles(candidate) for candidate in decision_of(row).candidates):
        found.append("similarPerson")
    if not has_minimal_data(person_request(row)):
        found.append("minimalDataMissing")
    return [*found, *_conflict(row)]


def grounds_of(row: RequestRecord, wanted: Wanted) -> list[Ground]:
    """What a decision goes against; empty when it needs no note."""
    if wanted.kind == "same":
        meant = [one for one in decision_of(row).candidates if one.ssin == wanted.ssin]
        return grounds_same(row, meant[0]) if meant else []
    if wanted.kind == "new":
        return grounds_new(row)
    return ["merge"] if wanted.kind == "merge" else []


def needs_second(row: RequestRecord, wanted: Wanted) -> bool:
    """Whether somebody else has to confirm the decision."""
    return wanted.kind == "merge" or (wanted.kind == "new" and new_needs_second(row))


def new_needs_second(row: RequestRecord) -> bool:
    """Whether a candidate is so strong that two reviewers make a new number."""
    return any(one.probability >= STRONG or _has_document(one) for one in decision_of(row).candidates)


def _resembles(candidate: Candidate) -> bool:
    return candidate.probability > DEFAULT.new_risk or _has_document(candidate)


def _has_document(candidate: Candidate) -> bool:
    return any(one.field == "document" and one.level == "equal" for one in candidate.evidence)


def _conflict(row: RequestRecord) -> list[Ground]:
    """Two readings of a name or of the birth date that differ: whichever was entered, one speaks against."""
    fields = person_request(row).evidence
    read = fields.fields if fields else {}
    found = [name for name in IDENTIFYING_FIELDS if name in read and read[name].status == "conflict"]
    return ["conflict"] if found else []
