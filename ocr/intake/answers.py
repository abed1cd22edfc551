"""What the process apart says, line by line, checked like any untrusted input."""

import json
import math
import string
from dataclasses import dataclass
from typing import Any

from models.errors import CodedError
from ocr.intake.errors import REFUSALS
from ocr.intake.frames import check_size

LINE_BYTES = 4096
READY = b'{"ready": true}\n'
"""Said once the libraries are loaded and the limits set: what breaks before that is not the file's fault."""
BROKEN = 70
"""The status of a process that met an error of ours: EX_SOFTWARE of sysexits(3)."""


class Nonsense(Exception):  # noqa: N818 (it is caught within the room)
    """An answer that `ocr.intake.child` never gives."""


@dataclass(frozen=True)
class Head:
    """What precedes the pixels of a page; its size is one that may be decoded."""

    width: int
    height: int
    dpi: float | None
    orientation: int


def read_answer(untrusted_line: bytes) -> Head | None:
    """The head of the next page, or None at the end.

    Raises the refusal that the line tells of, `TooManyPixelsError` or `SideTooLongError` for a page that must
    not be, and `Nonsense` for anything else.
    """
    try:
        message = json.loads(untrusted_line)
    except (ValueError, RecursionError) as error:
        raise Nonsense from error
    if message == {"end": True}:
        return None
    if not isinstance(message, dict):
        raise Nonsense
    if message.keys() == {"refused", "context"}:
        raise _refusal(message["refused"], message["context"])
    if message.keys() != {"width", "height", "dpi", "orientation"}:
        raise Nonsense
    width, height, orientation = (_whole(message[name], 1) for name in ("width", "height", "orientation"))
    if orientation > 8:
        raise Nonsense
    check_size(width, height)
    return Head(width, height, _density(message["dpi"]), orientation)


def _refusal(untrusted_code: Any, untrusted_context: Any) -> CodedError:
    """The refusal with the numbers that its message has room for, and nothing else: both reach logs."""
    refusal = REFUSALS.get(untrusted_code) if isinstance(untrusted_code, str) else None
    if refusal is None or not isinstance(untrusted_context, dict):
        raise Nonsense
    names = {name for _, name, _, _ in string.Formatter().parse(refusal.message) if name}
    if untrusted_context.keys() != names:
        raise Nonsense
    return refusal(**{name: _whole(value, 0) for name, value in untrusted_context.items()})


def _whole(untrusted: Any, least: int) -> int:
    if type(untrusted) is not int or untrusted < least:  # a bool is an int to isinstance
        raise Nonsense
    return untrusted


def _density(untrusted: Any) -> float | None:
    if untrusted is None:
        return None
    if type(untrusted) is not float or not (math.isfinite(untrusted) and untrusted > 0):
        raise Nonsense
    return untrusted
