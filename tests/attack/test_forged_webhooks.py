"""Forged and replayed webhooks: somebody who is not us tells a company's software that a number was given, or
plays a recorded message back. The receiver of the documentation, and `signing.verify`, refuse both."""

import base64
import hashlib
import hmac
import json
from pathlib import Path

import pytest

from service.webhooks.signing import SignatureInvalid, make_secret, sign, verify

NOW = 1_764_254_501
BODY = json.dumps({"id": "m1", "type": "request.stateChanged", "toState": "numberAssigned"}).encode()
DOCUMENT = Path(__file__).parents[2] / "docs" / "webhooks.md"


@pytest.fixture(scope="module")
def secret():
    return make_secret()


@pytest.fixture(params=["verify", "documentation"])
def is_ours(request, monkeypatch):
    """Both receivers, as one that says yes or no."""
    if request.param == "verify":

        def ask(secret, headers, body):
            try:
                return bool(verify(secret, headers, body, NOW))
            except SignatureInvalid:
                return False

        return ask
    example: dict = {}
    exec(DOCUMENT.read_text(encoding="utf-8").split("```python\n")[1].split("```")[0], example)
    monkeypatch.setattr(example["time"], "time", lambda: NOW)
    return example["is_ours"]


def signed(secret, body=BODY, moment=NOW, message_id="m1"):
    return sign({"whk_1": secret}, message_id, moment, body)


def test_ours_is_taken(is_ours, secret):
    assert is_ours(secret, signed(secret), BODY)


def mac(key: bytes, text: bytes) -> str:
    return base64.b64encode(hmac.digest(key, text, hashlib.sha256)).decode()


FORGED = {
    "no signature": {"Webhook-Signature": ""},
    "a version alone": {"Webhook-Signature": "v1,"},
    "another version": {"Webhook-Signature": "v0," + mac(b"", b"m1." + str(NOW).encode() + b"." + BODY)},
    "public key version": {"Webhook-Signature": "v1a,AAAA"},
    "signed with nothing": {"Webhook-Signature": "v1," + mac(b"", f"m1.{NOW}.".encode() + BODY)},
    "signed with the prefix": {"Webhook-Signature": "v1," + mac(b"whsec_", f"m1.{NOW}.".encode() + BODY)},
    "letters that are none": {"Webhook-Signature": "v1,\u00e9\u00e9\u00e9"},
    "a thousand guesses": {"Webhook-Signature": " ".join(f"v1,{number:044d}" for number in range(1000))},
    "another id": {"Webhook-Id": "m2"},
    "an id with a part of the time": {"Webhook-Id": f"m1.{NOW}"},
    "a later time": {"Webhook-Timestamp": str(NOW + 1)},
    "no time": {"Webhook-Timestamp": ""},
    "a time in words": {"Webhook-Timestamp": "now"},
    "a time in other digits": {
        "Webhook-Timestamp": "\u0661\u0667\u0666\u0664\u0662\u0665\u0664\u0665\u0660\u0661"
    },
    "a time without end": {"Webhook-Timestamp": "9" * 400},
    "a time before all": {"Webhook-Timestamp": "-1"},
    "a time as a float": {"Webhook-Timestamp": f"{NOW}.0"},
    "not a number": {"Webhook-Timestamp": "nan"},
}


@pytest.mark.parametrize("change", [*FORGED])
def test_a_forged_header_is_refused(change, is_ours, secret):
    assert not is_ours(secret, signed(secret) | FORGED[change], BODY)


def test_a_missing_header_is_refused(is_ours, secret):
    for name in ("Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"):
        headers = {key: value for key, value in signed(secret).items() if key != name}
        assert not is_ours(secret, headers, BODY), name
    assert not is_ours(secret, {}, BODY)


@pytest.mark.parametrize("body", [BODY + b" ", BODY[:-1], b"", BODY.replace(b"m1", b"m2"), b"\n" + BODY])
def test_a_changed_body_is_refused(body, is_ours, secret):
    assert not is_ours(secret, signed(secret), body)


@pytest.mark.parametrize("seconds", [-301, 301, 3600, -86_400])
def test_a_message_played_back_later_is_refused(seconds, is_ours, secret):
    assert not is_ours(secret, signed(secret, moment=NOW + seconds), BODY)


def test_the_signature_of_another_company_is_refused(is_ours, secret):
    assert not is_ours(secret, signed(make_secret()), BODY)


@pytest.mark.parametrize("weak", ["", "whsec_", "whsec_AAAA", "whsec_not base64!"])
def test_a_receiver_without_its_secret_takes_nothing(weak, is_ours):
    """A setting that was left empty must not turn every stranger's signature into ours."""
    key = base64.b64decode("AAAA") if weak.endswith("AAAA") else b""
    forged = {
        "Webhook-Id": "m1",
        "Webhook-Timestamp": str(NOW),
        "Webhook-Signature": "v1," + mac(key, f"m1.{NOW}.".encode() + BODY),
    }
    assert not is_ours(weak, forged, BODY)


def test_a_message_played_back_at_once_is_known_by_its_id(secret):
    """Within five minutes the signature holds: the id, which is the same, tells."""
    seen = [verify(secret, signed(secret, moment=NOW - late), BODY, NOW) for late in (0, 60)]
    assert seen == ["m1", "m1"]
    assert "drop an id that you know" in DOCUMENT.read_text(encoding="utf-8")
