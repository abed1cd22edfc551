"""How many files may be decoded at once: memory and processors are counted, requests are not.

The bounds hold within one process of ours. A machine runs as many as its operator starts: a web process with
its threads, and Celery's workers, each of which decodes one file at a time.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from ocr.intake.errors import BUSY_SECONDS, MAX_CHILDREN, MAX_DECODING, BusyError


class Turns:
    """At most `count` at a time; the others wait a little, and are then told to come back."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.renew()
        # A fork in the midst of somebody's turn would never see that turn end.
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self.renew)

    def renew(self) -> None:
        """Forgets who is at work: none of them is, in a new process."""
        self._free = threading.BoundedSemaphore(self._count)

    @contextmanager
    def turn(self, seconds: float = BUSY_SECONDS) -> Iterator[None]:
        """Waits for a turn and keeps it until the end of the block. Raises `BusyError` after `seconds`."""
        free = self._free  # the one to give back to, whatever happens meanwhile
        if not free.acquire(timeout=seconds):
            raise BusyError(retryAfterSec=BUSY_SECONDS)
        try:
            yield
        finally:
            free.release()


HERE, APART = Turns(MAX_DECODING), Turns(MAX_CHILDREN)
"""One each: a PDF that takes its twenty seconds must not keep a photograph waiting."""
