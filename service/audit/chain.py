"""The chain over the audit log: each link seals an entry and all that came before it.

Entries are linked shortly after their transaction, not in it: a chain inside the transaction would make every
look at a page wait for every other. Until then (`sweep_seconds`) an entry could be taken out unseen.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from typing import cast

from sqlalchemy import Engine, exists, func, select, text
from sqlalchemy.orm import Session

from service.audit.models import AuditEntry, AuditLink
from service.db import transaction
from service.storage.keys import KeyRing

LINKER_LOCK = 0x6175646974_6C6E6B
"""Advisory lock: one process at a time makes links ("audit" "lnk")."""
BATCH = 5000
LATE = 100_000
"""An entry gets its id before its transaction ends: who looks for unlinked ones looks back by so many ids."""
START = bytes(32)


def chain_key(keys: KeyRing) -> bytes:
    """The key of the chain: who can write to the database alone cannot make a link."""
    return keys.derive("audit chain")


def seal_entry(key: bytes, before: bytes, entry: AuditEntry) -> bytes:
    """The digest of an entry after the digest `before` (HMAC-SHA256, 32 bytes)."""
    content = json.dumps(
        [
            entry.id,
            entry.at.timestamp(),
            str(entry.account_id),
            str(entry.organisation_id),
            entry.action,
            entry.object_type,
            entry.object_id,
            entry.purpose,
            entry.capacity,
            str(entry.acting_organisation_id),
        ],
        separators=(",", ":"),
    )
    return hmac.digest(key, before + content.encode(), hashlib.sha256)


def link_entries(engine: Engine, keys: KeyRing) -> int:
    """Links what is not linked yet. Returns how many entries were; 0 also when another process is at it."""
    key, done = chain_key(keys), 0
    while True:
        with transaction(engine) as session:
            if not session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": LINKER_LOCK}):
                return done
            last = last_link(session)
            fresh = [*_unlinked(session)]
            session.add_all(_links(key, last, fresh))
        done += len(fresh)
        if len(fresh) < BATCH:
            return done


def last_link(session: Session) -> AuditLink | None:
    """The end of the chain."""
    return session.scalar(select(AuditLink).order_by(AuditLink.position.desc()).limit(1))


def read_chain(session: Session) -> Iterator[tuple[AuditLink, AuditEntry | None]]:
    """Every link with its entry (None when it is gone), in the order of the chain, in batches.

    The session holds a row no longer than its reader does.
    """
    joined = select(AuditLink, AuditEntry).outerjoin(AuditEntry, AuditEntry.id == AuditLink.entry_id)
    rows = session.execute(joined.order_by(AuditLink.position).execution_options(yield_per=BATCH))
    for batch in rows.partitions():
        yield from (cast(tuple[AuditLink, AuditEntry | None], row) for row in batch)


def _unlinked(session: Session) -> Iterable[AuditEntry]:
    newest = session.scalar(select(func.max(AuditLink.entry_id))) or 0
    query = select(AuditEntry).where(
        AuditEntry.id > newest - LATE, ~exists().where(AuditLink.entry_id == AuditEntry.id)
    )
    return session.scalars(query.order_by(AuditEntry.id).limit(BATCH))


def _links(key: bytes, last: AuditLink | None, entries: Iterable[AuditEntry]) -> Iterator[AuditLink]:
    position, digest = (last.position, last.digest) if last else (0, START)
    for number, entry in enumerate(entries, start=position + 1):
        digest = seal_entry(key, digest, entry)
        yield AuditLink(position=number, entry_id=entry.id, digest=digest)
