"""Mail: written with what it reports, sent afterwards at least once under one Message-ID."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from service.backoff import backoff
from service.db import CLOCK, database_now, transaction
from service.mail.delivery import deliver, permanent_failure
from service.mail.message import compose
from service.mail.models import OutgoingMail
from service.mail.texts import SUBJECTS
from service.operations.logs import EXTRA
from service.settings import Settings
from service.trace import tracing

log = logging.getLogger(__name__)

BATCH = 20
GAVE_UP, CANNOT_BE_WRITTEN = "gaveUp", "cannotBeWritten"
"""Codes of a mail that no server took in `Settings.mail_max_attempts`, and of one whose address is none."""
LISTED = 500


@dataclass(frozen=True)
class MailStatus:
    """The outbox in numbers, and what was given up, oldest first (`LISTED` at most)."""

    waiting: int
    retried: int
    """Of those waiting, how many have failed at least once."""
    sent: int
    failed: int
    failures: list[OutgoingMail]


def queue_mail(
    session: Session,
    template: str,
    recipient: str,
    language: str,
    request_id: UUID | None,
    **parameters: object,
) -> None:
    """Puts a mail into the outbox; it leaves only if the transaction commits."""
    session.add(
        OutgoingMail(
            template=template,
            recipient=recipient,
            language=language if language in SUBJECTS[template] else "en",
            request_id=request_id,
            parameters=parameters,
        )
    )


def send_due(engine: Engine, settings: Settings) -> int:
    """Sends what waits. Returns how many left.

    A failure that may pass is tried again later, one for good is marked with its code. A crash after sending
    repeats the same Message-ID.
    """
    sent = 0
    for _ in range(BATCH):
        with transaction(engine) as session:
            due = select(OutgoingMail).where(
                OutgoingMail.sent_at.is_(None),
                OutgoingMail.failed_at.is_(None),
                OutgoingMail.next_attempt_at <= database_now(session),
            )
            mail = session.scalar(
                due.order_by(OutgoingMail.created_at).limit(1).with_for_update(skip_locked=True)
            )
            if mail is None:
                return sent
            with tracing(mail.trace_id):
                sent += _send(session, mail, settings)
    return sent


def mail_status(session: Session) -> MailStatus:
    """What an operator should know of the outbox."""
    open_ones = OutgoingMail.sent_at.is_(None) & OutgoingMail.failed_at.is_(None)
    counts = session.execute(
        select(
            func.count().filter(open_ones),
            func.count().filter(open_ones, OutgoingMail.attempts > 0),
            func.count().filter(OutgoingMail.sent_at.is_not(None)),
            func.count().filter(OutgoingMail.failed_at.is_not(None)),
        ).select_from(OutgoingMail)
    ).one()
    failures = select(OutgoingMail).where(OutgoingMail.failed_at.is_not(None))
    listed = session.scalars(failures.order_by(OutgoingMail.failed_at).limit(LISTED))
    return MailStatus(*counts, failures=[*listed])


def retry_failed(session: Session) -> int:
    """Has everything that was given up tried again, under the same Message-IDs. Returns how many."""
    again = update(OutgoingMail).where(OutgoingMail.failed_at.is_not(None))
    values = {"failed_at": None, "failure_code": None, "attempts": 0, "next_attempt_at": CLOCK}
    result = session.execute(again.values(**values).returning(OutgoingMail.id))
    return len(result.all())


def _send(session: Session, mail: OutgoingMail, settings: Settings) -> bool:
    """Whether the mail left. Whatever is wrong with one mail, the next ones leave."""
    try:
        message = compose(mail, settings, _first_of_thread(session, mail))
    except Exception:  # noqa: BLE001 - an address that breaks the header raises what it likes
        _give_up(mail, CANNOT_BE_WRITTEN, database_now(session))
        return False
    try:
        deliver(settings, message, mail.id)
    except Exception as error:  # noqa: BLE001 - the network, the server, the disk
        _note_failure(mail, error, settings, database_now(session))
        return False
    mail.sent_at = database_now(session)
    log.info("mail sent", extra={EXTRA: {"mail": mail.id, "template": mail.template}})
    return True


def _note_failure(mail: OutgoingMail, error: Exception, settings: Settings, moment: datetime) -> None:
    mail.attempts += 1
    code = permanent_failure(error)
    if code is not None or mail.attempts >= settings.mail_max_attempts:
        _give_up(mail, code or GAVE_UP, moment)
        return
    first, longest = settings.mail_retry_seconds, settings.mail_longest_retry_seconds
    mail.next_attempt_at = moment + backoff(mail.attempts, first, longest)
    log.warning("mail %s not sent: %s", mail.id, type(error).__name__)


def _give_up(mail: OutgoingMail, code: str, moment: datetime) -> None:
    mail.failed_at, mail.failure_code = moment, code
    log.error("mail %s given up: %s", mail.id, code)


def _first_of_thread(session: Session, mail: OutgoingMail) -> UUID | None:
    """The first mail about the same request that the recipient had."""
    if mail.request_id is None:
        return None
    query = select(OutgoingMail.id).where(
        OutgoingMail.request_id == mail.request_id, OutgoingMail.recipient == mail.recipient
    )
    return session.scalar(query.order_by(OutgoingMail.created_at, OutgoingMail.id).limit(1))
