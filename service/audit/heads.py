"""Heads of the chain, signed and kept in a place of their own: they show a tail that was cut off, and a log
that was written anew by somebody who had the chain's key. Ed25519 (RFC 8032)."""

import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import Engine

from service.audit.chain import last_link
from service.db import now, transaction
from service.storage.keys import KeyRing


@dataclass(frozen=True)
class Head:
    """How the chain ended at a moment. `genuine`: the signature is ours."""

    position: int
    digest: bytes
    genuine: bool


def export_head(engine: Engine, keys: KeyRing, folder: Path, every: timedelta = timedelta(0)) -> Path | None:
    """Writes the chain's end into `folder`, unless the last head is younger than `every` or says the same."""
    newest = max(folder.glob("*.json"), default=None)
    if newest is not None and now() - _written(newest) < every:
        return None
    with transaction(engine) as session:
        last = last_link(session)
    if last is None or (newest is not None and newest.name == _name(last.position)):
        return None
    return _write(folder, last.position, last.digest, _signing_key(keys))


def read_heads(folder: Path, keys: KeyRing) -> list[Head]:
    """The heads of a folder, in the order of the chain; a file that cannot be read is not genuine."""
    public = _signing_key(keys).public_key()
    return [_read(path, public) for path in sorted(folder.glob("*.json"))]


def public_key(keys: KeyRing) -> str:
    """What an auditor needs to check the signatures without us: the raw public key in hexadecimal."""
    return _signing_key(keys).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _signing_key(keys: KeyRing) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keys.derive("audit heads"))


def _signed(position: int, digest: str, at: str) -> bytes:
    return f"belgianIDpro audit head\n{position}\n{digest}\n{at}".encode()


def _write(folder: Path, position: int, digest: bytes, key: Ed25519PrivateKey) -> Path:
    at = now().isoformat()
    body = {
        "position": position,
        "digest": digest.hex(),
        "at": at,
        "signature": key.sign(_signed(position, digest.hex(), at)).hex(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    path, temporary = folder / _name(position), folder / f".{uuid4().hex}"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(body, file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return path


def _read(path: Path, key: Ed25519PublicKey) -> Head:
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        position, digest = int(body["position"]), bytes.fromhex(body["digest"])
        key.verify(bytes.fromhex(body["signature"]), _signed(position, digest.hex(), str(body["at"])))
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return Head(0, b"", genuine=False)
    return Head(position, digest, genuine=path.name == _name(position))


def _name(position: int) -> str:
    return f"{position:015d}.json"


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, tz=now().tzinfo)
