"""What the first decision would wait for, read beside the start of a process that decides.

The web process alone decides; a worker reads documents, and would keep the names of millions for nothing.
"""

import logging
import threading

from sqlalchemy import Engine

from service.registry.service import warm_up

log = logging.getLogger(__name__)


class Warming:
    """Warms up in a thread of its own, so that the process answers meanwhile; a failure is a line in the log.

    A decision that comes earlier waits for what is being read, instead of reading it again.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._over = False
        self._thread = threading.Thread(target=self._run, name="warm-up", daemon=True)

    def start(self) -> None:
        """Begins, and returns at once."""
        self._thread.start()

    def give_up(self) -> None:
        """The process ends: what fails from now on, because the database goes away, is no news."""
        self._over = True

    def wait(self, seconds: float) -> bool:
        """Whether it has ended within this time."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            warm_up(self._engine)
        except Exception as error:  # noqa: BLE001 - the first decision reads for itself, and tells what is wrong
            if not self._over:
                log.warning("registry not read ahead: %s", type(error).__name__)
