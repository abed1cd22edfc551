"""Where a webhook may lead: no redirect, no name into our own network, and over TLS the certified alone."""

import socket
import ssl
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from service.db import transaction
from service.webhooks import service as webhooks
from service.webhooks.models import Webhook
from tests.service.webhooks.conftest import newest
from tests.service.webhooks.receiver import serve


def test_a_redirect_into_our_own_network_is_not_followed(
    sent, employer, newcomer, hook, receiver, deliver, deliveries
):
    inside, stop = serve()
    receiver.status, receiver.location = 307, inside.url
    sent(employer, newcomer)
    deliver()
    stop()
    assert inside.received == []
    assert deliveries()[-1].last_error == "redirectNotFollowed"


def test_a_name_that_leads_into_our_own_network_is_not_told(
    services, sent, employer, newcomer, hook, receiver, deliver, deliveries
):
    """The name was allowed when the webhook was made; what counts is where it leads when it is told."""
    closed = services.settings.model_copy(update={"webhook_allowed_hosts": []})
    with transaction(services.engine) as session:
        port = receiver.url.rsplit(":", 1)[1]
        session.get_one(Webhook, hook.id).url = f"http://localhost.localdomain:{port}"
    object.__setattr__(services, "settings", closed)
    original = socket.getaddrinfo
    socket.getaddrinfo = lambda _, *others, **more: original("127.0.0.1", *others, **more)
    try:
        sent(employer, newcomer)
        deliver()
    finally:
        socket.getaddrinfo = original
    assert receiver.received == []
    assert deliveries()[-1].last_error == "addressNotPublic"


def test_nobody_listens_is_written_down(sent, employer, newcomer, working, admin, deliver, services):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with working(admin) as work:
        made = webhooks.create_webhook(work, f"http://localhost:{port}/")
    sent(employer, newcomer)
    deliver()
    with working(admin) as work:
        assert newest(work, made.id)[-1].last_error == "connectionFailed"


@pytest.fixture
def certified(tmp_path):
    """A receiver over TLS, and the file that certifies it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = datetime.now(UTC) - timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    chain, secret = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, secret)
    receiver, stop = serve(context)
    yield receiver, chain
    stop()


def test_over_tls_only_a_certified_receiver_is_told(
    certified, sent, employer, newcomer, working, admin, deliver, monkeypatch
):
    receiver, chain = certified
    with working(admin) as work:
        made = webhooks.create_webhook(work, receiver.url)
    sent(employer, newcomer)
    deliver()
    with working(admin) as work:
        assert newest(work, made.id)[-1].last_error == "tlsFailed"
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    deliver()
    assert [one["toState"] for one in receiver.told()] == ["submitted"]
