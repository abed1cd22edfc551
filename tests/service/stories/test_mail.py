"""Mail leaves the outbox once it is safe, under one Message-ID, and says nothing personal."""

import json
import re
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import get_args

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from typer.testing import CliRunner

from service.cli.app import app
from service.db import now, transaction
from service.languages import LANGUAGES
from service.mail.codes import DEFECTS, REFUSALS, REMEDIES
from service.mail.models import OutgoingMail
from service.mail.service import mail_status, queue_mail, retry_failed, send_due
from service.mail.texts import BODIES, SUBJECTS
from service.requests import service as requests
from service.requests.schemas import ItemCode, NumberNews, RefusalCode
from tests.service.stories.certificates import make_certificate

DEADLINE = "2027-01-31T11:00:00+00:00"
WRITTEN = {"nl": "31 januari 2027", "fr": "31 janvier 2027", "de": "31. Januar 2027", "en": "31 January 2027"}


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


def test_a_mail_lands_in_the_folder_once(queue, services, settings):
    queue()
    assert send_due(services.engine, settings) == 1
    assert send_due(services.engine, settings) == 0
    [mail] = read_folder(settings)
    assert mail["To"] == "an@janssens.invalid"
    assert mail["Subject"] == SUBJECTS["numberAssigned"]["nl"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", ["moreInformationNeeded", "reminder"])
def test_a_question_lists_each_defect_its_remedy_and_the_date_in_the_requesters_language(
    queue, services, settings, request_id, language, template
):
    queue(template, language, items=["betterScan", "confirmBirthDate"], deadline=DEADLINE)
    send_due(services.engine, settings)
    [mail] = read_folder(settings)
    text, page = parts(mail)
    for item in ("betterScan", "confirmBirthDate"):
        assert f"- {DEFECTS[item][language]}\n  {REMEDIES[item][language]}" in text
    for shown in (text, page):
        assert WRITTEN[language] in shown
        assert str(request_id) in shown
    assert page.count("<li>") == 2


def test_the_page_says_the_same_as_the_text_and_loads_nothing(queue, services, settings):
    for template in SUBJECTS:
        queue(template, "fr", items=["betterScan"], deadline=DEADLINE, reason="documentNotGenuine")
    while send_due(services.engine, settings):
        pass
    mails = read_folder(settings)
    assert len(mails) == len(SUBJECTS)
    for mail in mails:
        text, page = parts(mail)
        assert not re.search(r"<(img|script|link|iframe|object)\b|url\(|@import|src=", page)
        bare = re.sub(r"<[^>]+>", " ", page.split("<body>")[1]).replace("&#x27;", "'")
        assert bare.split() == text.replace("- ", "").split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", SUBJECTS)
def test_no_subject_and_no_header_says_anything_personal(
    drafted, working, employer, newcomer, services, settings, template, language
):
    """Values of the request have no way into a subject: it is the same for everybody."""
    request_id = drafted(employer, newcomer)
    told = {"items": ["betterScan"], "deadline": DEADLINE, "reason": "documentNotGenuine"}
    with transaction(services.engine) as session:
        queue_mail(session, template, employer.email, language, request_id, **told)
    send_due(services.engine, settings)
    [mail] = read_folder(settings)
    assert mail["Subject"] == SUBJECTS[template][language]
    shown = mail.as_string()
    for value in (newcomer.names[0].family_name, newcomer.birth_date, newcomer.place_of_birth, "ZZ9876543"):
        assert value not in shown


def test_mails_of_one_request_are_one_thread(queue, services, settings):
    queue("underReview")
    queue("moreInformationNeeded", items=["betterScan"], deadline=DEADLINE)
    queue("numberAssigned")
    send_due(services.engine, settings)
    by_subject = {mail["Subject"]: mail for mail in read_folder(settings)}
    first = by_subject[SUBJECTS["underReview"]["nl"]]
    assert first["In-Reply-To"] is None
    for template in ("moreInformationNeeded", "numberAssigned"):
        reply = by_subject[SUBJECTS[template]["nl"]]
        assert reply["In-Reply-To"] == reply["References"] == first["Message-ID"]


def test_answers_go_where_the_operator_says(queue, services, settings):
    queue()
    send_due(services.engine, settings.model_copy(update={"mail_reply_to": "help@office.invalid"}))
    [mail] = read_folder(settings)
    assert mail["Reply-To"] == "help@office.invalid"
    assert mail["Auto-Submitted"] == "auto-generated"


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


def test_mail_is_encrypted_and_signed_in_where_the_operator_says(
    queue, services, settings, guarded, certificate
):
    queue()
    server = Keep()
    with running(server, settings, **guarded) as there:
        told = {"smtp_starttls": True, "smtp_ca_file": certificate[0], "smtp_username": "portal"}
        secret = type(settings)(smtp_password="secret").smtp_password
        assert send_due(services.engine, there.model_copy(update=told | {"smtp_password": secret})) == 1
    assert len(server.mails) == 1
    assert "secret" not in repr(secret)


def test_a_server_with_a_strange_certificate_gets_no_mail(queue, services, settings, guarded):
    queue()
    server = Keep()
    with running(server, settings, **guarded) as there:
        assert send_due(services.engine, there.model_copy(update={"smtp_starttls": True})) == 0
    assert (server.mails, server.asked) == ([], 0)
    assert [mail.failed_at for mail in outbox(services)] == [None]


def test_a_password_never_leaves_unencrypted(queue, services, settings):
    queue()
    server = Keep()
    with running(server, settings) as there:
        told = {"smtp_username": "portal"}
        assert send_due(services.engine, there.model_copy(update=told)) == 0
    assert server.asked == 0


def test_a_server_that_does_not_know_us_loses_no_mail(queue, services, settings, guarded, certificate):
    """A wrong password refuses every mail (5xx), and none of them for good: the operator mends it."""
    queue()
    with running(Keep(), settings, **guarded) as there:
        secret = type(settings)(smtp_password="wrong").smtp_password
        told = {"smtp_starttls": True, "smtp_ca_file": certificate[0], "smtp_username": "portal"}
        assert send_due(services.engine, there.model_copy(update=told | {"smtp_password": secret})) == 0
    assert [(mail.attempts, mail.failed_at) for mail in outbox(services)] == [(1, None)]


def test_a_mail_of_a_transaction_that_failed_never_leaves(services, settings, request_id):
    def break_off():
        with transaction(services.engine) as session:
            queue_mail(session, "numberAssigned", "an@janssens.invalid", "nl", request_id)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        break_off()
    assert send_due(services.engine, settings) == 0


def test_a_question_queued_by_an_earlier_version_still_leaves(queue, services, settings):
    """Its deadline is a plain day."""
    queue("moreInformationNeeded", "en", items=["otherSide"], deadline="2027-01-31")
    assert send_due(services.engine, settings) == 1
    [mail] = read_folder(settings)
    assert WRITTEN["en"] in parts(mail)[0]


def test_a_deadline_is_the_day_in_belgium(queue, services, settings):
    """Half past eleven in the evening, UTC, is the next day in Brussels."""
    late = datetime(2027, 1, 30, 23, 30, tzinfo=UTC).isoformat()
    queue("reminder", "en", items=["otherSide"], deadline=late)
    send_due(services.engine, settings)
    [mail] = read_folder(settings)
    assert WRITTEN["en"] in parts(mail)[0]


def test_every_text_exists_in_every_language():
    for texts in (SUBJECTS, BODIES, DEFECTS, REMEDIES, REFUSALS):
        assert all(set(text) == {*LANGUAGES} for text in texts.values())
    assert SUBJECTS.keys() == BODIES.keys()
    assert DEFECTS.keys() == REMEDIES.keys() == {*get_args(ItemCode)}
    assert REFUSALS.keys() == {*get_args(RefusalCode)}
    assert SUBJECTS.keys() >= {*get_args(NumberNews)}
