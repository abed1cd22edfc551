"""The decision: this person, nobody, or a reviewer. A wrong match is the one error that must not happen."""

from collections.abc import Iterable
from dataclasses import replace
from math import log2

from matching.dates import IncompleteDate
from matching.frequencies import Frequencies
from matching.identification import has_minimal_data, may_create, may_give_existing, rests_on_documents
from matching.index import CandidateSource
from matching.names import prepare
from matching.person import (
    Candidate,
    Comparison,
    Decision,
    Evidence,
    Name,
    Person,
    PersonRequest,
    Reason,
)
from matching.score import MOST_BITS, Weighed, weigh, weigh_pending
from matching.thresholds import DEFAULT, Thresholds
from matching.weights import Weights, default_weights

REASONS = {
    "uniqueStrongMatch": "One person of the registry matches, and nobody else comes near.",
    "nobodyAlike": "Nobody in the registry resembles the person.",
    "uncertain": "A person of the registry may be meant, but the evidence does not suffice.",
    "severalAlike": "More than one person of the registry may be meant.",
    "similarPersonExists": "Somebody in the registry is too similar to make a new number at once.",
    "pendingRequest": "Another request, not yet answered, may concern the same person.",
    "minimalDataMissing": "The minimal identification data for a new number are not there.",
    "nameIncomplete": "A single name or an initial is never enough for an automatic answer.",
    "birthDateIncomplete": "An incomplete birth date, or 1 January, needs the same document beside it.",
    "familyNameConflict": "The family names contradict each other.",
    "givenNamesConflict": "The given names contradict each other: this may be a twin or another relative.",
    "patronymicConflict": "The patronymics contradict each other.",
    "genderConflict": "The sexes contradict each other.",
    "birthDateConflict": "The birth dates contradict each other: this may be a parent or another relative.",
    "documentConflict": "The document is known as another person's.",
    "numberCancelled": "The number found has been cancelled.",
    "evidenceInsufficient": "The data are not verified on an acceptable document.",
}


def decide(
    request: PersonRequest,
    source: CandidateSource,
    frequencies: Frequencies,
    *,
    pending: Iterable[PersonRequest] = (),
    weights: Weights | None = None,
    thresholds: Thresholds = DEFAULT,
) -> Decision:
    """Searches `source`, weighs what it finds, and answers with reasons.

    `pending` are requests under review that a new number must not duplicate. Raises the errors of
    `matching.dates` on a malformed birth date.
    """
    weights = weights or default_weights()
    weighed = weigh(request, source, frequencies, weights, thresholds.weighed_candidates)
    total = sum(candidate.odds for candidate in weighed)
    blocks = _block_match(request, weighed, total, thresholds)
    candidates = _present(weighed, total, thresholds)
    if weighed and not blocks:
        if may_give_existing(request.evidence) and _is_sure_without_hand(request, weighed, thresholds):
            return _answer(request, "existingPerson", ["uniqueStrongMatch"], candidates, weighed[0].ssin)
        return _answer(request, "review", ["evidenceInsufficient"], candidates)
    others = weigh_pending(request, pending, source.size, frequencies, weights)
    obstacles = _block_new(
        request, weighed, total=total, pending_odds=others, weights=weights, thresholds=thresholds
    )
    if not obstacles:
        return _answer(request, "newPerson", ["nobodyAlike"], candidates)
    likely = _likely(weighed, total, thresholds)
    return _answer(request, "review", [*(blocks if likely else []), *obstacles], candidates)


def _block_match(
    request: PersonRequest, weighed: list[Weighed], total: float, thresholds: Thresholds
) -> list[str]:
    """Why the best candidate's number may not be given; empty when it may."""
    if not weighed:
        return []
    best = weighed[0]
    doubt = (1.0 + total - best.odds) / (1.0 + total)
    reasons: list[str] = list(best.comparisons.vetoes)
    if len(weighed) > 1 and log2(best.odds / weighed[1].odds) < thresholds.margin_bits:
        reasons.append("severalAlike")
    if doubt > thresholds.match_doubt:
        reasons.append("uncertain")
    if best.ssin is None:
        reasons.append("numberCancelled")
    if any(other.comparisons.level("document") == "equal" for other in weighed[1:]):
        reasons.append("documentConflict")
    if _name_is_incomplete(request.names[0] if request.names else Name(), best.person):
        reasons.append("nameIncomplete")
    weak = _date_is_weak(request.birth_date) or _date_is_weak(best.person.birth_date)
    if weak and best.comparisons.level("document") != "equal":
        reasons.append("birthDateIncomplete")  # father and son may share all else
    return reasons


def _is_sure_without_hand(request: PersonRequest, weighed: list[Weighed], thresholds: Thresholds) -> bool:
    """The match stands also when nothing that was typed speaks for it: names, date and documents carry it."""
    if request.evidence is None:
        return True
    bare = [_without_hand(candidate, request.evidence) for candidate in weighed]
    bare.sort(key=lambda candidate: -candidate.odds)
    total = sum(candidate.odds for candidate in bare)
    return bare[0].ssin == weighed[0].ssin and not _block_match(request, bare, total, thresholds)


def _without_hand(candidate: Weighed, evidence: Evidence) -> Weighed:
    """What speaks against the candidate counts wherever it comes from."""
    found = candidate.comparisons
    typed = [
        finding
        for finding in found.evidence
        if finding.bits > 0 and not rests_on_documents(finding.field, evidence)
    ]
    left = tuple(finding for finding in found.evidence if finding not in typed)
    return replace(
        candidate,
        comparisons=replace(found, evidence=left),
        odds=candidate.odds / 2.0 ** sum(finding.bits for finding in typed),
    )


def _block_new(
    request: PersonRequest,
    weighed: list[Weighed],
    *,
    total: float,
    pending_odds: float,
    weights: Weights,
    thresholds: Thresholds,
) -> list[str]:
    """Why no new number may be made; empty when it may."""
    reasons: list[str] = []
    incomplete = _name_is_incomplete(request.names[0] if request.names else Name(), None)
    partial = not request.birth_date or not IncompleteDate.parse(request.birth_date).is_complete
    miss = thresholds.incomplete_miss if incomplete or partial else thresholds.retrieval_miss
    odds = total + miss * weights.prior / (1.0 - weights.prior)
    if odds / (1.0 + odds) > thresholds.new_risk or any(
        candidate.comparisons.level("document") == "equal" for candidate in weighed
    ):
        reasons.append("similarPersonExists")
    if pending_odds / (1.0 + pending_odds) > thresholds.new_risk:
        reasons.append("pendingRequest")
    if incomplete:
        reasons.append("nameIncomplete")
    if not has_minimal_data(request):
        reasons.append("minimalDataMissing")
    if not may_create(request):
        reasons.append("evidenceInsufficient")
    return reasons


def _name_is_incomplete(asked: Name, person: Person | None) -> bool:
    """A part of the name is missing or an initial, in the request or in every name of the person."""
    names = [asked, *([] if person is None else person.names[:1])]
    return any(
        not prepare(part).tokens or prepare(part).initials_only
        for name in names
        for part in (name.family_name, name.given_names)
    )


def _date_is_weak(birth_date: str | None) -> bool:
    if not birth_date:
        return True
    date = IncompleteDate.parse(birth_date)
    return not date.is_complete or date.is_placeholder


def _likely(weighed: list[Weighed], total: float, thresholds: Thresholds) -> bool:
    return bool(weighed) and (
        weighed[0].odds / (1.0 + total) > thresholds.new_risk
        or weighed[0].comparisons.level("document") == "equal"
    )


def _present(weighed: list[Weighed], total: float, thresholds: Thresholds) -> list[Candidate]:
    return [
        Candidate(
            ssin=candidate.ssin or candidate.person.ssin or "",
            probability=round(candidate.odds / (1.0 + total), 9),
            bits=round(candidate.bits, 2),
            prior=round(log2(candidate.odds) - min(candidate.bits, MOST_BITS), 2),
            rivals=_bits_left(total - candidate.odds),
            evidence=[Comparison(**finding._asdict()) for finding in candidate.comparisons.evidence],
            vetoes=list(candidate.comparisons.vetoes),
        )
        for candidate in weighed[: thresholds.shown_candidates]
        if candidate.odds / (1.0 + total) >= thresholds.shown_probability
    ]


def _bits_left(odds: float) -> float:
    """The bits by which others of these odds lower a candidate's own; rounding may leave them below 0."""
    return round(0.0 - log2(1.0 + max(odds, 0.0)), 2)


def _answer(
    request: PersonRequest,
    outcome: str,
    codes: list[str],
    candidates: list[Candidate],
    ssin: str | None = None,
) -> Decision:
    reasons = [Reason(code=code, detail=REASONS[code]) for code in dict.fromkeys(codes)]
    return Decision.model_validate(
        {"id": request.id, "outcome": outcome, "ssin": ssin, "reasons": reasons, "candidates": candidates}
    )
