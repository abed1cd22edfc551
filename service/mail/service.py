"""Mail: written with what it reports, sent afterwards at least once under one Message-ID."""

import logging
import smtplib
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.db import now, transaction
from service.mail.models import OutgoingMail
from service.mail.texts import BODIES, ITEMS, REFUSALS, SUBJECTS
from service.settings import Settings

log = logging.getLogger(__name__)

DOMAIN = "belgianidpro.invalid"
SMTP_SECONDS = 20
BATCH = 20
MAX_DELAY = timedelta(hours=1)


def queue_mail(
    session: Session, template: str, recipient: str, language: str, request_id: UUID, **parameters: object
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
    """Sends what waits. A failure is tried again later; a crash after sending repeats the same Message-ID."""
    sent = 0
    for _ in range(BATCH):
        with transaction(engine) as session:
            due = select(OutgoingMail).where(
                OutgoingMail.sent_at.is_(None), OutgoingMail.next_attempt_at <= now()
            )
            mail = session.scalar(
                due.order_by(OutgoingMail.created_at).limit(1).with_for_update(skip_locked=True)
            )
            if mail is None:
                return sent
            try:
                _deliver(settings, compose(mail, settings), mail.id)
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one mail, the next ones leave
                log.warning("mail %s not sent: %s", mail.id, type(error).__name__)
                mail.attempts += 1
                mail.next_attempt_at = now() + min(MAX_DELAY, timedelta(seconds=2**mail.attempts))
            else:
                mail.sent_at = now()
                sent += 1
    return sent


def compose(mail: OutgoingMail, settings: Settings) -> EmailMessage:
    """The message in the requester's language."""
    language, parameters = mail.language, dict(mail.parameters)
    if "items" in parameters:
        items = [ITEMS[item][language] for item in parameters["items"]]
        parameters["items"] = "\n".join(f"- {item}" for item in items)
    if "reason" in parameters:
        parameters["reason"] = REFUSALS[parameters["reason"]][language]
    message = EmailMessage()
    message["Subject"] = SUBJECTS[mail.template][language]
    message["From"] = settings.mail_from
    message["To"] = mail.recipient
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.id}@{DOMAIN}>"
    message["Auto-Submitted"] = "auto-generated"
    url = f"{settings.public_url}/requests/{mail.request_id}"
    message.set_content(BODIES[mail.template][language].format(url=url, **parameters))
    return message


def _deliver(settings: Settings, message: EmailMessage, mail_id: UUID) -> None:
    if settings.smtp_host:
        with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SMTP_SECONDS) as smtp:
            smtp.send_message(message)
        return
    settings.mail_dir.mkdir(parents=True, exist_ok=True)
    _write_whole(settings.mail_dir / f"{mail_id}.eml", bytes(message))


def _write_whole(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
