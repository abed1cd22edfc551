"""Mail leaves the outbox once it is safe, under one Message-ID, and says nothing personal."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from service.db import transaction
from service.mail.models import OutgoingMail
from service.mail.service import queue_mail, send_due
from service.mail.texts import BODIES, ITEMS, REFUSALS, SUBJECTS
from service.requests import service as requests
from service.web.i18n import LANGUAGES


@pytest.fixture
def request_id(working, employer):
    with working(employer) as work:
        return requests.create_draft(work, None).id


@pytest.fixture
def queue(services, request_id):
    def write(template="numberAssigned", language="nl", **parameters):
        with transaction(services.engine) as session:
            queue_mail(session, template, "an@janssens.invalid", language, request_id, **parameters)

    return write


def read_folder(settings):
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default) for path in settings.mail_dir.iterdir()
    ]


def test_a_mail_lands_in_the_folder_once(queue, services, settings):
    queue()
    assert send_due(services.engine, settings) == 1
    assert send_due(services.engine, settings) == 0
    [mail] = read_folder(settings)
    assert mail["To"] == "an@janssens.invalid"
    assert mail["Subject"] == SUBJECTS["numberAssigned"]["nl"]


def test_a_question_lists_each_item_and_the_date(queue, services, settings, request_id):
    queue("moreInformationNeeded", "en", items=["betterScan", "otherSide"], deadline="2027-01-31")
    send_due(services.engine, settings)
    [mail] = read_folder(settings)
    text = mail.get_content()
    assert ITEMS["betterScan"]["en"] in text
    assert ITEMS["otherSide"]["en"] in text
    assert "2027-01-31" in text
    assert str(request_id) in text


def test_a_server_that_is_away_delays_and_keeps_the_message_id(queue, services, settings):
    queue("refused", reason="documentNotGenuine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    away = settings.model_copy(update={"smtp_host": "127.0.0.1", "smtp_port": port})
    assert send_due(services.engine, away) == 0
    received = []

    class Keep:
        async def handle_DATA(self, server, session, envelope):  # noqa: N802
            received.append(message_from_bytes(envelope.content, policy=policy.default))
            return "250 OK"

    with transaction(services.engine) as session:
        [mail] = session.query(OutgoingMail)
        assert (mail.attempts, mail.sent_at) == (1, None)
        mail.next_attempt_at = mail.created_at
        expected = f"<{mail.id}@belgianidpro.invalid>"
    controller = Controller(Keep(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        assert send_due(services.engine, away) == 1
    finally:
        controller.stop()
    assert [mail["Message-ID"] for mail in received] == [expected]


def test_a_mail_of_a_transaction_that_failed_never_leaves(services, settings, request_id):
    def break_off():
        with transaction(services.engine) as session:
            queue_mail(session, "numberAssigned", "an@janssens.invalid", "nl", request_id)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    assert send_due(services.engine, settings) == 0


def test_every_text_exists_in_every_language():
    for texts in (SUBJECTS, BODIES, ITEMS, REFUSALS):
        assert all(set(text) == {*LANGUAGES} for text in texts.values())
    assert SUBJECTS.keys() == BODIES.keys()
