"""Mail leaves the outbox once it is safe, under one Message-ID, whatever the server does."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from typer.testing import CliRunner

from service.cli.app import app
from service.db import transaction
from service.mail.service import mail_status, queue_mail, retry_failed, send_due
from service.mail.texts import SUBJECTS
from tests.service.mail.servers import (
    DieAfterAccepting,
    Keep,
    outbox,
    read_folder,
    running,
)


def test_a_mail_lands_in_the_folder_once(queue, services, settings):
    queue()
    assert send_due(services.engine, settings) == 1
    assert send_due(services.engine, settings) == 0
    [mail] = read_folder(settings)
    assert mail["To"] == "an@janssens.invalid"
    assert mail["Subject"] == SUBJECTS["numberAssigned"]["nl"]


def test_a_server_that_is_away_delays_and_keeps_the_message_id(queue, services, settings, make_due):
    queue("refused", reason="documentNotGenuine")
    with running(Keep(), settings) as away:
        pass
    assert send_due(services.engine, away) == 0
    assert [(mail.attempts, mail.sent_at, mail.failed_at) for mail in outbox(services)] == [(1, None, None)]
    make_due()
    server = Keep()
    with running(server, settings, away.smtp_port) as back:
        assert send_due(services.engine, back) == 1
    assert [mail["Message-ID"] for mail in server.mails] == [
        f"<{mail.id}@belgianidpro.invalid>" for mail in outbox(services)
    ]


def test_a_server_that_dies_after_accepting_gets_the_same_mail_again(queue, services, settings, make_due):
    """It has the mail and we cannot know: sent again it has the same Message-ID, and is one mail."""
    queue()
    dying, alive = DieAfterAccepting(), Keep()
    with running(dying, settings) as there:
        assert send_due(services.engine, there) == 0
    make_due()
    with running(alive, settings) as there:
        assert send_due(services.engine, there) == 1
    assert [mail["Message-ID"] for mail in dying.mails] == [mail["Message-ID"] for mail in alive.mails]
    assert [mail.as_bytes() for mail in dying.mails] == [mail.as_bytes() for mail in alive.mails]


def test_a_recipient_refused_for_good_is_marked_and_not_tried_again(queue, services, settings, make_due):
    queue()
    server = Keep(rcpt="550 no such user")
    with running(server, settings) as there:
        assert send_due(services.engine, there) == 0
        make_due()
        assert send_due(services.engine, there) == 0
    assert server.asked == 1
    [mail] = outbox(services)
    assert (mail.failure_code, mail.sent_at) == ("recipientRefused", None)
    assert mail.failed_at


def test_a_content_refused_for_good_is_marked(queue, services, settings):
    queue()
    with running(Keep(data="554 not wanted"), settings) as there:
        send_due(services.engine, there)
    assert [mail.failure_code for mail in outbox(services)] == ["contentRefused"]


@pytest.mark.parametrize("answers", [{"rcpt": "450 try later"}, {"data": "452 disk full"}])
def test_a_refusal_for_now_is_tried_again(queue, services, settings, make_due, answers):
    queue()
    with running(Keep(**answers), settings) as there:
        assert send_due(services.engine, there) == 0
    make_due()
    with running(Keep(), settings) as there:
        assert send_due(services.engine, there) == 1


def test_one_recipient_refused_does_not_keep_the_others(queue, services, settings):
    queue(recipient="a@[b.c")
    queue()
    with running(Keep(), settings) as there:
        assert send_due(services.engine, there) == 1
    assert [mail.failure_code for mail in outbox(services)] == ["cannotBeWritten", None]


def test_a_mail_that_no_server_takes_is_given_up_at_last_and_can_be_tried_again(
    queue, services, settings, make_due
):
    queue()
    with running(Keep(), settings) as away:
        pass
    patient = away.model_copy(update={"mail_max_attempts": 3})
    for _ in range(3):
        assert [mail.failed_at for mail in outbox(services)] == [None]
        send_due(services.engine, patient)
        make_due()
    assert [mail.failure_code for mail in outbox(services)] == ["gaveUp"]
    with transaction(services.engine) as session:
        assert retry_failed(session) == 1
    server = Keep()
    with running(server, settings) as there:
        assert send_due(services.engine, there) == 1
    assert [mail["Message-ID"] for mail in server.mails] == [
        f"<{mail.id}@belgianidpro.invalid>" for mail in outbox(services)
    ]


def test_an_operator_sees_what_was_given_up_without_an_address(
    queue, services, settings, request_id, monkeypatch
):
    queue()
    queue("underReview")
    with running(Keep(rcpt="550 no such user"), settings) as there:
        send_due(services.engine, there)
    queue("refused", reason="documentNotGenuine")
    monkeypatch.setattr("service.settings.load_settings", lambda: settings)
    shown = CliRunner().invoke(app, ["mail", "status"])
    status = json.loads(shown.stdout)
    assert (status["waiting"], status["sent"], status["failed"]) == (1, 0, 2)
    assert {(one["template"], one["code"], one["requestId"]) for one in status["failures"]} == {
        ("numberAssigned", "recipientRefused", str(request_id)),
        ("underReview", "recipientRefused", str(request_id)),
    }
    assert "@" not in shown.stdout
    assert CliRunner().invoke(app, ["mail", "retry"]).exit_code == 0
    with transaction(services.engine) as session:
        assert mail_status(session).failed == 0


def test_two_senders_at_once_send_each_mail_once(queue, services, settings):
    for _ in range(8):
        queue()
    server = Keep()
    with running(server, settings) as there, ThreadPoolExecutor(3) as pool:
        sent = [*pool.map(lambda _: send_due(services.engine, there), range(3))]
    assert sum(sent) == 8
    assert len({mail["Message-ID"] for mail in server.mails}) == len(server.mails) == 8


def test_a_mail_of_a_transaction_that_failed_never_leaves(services, settings, request_id):
    def break_off():
        with transaction(services.engine) as session:
            queue_mail(session, "numberAssigned", "an@janssens.invalid", "nl", request_id)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    assert send_due(services.engine, settings) == 0
