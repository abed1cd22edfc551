"""Whether the audit log is whole: the chain over its entries, and the heads kept elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, exists, select
from sqlalchemy.orm import Session

from service.audit.chain import START, chain_key, read_chain, seal_entry
from service.audit.heads import Head, read_heads
from service.audit.models import AuditEntry, AuditLink
from service.db import now, transaction
from service.storage.keys import KeyRing

UNLINKED_FOR = timedelta(minutes=10)
"""An entry older than this without a link was put in behind the chain's back, or nobody runs `beat`."""
MOST_FAULTS = 1000

FaultCode = Literal[
    "entryMissing",
    "entryChanged",
    "linkMissing",
    "entryUnlinked",
    "headBeyondEnd",
    "headDiffers",
    "headForged",
]


@dataclass(frozen=True)
class Fault:
    """What is wrong. `place`: the position in the chain; for entryUnlinked the entry's id."""

    code: FaultCode
    place: int


@dataclass
class Verdict:
    """Counts of what was looked at, and the faults (at most `MOST_FAULTS`)."""

    entries: int = 0
    heads: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify_log(engine: Engine, keys: KeyRing, heads_dir: Path) -> Verdict:
    """Goes through the whole log. After a fault the chain is followed from what stands there, so that each is
    told once."""
    verdict = Verdict()
    heads = read_heads(heads_dir, keys)
    verdict.heads = len(heads)
    with transaction(engine) as session:
        for fault in _faults(session, keys, heads, verdict):
            verdict.faults.append(fault)
            if len(verdict.faults) == MOST_FAULTS:
                break
    return verdict


def _faults(session: Session, keys: KeyRing, heads: list[Head], verdict: Verdict) -> Iterator[Fault]:
    expected = {head.position: head.digest for head in heads if head.genuine}
    yield from (Fault("headForged", head.position) for head in heads if not head.genuine)
    key, before, position = chain_key(keys), START, 0
    for link, entry in read_chain(session):
        yield from (Fault("linkMissing", missing) for missing in range(position + 1, link.position))
        position = link.position
        if entry is None:
            yield Fault("entryMissing", position)
        elif seal_entry(key, before, entry) != link.digest:
            yield Fault("entryChanged", position)
        if expected.pop(position, link.digest) != link.digest:
            yield Fault("headDiffers", position)
        before = link.digest
        verdict.entries += 1
    yield from (Fault("headBeyondEnd", missing) for missing in sorted(expected))
    yield from (Fault("entryUnlinked", entry_id) for entry_id in _unlinked(session))


def _unlinked(session: Session) -> Iterator[int]:
    unlinked = ~exists().where(AuditLink.entry_id == AuditEntry.id)
    query = select(AuditEntry.id).where(unlinked, AuditEntry.at < now() - UNLINKED_FOR)
    yield from session.scalars(query.order_by(AuditEntry.id).limit(MOST_FAULTS))
