"""What a decision does once it is carried out. Callers hold the request and have checked the decision."""

from datetime import timedelta

from service.audit.service import record
from service.context import Work
from service.db import now
from service.registry.service import lock_creation, register, search
from service.requests.completion import fields_completed
from service.requests.models import RequestRecord, RequestRound
from service.requests.pending import replace_pending_keys
from service.requests.service import give_number, move, tell
from service.requests.view import person_request
from service.reviews.cases import decision_of
from service.reviews.errors import (
    CandidatesChanged,
    NothingAsked,
    NumberNotAssignable,
    NumbersNotMergeable,
    NumberUnderCorrection,
    RoundsUsedUp,
)
from service.reviews.sealed import Wanted
from service.schemas import clean
from service.statistics.service import note_reviewed

MAX_NOTE = 2000


def check_wanted(work: Work, row: RequestRecord, wanted: Wanted) -> None:
    """Raises what can be told of a decision before it is carried out: a choice that is missing or is none."""
    shown = {candidate.ssin for candidate in decision_of(row).candidates}
    if wanted.kind == "same" and wanted.ssin not in shown:
        raise NumberNotAssignable
    if wanted.kind == "merge":
        pair = {wanted.ssin, wanted.replaced}
        if len(pair) != 2 or not pair <= shown or not may_merge(work):
            raise NumbersNotMergeable
    if wanted.kind == "ask":
        if not wanted.items:
            raise NothingAsked
        if len(row.rounds) >= work.settings.question_rounds:
            raise RoundsUsedUp(limit=work.settings.question_rounds)


def may_merge(work: Work) -> bool:
    """Whether numbers can be merged here: a registry over HTTP has its own people for that."""
    return work.settings.registry_url is None


def carry_out(work: Work, row: RequestRecord, wanted: Wanted) -> None:
    """Does what was decided. Raises CandidatesChanged, NumberNotAssignable, NumberUnderCorrection,
    NumbersNotMergeable, and what the registry raises.
    """
    row.note = clean(wanted.note)[:MAX_NOTE] or None
    row.version += 1
    note_reviewed(work, row, wanted.kind, wanted.ssin)
    if wanted.kind == "same":
        _assign(work, row, wanted.ssin or "")
    elif wanted.kind == "new":
        _create(work, row)
    elif wanted.kind == "merge":
        _merge(work, row, wanted.ssin or "", wanted.replaced or "")
    elif wanted.kind == "ask":
        _ask(work, row, wanted)
    else:
        _refuse(work, row, wanted)


def _assign(work: Work, row: RequestRecord, ssin: str) -> None:
    """The number of a candidate; a replaced one is followed."""
    registry = work.registry
    valid = registry.replaced_by(ssin)
    if valid is None:
        raise NumberNotAssignable
    if not registry.hold_number(valid):
        raise NumberUnderCorrection
    row.completed = fields_completed(registry, row, valid)
    give_number(work, row, valid, work.actor, "existingPerson")


def _create(work: Work, row: RequestRecord) -> None:
    """A number for a new person, unless somebody came whom the reviewer has not seen."""
    request = person_request(row)
    lock_creation(work.session, request)
    found = search(work.session, request, row.id, work.registry)
    shown = {candidate.ssin for candidate in decision_of(row).candidates}
    if any(candidate.ssin not in shown for candidate in found.candidates):
        raise CandidatesChanged
    give_number(work, row, register(work.session, request, row.id, work.registry), work.actor, "newPerson")


def _merge(work: Work, row: RequestRecord, stays: str, gives_way: str) -> None:
    """Two numbers are one person's: one gives way, and the request gets the other."""
    registry = work.registry
    for ssin in sorted((stays, gives_way)):
        if registry.replaced_by(ssin) != ssin or not registry.hold_number(ssin):
            raise NumbersNotMergeable
    registry.replace(gives_way, stays, row.id)
    record(work.session, work.actor, "mergeNumbers", "request", row.id, "review")
    work.session.flush()
    _assign(work, row, stays)


def _ask(work: Work, row: RequestRecord, wanted: Wanted) -> None:
    """Coded items, to be answered by a deadline; silence lets the request expire."""
    items = [*wanted.items]
    move(work, row, "moreInformationNeeded", work.actor, "asked")
    row.items = [*items]
    row.deadline = now() + timedelta(days=work.settings.answer_days)
    asked = RequestRound(
        number=len(row.rounds) + 1, items=[*items], asked_by=work.actor.account_id, deadline=row.deadline
    )
    row.rounds.append(asked)
    tell(work, row, "moreInformationNeeded", items=[*items], deadline=row.deadline.isoformat())


def _refuse(work: Work, row: RequestRecord, wanted: Wanted) -> None:
    code = wanted.code or ""
    move(work, row, "refused", work.actor, code)
    row.refusal_code = code
    replace_pending_keys(work.session, row.id, None)
    record(work.session, work.actor, "refuse", "request", row.id, code)
    tell(work, row, "refused", reason=code)
