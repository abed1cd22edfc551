"""Where webhooks may point to, and the signature of their messages."""

import pytest

from service.webhooks.address import WebhookUrlRefused, is_public, parse_target
from service.webhooks.signing import SignatureInvalid, make_secret, sign, verify


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/hook",
        "https://10.0.0.8/hook",
        "https://[::1]/hook",
        "https://[::ffff:192.168.1.1]/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://service.localhost/hook",
        "https://user:secret@example.org/hook",
        "https://example.org/hook#part",
        "https://example.org:port/hook",
        "ftp://example.org/hook",
        "file:///etc/passwd",
        "https://example.org/a b",
        "https://example.org/a\nHost: other",
        "https://" + 500 * "a",
        "https://",
    ],
)
def test_addresses_that_are_refused(url, settings):
    with pytest.raises(WebhookUrlRefused):
        parse_target(url, settings)


def test_plain_http_is_for_the_demonstration_alone(settings):
    assert parse_target("http://example.org/", settings).port == 80
    with pytest.raises(WebhookUrlRefused):
        parse_target("http://example.org/", settings.model_copy(update={"demo": False}))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_what_counts_as_public(address, public):
    assert is_public(address) is public


def test_a_signature_holds_for_these_bytes_this_secret_and_five_minutes():
    secret, body = make_secret(), b'{"id": "m1"}'
    headers = sign({"whk_1": secret}, "m1", 1_000_000, body)
    assert verify(secret, headers, body, 1_000_299) == "m1"
    for other in (
        (make_secret(), headers, body, 1_000_000),
        (secret, headers, body + b" ", 1_000_000),
        (secret, headers | {"Webhook-Id": "m2"}, body, 1_000_000),
        (secret, headers | {"Webhook-Timestamp": "1000001"}, body, 1_000_000),
        (secret, headers | {"Webhook-Timestamp": "soon"}, body, 1_000_000),
        (secret, headers, body, 1_000_301),
        (secret, headers, body, 999_699),
        (secret, headers | {"Webhook-Signature": "v1,"}, body, 1_000_000),
        (secret, {}, body, 1_000_000),
    ):
        with pytest.raises(SignatureInvalid):
            verify(*other)


def test_the_signature_is_that_of_standard_webhooks():
    """The example of the specification's own test vectors."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    headers = sign({"whk_1": secret}, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    assert headers["Webhook-Signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
