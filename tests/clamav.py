"""A real clamd on loopback for the tests, with signatures of our own: nothing is downloaded."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.needs import miss

START_SECONDS = 60
MARK = b"belgianIDpro test signature: this is no virus"
"""What the scanner finds, wherever in a file it stands. No other scanner knows it."""
SIGNATURE = f"BelgianIDpro.Test:0:*:{MARK.hex()}\n"
"""ClamAV's extended format (.ndb): name, any kind of file, any offset, bytes in hex."""
CONFIGURATION = """
Foreground yes
TCPSocket {port}
TCPAddr 127.0.0.1
LocalSocket {folder}/clamd.ctl
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
StreamMaxLength 24M
LogFile {folder}/log
"""


@dataclass
class Clamd:
    """`address` as the setting takes it; it can be stopped and started again."""

    address: str
    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Returns when it answers."""
        program = shutil.which("clamd") or "/usr/sbin/clamd"
        if not Path(program).exists():
            miss("clamd (Debian: apt-get install clamav-daemon)")
        command = [program, f"--config-file={self.folder / 'clamd.conf'}"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5) as link:
                link.sendall(b"zPING\0")
                if link.recv(16) == b"PONG\0":
                    return
            time.sleep(0.05)
        raise TimeoutError((self.folder / "log").read_text())

    def kill(self) -> None:
        """Ends it at once."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextmanager
def running_clamd() -> Iterator[Clamd]:
    """A scanner that knows one signature, for as long as the block runs."""
    folder = Path(tempfile.mkdtemp(prefix="belgianidpro-clamd-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "signatures").mkdir()
    (folder / "signatures" / "test.ndb").write_text(SIGNATURE)
    (folder / "clamd.conf").write_text(CONFIGURATION.format(port=port, folder=folder))
    clamd = Clamd(f"127.0.0.1:{port}", folder, port)
    try:
        clamd.start()
        yield clamd
    finally:
        clamd.kill()
        shutil.rmtree(folder, ignore_errors=True)
