"""Mail servers that do as they are told, and what they and the folder took."""

import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller

from service.db import transaction
from service.mail.models import OutgoingMail

DEADLINE = "2027-01-31T11:00:00+00:00"
WRITTEN = {"nl": "31 januari 2027", "fr": "31 janvier 2027", "de": "31. Januar 2027", "en": "31 January 2027"}


class Keep:
    """A mail server that keeps what it takes, and answers as it is told to."""

    def __init__(self, data="250 OK", rcpt="250 OK"):
        self.data, self.rcpt, self.mails, self.asked = data, rcpt, [], 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        self.asked += 1
        envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.data.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.data


class DieAfterAccepting(Keep):
    """Takes the mail and is gone before it can say so."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await super().handle_DATA(server, session, envelope)
        server.transport.abort()
        return "250 nobody hears this"


@contextmanager
def running(handler, settings, port=0, **options):
    """A server on loopback, and settings that send there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield settings.model_copy(update={"smtp_host": "127.0.0.1", "smtp_port": port})
    finally:
        controller.stop()


def read_folder(settings):
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in settings.mail_dir.iterdir()
    ]


def parts(mail):
    """The plain text and the HTML."""
    return tuple(mail.get_body((kind,)).get_content() for kind in ("plain", "html"))


def outbox(services):
    with transaction(services.engine) as session:
        return session.query(OutgoingMail).order_by(OutgoingMail.created_at).all()
