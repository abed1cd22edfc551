"""What is no longer needed goes by itself: each kind after its days (`Settings.retain_…`), in small steps.

Nothing of a request under a legal hold, or whose number is being corrected, goes. Why each kind is kept so
long stands in docs/privacy.md.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, or_, select

from service.auth.models import SignInSession
from service.context import Services
from service.corrections.models import Correction
from service.db import now, transaction
from service.erasure.errors import RequestHeld, RequestStillOpen
from service.erasure.models import LegalHold
from service.erasure.replay import replay_erasures
from service.erasure.service import erase_request, erase_uploads, finish_erasures
from service.errors import ResourceNotFound
from service.extractions.models import ExtractionRecord
from service.jobs.models import Job
from service.mail.models import OutgoingMail
from service.requests.models import RequestRecord
from service.webhooks.models import WebhookDelivery

log = logging.getLogger(__name__)

BATCH = 50
"""Of each kind in one step."""
EVERY_SECONDS = 600.0
"""Between two rounds of a process; a step that was full is followed by the next at once."""
UNFINISHED = ("cancelled", "expired")
ENDED = ("numberAssigned", "refused")
PAUSE_SECONDS = 60.0
"""After a step that failed, because the store was away."""
BY_AGE = "retention"


def retain(services: Services, moment: datetime | None = None) -> dict[str, int]:
    """One step of everything. Returns how many of each kind went; kinds of which none did are left out."""
    moment = moment or now()
    counts = {
        "request": _erase_requests(services, moment),
        "scan": _erase_scans(services, moment),
        "extraction": _erase_unused(services, moment),
        **_delete_rows(services, moment),
        "finished": finish_erasures(services),
    }
    counts = {kind: count for kind, count in counts.items() if count}
    if counts:
        log.info("retention: %s", ", ".join(f"{kind} {count}" for kind, count in counts.items()))
    return counts


class Retaining:
    """The chore of the sweeper: a step now and then, one after the other while there is more."""

    def __init__(self) -> None:
        self._next, self._replayed = 0.0, False

    def __call__(self, services: Services) -> None:
        """A step, if one is due."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + PAUSE_SECONDS
        if not self._replayed:  # somebody may have put a backup in place while nothing ran
            replay_erasures(services)
            self._replayed = True
        counts = retain(services)
        full = any(count >= BATCH for count in counts.values())
        self._next = time.monotonic() + (0.0 if full else EVERY_SECONDS)


def _kept() -> ColumnElement[bool]:
    """Requests of which nothing may go."""
    held = exists().where(LegalHold.request_id == RequestRecord.id, LegalHold.holding())
    unsettled = exists().where(Correction.request_id == RequestRecord.id, Correction.settled_at.is_(None))
    return or_(held, unsettled)


def _erase_requests(services: Services, moment: datetime) -> int:
    settings = services.settings
    unfinished = moment - timedelta(days=settings.retain_unfinished_days)
    ended = moment - timedelta(days=settings.retain_request_days)
    query = select(RequestRecord.id).where(
        RequestRecord.erased_at.is_(None),
        or_(
            and_(RequestRecord.state.in_(UNFINISHED), RequestRecord.updated_at < unfinished),
            and_(RequestRecord.state.in_(ENDED), RequestRecord.updated_at < ended),
        ),
        ~_kept(),
    )
    with transaction(services.engine) as session:
        due = session.scalars(query.order_by(RequestRecord.updated_at).limit(BATCH)).all()
    done = 0
    for request_id in due:
        try:
            erase_request(services, request_id, BY_AGE)
        except (RequestHeld, RequestStillOpen, ResourceNotFound):
            continue  # something happened to it meanwhile
        done += 1
    return done


def _erase_scans(services: Services, moment: datetime) -> int:
    """Scans of requests that have come to their end: the request stays, its pictures do not."""
    over = moment - timedelta(days=services.settings.retain_scan_days)
    of_request = or_(
        ExtractionRecord.request_id == RequestRecord.id, RequestRecord.extraction_id == ExtractionRecord.id
    )
    ended = and_(RequestRecord.state.in_((*ENDED, *UNFINISHED)), RequestRecord.updated_at < over)
    query = select(ExtractionRecord.id).where(
        ExtractionRecord.erased_at.is_(None),
        exists().where(of_request, ended),
        ~exists().where(of_request, or_(~ended, _kept())),
    )
    return _erase(services, query)


def _erase_unused(services: Services, moment: datetime) -> int:
    """Uploads of programs that no request was made of."""
    over = moment - timedelta(days=services.settings.retain_extraction_days)
    used = exists().where(RequestRecord.extraction_id == ExtractionRecord.id)
    query = select(ExtractionRecord.id).where(
        ExtractionRecord.erased_at.is_(None),
        ExtractionRecord.request_id.is_(None),
        ExtractionRecord.created_at < over,
        ~used,
    )
    return _erase(services, query)


def _erase(services: Services, query: Select[UUID]) -> int:
    with transaction(services.engine) as session:
        due = session.scalars(query.order_by(ExtractionRecord.created_at).limit(BATCH)).all()
    if due:
        erase_uploads(services, due, BY_AGE)
    return len(due)


def _delete_rows(services: Services, moment: datetime) -> dict[str, int]:
    """Rows without personal data of a worker: mails, messages to webhooks, jobs, sessions."""
    settings = services.settings

    def before(days: int) -> datetime:
        return moment - timedelta(days=days)

    held = exists().where(LegalHold.request_id == OutgoingMail.request_id, LegalHold.holding())
    told = exists().where(LegalHold.request_id == WebhookDelivery.request_id, LegalHold.holding())
    mail, message = before(settings.retain_mail_days), before(settings.retain_webhook_days)
    read_by = exists().where(ExtractionRecord.job_id == Job.id)
    kinds: dict[str, tuple[Any, ...]] = {
        "mail": (OutgoingMail, OutgoingMail.created_at < mail, ~_waits(), ~held),
        "webhook": (
            WebhookDelivery,
            WebhookDelivery.occurred_at < message,
            WebhookDelivery.state != "queued",
            ~told,
        ),
        "job": (Job, Job.finished_at < before(settings.retain_job_days), ~read_by),
        "session": (SignInSession, SignInSession.expires_at < before(settings.retain_session_days)),
    }
    counts = {}
    for kind, (table, *conditions) in kinds.items():
        with transaction(services.engine) as session:
            due = select(table.id).where(*conditions).limit(BATCH * 10).with_for_update(skip_locked=True)
            gone = session.scalars(delete(table).where(table.id.in_(due)).returning(table.id)).all()
        counts[kind] = len(gone)
    return counts


def _waits() -> ColumnElement[bool]:
    return and_(OutgoingMail.sent_at.is_(None), OutgoingMail.failed_at.is_(None))
