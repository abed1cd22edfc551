"""ClamAV's daemon, asked over INSTREAM (clamd(8)): the file goes through the connection, never by name.

    zINSTREAM\\0 · length, piece · length, piece · … · 0000      →  stream: OK\\0  or  stream: <name> FOUND\\0

Whatever else comes back, or nothing, means that the file was not cleared.
"""

import logging
import re
import socket
import struct
import time
from contextlib import suppress

from service.antivirus.errors import MalwareFound, VirusScannerUnavailable
from service.settings import Settings

log = logging.getLogger(__name__)

PIECE = 64 * 1024
LONGEST_ANSWER = 4096
CONNECT_SECONDS = 5.0
UNIX = "unix:"
CLEAN = b"stream: OK"
FOUND = re.compile(rb"stream: (.{1,200}) FOUND", re.DOTALL)
OF_A_NAME = re.compile(r"[^\w.:-]", re.ASCII)


def check_file(settings: Settings, content: bytes) -> None:
    """Returns when the scanner cleared the file, or when none is set up.

    Raises MalwareFound, and VirusScannerUnavailable for anything but a clear answer in time.
    """
    if settings.clamd is None:
        return
    answer = _ask(settings.clamd, content, settings.clamd_seconds)
    if answer == CLEAN:
        return
    found = FOUND.fullmatch(answer)
    if found is None:
        log.error("clamd did not clear a file: %s", _printable(answer))
        raise VirusScannerUnavailable
    log.warning("clamd found %s in an upload", _printable(found[1]))
    raise MalwareFound


def _ask(address: str, content: bytes, seconds: float) -> bytes:
    """clamd's answer without its last byte; empty when it breaks off. Raises VirusScannerUnavailable."""
    deadline = time.monotonic() + seconds
    try:
        with _connect(address) as link:
            with suppress(BrokenPipeError, ConnectionResetError):  # it says why before it closes
                _send(link, content, deadline)
            return _receive(link, deadline)
    except (OSError, ValueError) as error:
        log.error("clamd cannot be asked: %s", type(error).__name__)
        raise VirusScannerUnavailable from None


def _connect(address: str) -> socket.socket:
    if not address.startswith(UNIX):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), CONNECT_SECONDS)
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(CONNECT_SECONDS)
    try:
        link.connect(address.removeprefix(UNIX))
    except OSError:
        link.close()
        raise
    return link


def _send(link: socket.socket, content: bytes, deadline: float) -> None:
    pieces = memoryview(content)
    _wait_until(link, deadline)
    link.sendall(b"zINSTREAM\0")
    for start in range(0, len(pieces), PIECE):
        piece = pieces[start : start + PIECE]
        _wait_until(link, deadline)
        link.sendall(struct.pack(">I", len(piece)))
        link.sendall(piece)
    link.sendall(struct.pack(">I", 0))


def _receive(link: socket.socket, deadline: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        _wait_until(link, deadline)
        piece = link.recv(LONGEST_ANSWER)
        if not piece:
            return b""  # half an answer clears nothing
        answer += piece
    return answer.removesuffix(b"\0")


def _wait_until(link: socket.socket, deadline: float) -> None:
    """What is left of the whole's time is what the next step may take. Raises TimeoutError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    link.settimeout(left)


def _printable(untrusted_answer: bytes) -> str:
    return OF_A_NAME.sub(" ", untrusted_answer.decode("ascii", "replace"))[:200]
