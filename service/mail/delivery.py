"""Handing a message over: to an SMTP server, or to a folder. And which refusals are for good."""

import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID, uuid4

from models.errors import CodedError
from service.settings import Settings

SMTP_SECONDS = 20
PERMANENT = range(500, 600)
"""RFC 5321, 4.2.1: the server will not take this mail, however often it is tried."""


class MailUnencrypted(CodedError):
    code = "mailUnencrypted"
    status = 500
    message = "A password for the mail server is set, but encryption is not."
    remedy = "Set BELGIANIDPRO_SMTP_STARTTLS=true."


def deliver(settings: Settings, message: EmailMessage, mail_id: UUID) -> None:
    """Returns when the server has taken the message, or it lies in the folder.

    Raises what smtplib raises, OSError, MailUnencrypted.
    """
    if not settings.smtp_host:
        settings.mail_dir.mkdir(parents=True, exist_ok=True)
        _write_whole(settings.mail_dir / f"{mail_id}.eml", bytes(message))
        return
    if settings.smtp_username and not settings.smtp_starttls:
        raise MailUnencrypted
    with smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=SMTP_SECONDS) as smtp:
        if settings.smtp_starttls:
            smtp.starttls(context=ssl.create_default_context(cafile=settings.smtp_ca_file))
        if settings.smtp_username and settings.smtp_password:
            smtp.login(settings.smtp_username, settings.smtp_password.get_secret_value())
        smtp.send_message(message)


def permanent_failure(error: Exception) -> str | None:
    """The code of a failure that no further attempt can mend; None for one that may pass.

    A server that refuses us (sign-in, sender, a missing extension) refuses every mail: that is for the
    operator to mend, and the mails wait.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return "recipientRefused" if all(code in PERMANENT for code in codes) else None
    if isinstance(error, smtplib.SMTPDataError):
        return "contentRefused" if error.smtp_code in PERMANENT else None
    return None


def _write_whole(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)
