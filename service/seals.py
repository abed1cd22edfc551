"""The keys under which personal data stand in the database, as a process has them at hand.

One `Seals` for each engine: whoever opens an engine on our tables says which keys belong to it (`seal_with`).
"""

import hashlib
import hmac
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.storage.errors import KeyMissing, ObjectNotFound
from service.storage.keys import KeyRing

MOST_KEYS = 50_000
"""Data keys a process remembers, 32 bytes each."""
REMEMBERED_SECONDS = 3600.0
"""After this a key is read again: one that another process destroyed is not kept for long."""


class Seals:
    """Data keys by their owner (a request, an upload), remembered; and digests that rows are found by."""

    def __init__(self, keys: KeyRing) -> None:
        self.keys = keys
        self._lock = threading.Lock()
        self._known: OrderedDict[UUID, tuple[float, bytes]] = OrderedDict()
        self.workers: Any = None
        """What `service.requests.workers` remembers under these keys."""

    def key(self, owner: UUID) -> bytes:
        """The owner's key. Raises KeyMissing, StorageAway, KeyUnusable: never takes a lost key for erased."""
        known = self._recall(owner)
        if known is None:
            try:
                known = self.keys.data_key(str(owner))
            except ObjectNotFound:
                raise KeyMissing from None
            self._remember({owner: known})
        return known

    def key_to_write(self, owner: UUID) -> bytes:
        """The owner's key, made with the first thing that is sealed under it. Raises KeyErased."""
        try:
            return self.key(owner)
        except KeyMissing:
            made = self.keys.make_data_key(str(owner))
        self._remember({owner: made})
        return made

    def new_key(self, owner: UUID) -> bytes:
        """The first key of a new owner."""
        made = self.keys.make_data_key(str(owner))
        self._remember({owner: made})
        return made

    def fetch(self, owners: Iterable[UUID]) -> None:
        """Reads many keys together, ahead of their use, which tells of those that are missing."""
        wanted = {str(owner): owner for owner in owners if self._recall(owner) is None}
        if wanted:
            found = self.keys.data_keys(wanted)
            self._remember({wanted[name]: key for name, key in found.items()})

    def forget(self, owner: UUID) -> None:
        """Drops a key that was destroyed."""
        with self._lock:
            self._known.pop(owner, None)

    def digest(self, value: str) -> bytes:
        """What a sealed number is found by: HMAC-SHA256, for a plain hash of a number can be guessed."""
        return hmac.digest(self._digests, value.encode(), hashlib.sha256)

    @cached_property
    def blinding(self) -> bytes:
        """The key of `service.requests.blinding`."""
        return self.keys.derive("search keys")

    @cached_property
    def _digests(self) -> bytes:
        return self.keys.derive("number digests")

    def _recall(self, owner: UUID) -> bytes | None:
        with self._lock:
            known = self._known.get(owner)
            if known is None or known[0] < time.monotonic():
                return None
            self._known.move_to_end(owner)
            return known[1]

    def _remember(self, keys: dict[UUID, bytes]) -> None:
        until = time.monotonic() + REMEMBERED_SECONDS
        with self._lock:
            for owner, key in keys.items():
                self._known[owner] = (until, key)
                self._known.move_to_end(owner)
            while len(self._known) > MOST_KEYS:
                self._known.popitem(last=False)


_SEALS: WeakKeyDictionary[Engine, Seals] = WeakKeyDictionary()


def seal_with(engine: Engine, keys: KeyRing) -> Seals:
    """From now on rows of this engine's sessions are sealed and opened under these keys."""
    seals = Seals(keys)
    _SEALS[engine] = seals
    return seals


def seals_of(session: Session) -> Seals:
    """The keys that belong to a session's database."""
    seals = _SEALS.get(session.get_bind().engine)
    if seals is None:
        raise KeyMissing
    return seals
