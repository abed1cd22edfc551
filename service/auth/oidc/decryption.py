"""Tokens that were encrypted for us: JWE (RFC 7516) around the signed token, opened with our private keys."""

import json
from collections.abc import Iterator
from pathlib import Path

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwe import JWERegistry
from joserfc.jwk import ECKey, KeySet, RSAKey

KEY_ALGORITHMS = ("RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW")
"""Without RSA1_5, whose padding tells an attacker too much, and without keys that two sides share."""
CONTENT_ALGORITHMS = ("A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512")
JWE_PARTS = 5
"""Of the compact form; a signed token has three."""
PRIVATE: dict[str, type[RSAKey] | type[ECKey]] = {"RSA": RSAKey, "EC": ECKey}


class DecryptionKeys:
    """Our private keys: one in PEM or as a JWK, or a set, so that an old key still opens beside a new one."""

    def __init__(self, file: Path) -> None:
        """Raises ValueError for a file that holds no private RSA or EC key."""
        try:
            self._keys = [key for key in _read(file) if key.is_private]
        except (JoseError, ValueError, AttributeError, TypeError):
            self._keys = []
        if not self._keys:
            raise ValueError(f"{file.name} holds no private RSA or EC key")
        for key in self._keys:
            key.ensure_kid()

    @property
    def published(self) -> KeySet:
        """The public halves, as the provider needs them."""
        public = [{**key.as_dict(private=False), "use": "enc"} for key in self._keys]
        return KeySet.import_key_set({"keys": public})

    def open(self, untrusted_token: str) -> str:
        """The signed token inside. Raises JoseError where no key opens it, ValueError for no text."""
        registry = JWERegistry(algorithms=[*KEY_ALGORITHMS, *CONTENT_ALGORITHMS], strict_check_header=False)
        failed: JoseError | None = None
        for key in self._keys:
            try:
                opened = jwe.decrypt_compact(untrusted_token, key, registry=registry)
                return (opened.plaintext or b"").decode("ascii")
            except JoseError as error:  # made for another of our keys, or not for us
                failed = error
        raise failed or JoseError


def is_encrypted(untrusted_token: str) -> bool:
    """Whether it is a JWE in compact form."""
    return untrusted_token.count(".") == JWE_PARTS - 1


def _read(file: Path) -> Iterator[RSAKey | ECKey]:
    text = file.read_text()
    if text.lstrip().startswith("{"):
        found = json.loads(text)
        for one in found.get("keys", [found]):
            kind = PRIVATE.get(one.get("kty", ""))
            if kind is not None:
                yield kind.import_key(one)
        return
    for kind in PRIVATE.values():
        try:
            yield kind.import_key(text)
        except (JoseError, ValueError, TypeError):  # a key of the other kind
            continue
