"""A process whose clock is off: `python -m tests.chaos.clock MODULE …` runs the module with it.

What the process asks the time of goes through `time.time` and `service.db.now`; both are moved by what the
file in `CHAOS_CLOCK` says, in seconds, at most half a second late. Monotonic clocks go on as they do on a
machine whose clock is set. (Debian's libfaketime was tried: under it `time.sleep` fails with EINVAL.)
"""

import os
import runpy
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import service.db

CLOCK = "CHAOS_CLOCK"
LOOK_SECONDS = 0.5


class Shift:
    """How far the clock is off, looked up now and then."""

    def __init__(self, path: Path) -> None:
        self._path, self._seconds, self._looked = path, 0.0, -1.0

    def __call__(self) -> float:
        moment = time.monotonic()
        if self._looked < 0 or moment - self._looked > LOOK_SECONDS:
            self._looked, self._seconds = moment, float(self._path.read_text())
        return self._seconds


def main() -> None:
    shift, real = Shift(Path(os.environ[CLOCK])), time.time
    time.time = lambda: real() + shift()

    def now() -> datetime:
        return datetime.fromtimestamp(real(), UTC) + timedelta(seconds=shift())

    def today() -> date:
        return now().astimezone(service.db.BRUSSELS).date()

    service.db.now, service.db.today = now, today  # before anything has taken them by name
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
