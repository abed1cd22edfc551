"""Mails of a request in the outbox, and a server that asks for a password."""

import ssl
from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult

from service.db import now, transaction
from service.mail.models import OutgoingMail
from service.mail.service import queue_mail
from service.requests import service as requests
from tests.service.mail.certificates import make_certificate


@pytest.fixture
def request_id(working, employer):
    with working(employer) as work:
        return requests.create_draft(work, None).id


@pytest.fixture
def queue(services, request_id):
    def write(template="numberAssigned", language="nl", recipient="an@janssens.invalid", **parameters):
        with transaction(services.engine) as session:
            queue_mail(session, template, recipient, language, request_id, **parameters)

    return write


@pytest.fixture
def make_due(services):
    """Time passes until whatever waits is due again."""

    def pass_time():
        with transaction(services.engine) as session:
            for mail in session.query(OutgoingMail):
                mail.next_attempt_at = now() - timedelta(seconds=1)

    return pass_time


@pytest.fixture
def certificate(tmp_path):
    return make_certificate(tmp_path)


@pytest.fixture
def guarded(certificate):
    """Options of a server that takes mail encrypted, from whoever knows the password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)

    def check(server, session, envelope, mechanism, data):
        return AuthResult(success=(data.login, data.password) == (b"portal", b"secret"))

    return {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": check,
    }
