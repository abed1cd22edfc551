"""The process apart: one file in, its pixels or its refusal out. Started by `ocr.intake.apart` alone.

On standard output `{"ready": true}` once it is. Then on standard input the length of the file as eight bytes,
and the file. On standard output, for each page: a line of JSON `{"width", "height", "dpi", "orientation"}`,
then its rows; at the end `{"end": true}` or `{"refused": code, "context": {…}}`. An answer cut short means
that a limit was reached, or, with the status `BROKEN`, that something happened which nobody foresaw.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import BinaryIO

from models.errors import CodedError
from ocr.intake.answers import BROKEN, READY
from ocr.intake.confine import confine
from ocr.intake.errors import MAX_FILE_BYTES
from ocr.intake.frames import Frame
from ocr.intake.sniff import Format

Decoder = Callable[[bytes], Iterator[Frame]]
Guard = Callable[[], AbstractContextManager[None]]

PAGE_KEYS = ("width", "height", "dpi", "orientation")
THREADED: frozenset[Format] = frozenset(("heic",))
"""libheif decodes the tiles of a picture on two threads, which count as processes."""


def load_decoder(form: Format) -> tuple[Decoder, Guard]:
    """The function for this kind of file, and what makes refusals of its failures; nothing is loaded later,
    for after `confine` nothing can be."""
    if form == "pdf":
        from ocr.intake.pdf_check import warm_up  # noqa: PLC0415
        from ocr.intake.pdf_draw import decode_pdf, refusing_pdf  # noqa: PLC0415

        warm_up()
        return decode_pdf, refusing_pdf
    from ocr.intake.raster import decode_frames, refusing  # noqa: PLC0415

    if form == "heic":
        import pillow_heif  # noqa: F401, PLC0415 (so that a process that waits has it ready)
    return partial(decode_frames, form=form), partial(refusing, form)


def answer(untrusted: bytes, decode: Decoder, guard: Guard, out: BinaryIO) -> None:
    """Writes pages, or the refusal. After a page has begun a refusal cannot be told: the stream just ends."""
    begun = False
    try:
        with guard():
            for frame in decode(untrusted):
                head = (frame.width, frame.height, frame.dpi, frame.orientation)
                _write_line(out, dict(zip(PAGE_KEYS, head, strict=True)))
                begun = True
                for rows in frame.rows:
                    out.write(rows)
                begun = False
        _write_line(out, {"end": True})
    except CodedError as refusal:
        if not begun:
            _write_line(out, {"refused": refusal.code, "context": refusal.context})


def _write_line(out: BinaryIO, message: dict[str, object]) -> None:
    out.write(json.dumps(message).encode() + b"\n")


def main(form: Format) -> None:
    """Serves one file of this kind and ends."""
    decode, guard = load_decoder(form)
    # Libraries that print do not spoil the answer.
    out = os.fdopen(os.dup(1), "wb", buffering=1024 * 1024)
    os.dup2(2, 1)
    confine(threads=form in THREADED)
    out.write(READY)
    out.flush()
    source = sys.stdin.buffer
    length = int.from_bytes(source.read(8), "big")
    try:
        if 0 < length <= MAX_FILE_BYTES:
            answer(source.read(length), decode, guard, out)
        out.flush()
    except MemoryError:
        os._exit(0)  # a limit was reached
    except Exception:  # noqa: BLE001 (its text may quote the file, and there is nowhere to tell it)
        os._exit(BROKEN)
