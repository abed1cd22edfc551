"""STARTTLS and signing in to the mail server."""

from service.mail.service import send_due
from tests.service.mail.servers import Keep, outbox, running


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
