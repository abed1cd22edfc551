"""A circuit breaker: who does not answer is left alone for a while, so that nobody waits for the time-out."""

import threading
import time
from collections.abc import Callable

FAILURES = 5
"""In a row, until the circuit opens."""
OPEN_SECONDS = 20.0


class Breaker:
    """Closed: calls pass. Open: none does. After `OPEN_SECONDS` one call tries, and closes it on success."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_again_at = 0.0

    def allows(self) -> bool:
        """Whether a call may be made now. The one that tries an open circuit keeps others out meanwhile."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            moment = self._clock()
            if moment < self._closed_again_at:
                return False
            self._closed_again_at = moment + OPEN_SECONDS
            return True

    def succeeded(self) -> None:
        """Closes the circuit."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Counts a failure, and opens the circuit with the last one allowed."""
        with self._lock:
            self._failures += 1
            self._closed_again_at = self._clock() + OPEN_SECONDS
