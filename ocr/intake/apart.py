"""Files decoded in a process of their own: PDF, HEIC and TIFF, whose libraries are large and seldom used.

A crash, a hang or a bomb there ends that process and nothing else. What it may and may not do is in
`confine`; its answer is checked like any untrusted input. What becomes of the file when it breaks:

- Before it is ready, killed from outside, or with an answer that no decoder of ours gives: the process was at
  fault (`DecoderFailedError`).
- Crashed over the file, out of time or memory, or cut short: the file is too much (`PdfTooComplexError`,
  `PictureTooComplexError`).
"""

import contextlib
import logging
import signal
import threading
from collections.abc import Iterator
from typing import IO

from models.errors import CodedError
from ocr.intake.answers import BROKEN, LINE_BYTES, Nonsense, read_answer
from ocr.intake.errors import (
    CHILD_SECONDS,
    MAX_PAGES,
    DecoderFailedError,
    PdfTooComplexError,
    PictureTooComplexError,
)
from ocr.intake.frames import Frame, Frames
from ocr.intake.processes import Process, end, how_it_ended, pipes, prepare, take
from ocr.intake.sniff import Format
from ocr.intake.turns import APART

log = logging.getLogger(__name__)


def decode_apart(untrusted: bytes, form: Format) -> Frames:
    """The pages of a file, at least one; each must be used up before the next is asked for.

    Raises whatever the decoder refuses, `PdfTooComplexError` or `PictureTooComplexError`, and, where the file
    is not to blame, `BusyError` or `DecoderFailedError`.
    """
    with APART.turn():
        child = take(form)
        out_of_time = threading.Event()

        def give_up() -> None:
            out_of_time.set()
            child.kill()

        overdue = threading.Timer(CHILD_SECONDS, give_up)
        try:
            overdue.start()
            yield from _talk(child, untrusted)
        except (Nonsense, EOFError) as error:
            raise _blame(child, form, out_of_time.is_set(), error) from error
        finally:
            overdue.cancel()
            end(child)
            # The next file of this kind, the same card's other side perhaps, need not wait for the imports.
            prepare(form)


def _talk(child: Process, untrusted: bytes) -> Iterator[Frame]:
    """Raises the refusals of `read_answer`, `Nonsense`, and `EOFError` when the answer breaks off."""
    sink, source = pipes(child)
    with contextlib.suppress(BrokenPipeError):  # it ended early: its answer, or that there is none, says why
        sink.write(len(untrusted).to_bytes(8, "big"))
        sink.write(untrusted)
        sink.flush()
    # One more than there may be, for it is the child that counts; whoever asks has a limit over all files.
    for number in range(MAX_PAGES + 1):
        line = source.readline(LINE_BYTES)
        if not line.endswith(b"\n") and len(line) < LINE_BYTES:
            raise EOFError
        head = read_answer(line)
        if head is None:
            if number == 0:
                raise Nonsense
            return
        rows = _read_rows(source, head.width * head.height * 3)
        yield Frame(head.width, head.height, iter([rows]), head.dpi, head.orientation)
    raise Nonsense


def _read_rows(source: IO[bytes], total: int) -> memoryview:
    """All rows at once, in memory that is the receiver's to keep."""
    pixels = bytearray(total)
    view, filled = memoryview(pixels), 0
    while filled < total:
        count = source.readinto(view[filled:])  # type: ignore[attr-defined] # a pipe has it
        if not count:
            raise EOFError
        filled += count
    return view


def _blame(child: Process, form: Format, out_of_time: bool, broke: Nonsense | EOFError) -> CodedError:
    """What to tell of a process that gave no answer, or none that makes sense; its end goes to the log."""
    ended = how_it_ended(child)
    ours = isinstance(broke, Nonsense) or ended in (BROKEN, -getattr(signal, "SIGKILL", 9))
    if out_of_time:
        log.warning("the process apart for %s took longer than %d s", form, CHILD_SECONDS)
    elif ours:
        what = "said what cannot be" if isinstance(broke, Nonsense) else "broke"
        log.error("the process apart for %s %s: ended with %s", form, what, ended)
    else:
        log.warning("the process apart for %s gave up on a file: ended with %s", form, ended)
    if ours and not out_of_time:
        return DecoderFailedError()
    return PdfTooComplexError() if form == "pdf" else PictureTooComplexError()
