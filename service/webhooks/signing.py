"""Signatures of webhooks, after Standard Webhooks 1.0 (symmetric, `v1`), with the keys named beside them.

    Webhook-Id: 0192…            the message's id, the same in every repetition
    Webhook-Timestamp: 1764254501
    Webhook-Signature: v1,<base64> v1,<base64>
    Webhook-Key-Id: whk_3f… whk_91…

Each signature is HMAC-SHA256 over `id.timestamp.body`. There are two, in the order of the key ids, while a
secret is being replaced.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping

from models.errors import CodedError

SECRET_PREFIX = "whsec_"  # noqa: S105 - lets secret scanners recognise ours
KEY_PREFIX = "whk_"
SECRET_BYTES, LEAST_BYTES = 32, 16
"""Of ours, and of any that a receiver may rest on: with an empty setting anybody could sign."""
TOLERANCE_SECONDS = 300
"""A message older than this, or from as far ahead, may be a replay."""


class SignatureInvalid(CodedError):
    """The message is not ours, was changed on its way, or is a replay."""

    code = "signatureInvalid"
    status = 401
    message = "The signature of this message does not hold."
    remedy = "Check the secret, sign the body as it came, byte by byte, and compare the clocks."


def make_secret() -> str:
    """A new secret, 256 random bits."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def make_key_id() -> str:
    """The public name of a new secret."""
    return KEY_PREFIX + secrets.token_hex(8)


def sign(keys: Mapping[str, str], message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of a message, signed with each secret of `keys` (key id to secret)."""
    signatures = [f"v1,{_signature(secret, message_id, timestamp, body)}" for secret in keys.values()]
    return {
        "Webhook-Id": message_id,
        "Webhook-Timestamp": str(timestamp),
        "Webhook-Signature": " ".join(signatures),
        "Webhook-Key-Id": " ".join(keys),
    }


def verify(
    secret: str,
    untrusted_headers: Mapping[str, str],
    untrusted_body: bytes,
    moment: float,
    tolerance: float = TOLERANCE_SECONDS,
) -> str:
    """The id of a message that is ours and fresh. The receiver drops one whose id it has seen.

    `moment` is the receiver's clock in seconds since 1970. Raises SignatureInvalid.
    """
    headers = {name.lower(): value for name, value in untrusted_headers.items()}
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 16):
        raise SignatureInvalid
    if abs(moment - int(timestamp)) > tolerance:
        raise SignatureInvalid
    expected = _signature(secret, message_id, int(timestamp), untrusted_body).encode()
    given = [one.partition(",") for one in headers.get("webhook-signature", "").split(" ")]
    if not any(kind == "v1" and hmac.compare_digest(value.encode(), expected) for kind, _, value in given):
        raise SignatureInvalid
    return message_id


def _signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error:
        raise SignatureInvalid from None
    if len(key) < LEAST_BYTES:
        raise SignatureInvalid
    signed = f"{message_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
