"""A reader in a process of its own, asked from here."""

import json
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from benchmarks.peers.catalogue import command, environment
from benchmarks.peers.protocol import Answer

GRACE = 20.0
"""Seconds that a reader gets to end."""
LAST_WORDS = 400
"""Characters of its last output that a dead reader's error quotes."""


class ReaderDiedError(RuntimeError):
    """The reader's process ended before it had answered."""


class ReaderProcess:
    """Use as a context; `read` answers one picture after another.

    Raises `ReaderDiedError` when the reader cannot start here.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the process
        self._process = subprocess.Popen(
            command(name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            encoding="utf-8",
            env=environment(),
        )
        try:
            self._answer()  # that it is ready
        except ReaderDiedError:
            self.close()
            raise

    def read(self, path: Path) -> Answer:
        """What the reader makes of the picture. Raises `ReaderDiedError` when it is no more."""
        assert self._process.stdin is not None  # noqa: S101  it is a pipe
        try:
            self._process.stdin.write(json.dumps({"path": str(path.resolve())}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as broken:
            raise ReaderDiedError(self.name) from broken
        return Answer.from_json(json.loads(self._answer()))

    def _answer(self) -> str:
        assert self._process.stdout is not None  # noqa: S101  it is a pipe
        line = self._process.stdout.readline()
        if not line:
            self._process.wait(timeout=GRACE)  # its last words come after its last answer
            self._log.seek(max(0, self._log.seek(0, 2) - LAST_WORDS))
            raise ReaderDiedError(f"{self.name}: {self._log.read().decode(errors='replace')}")
        return line

    def close(self) -> None:
        """Ends the process."""
        assert self._process.stdin is not None  # noqa: S101  both are pipes
        assert self._process.stdout is not None  # noqa: S101
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout=GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._log.close()

    def __enter__(self) -> "ReaderProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
