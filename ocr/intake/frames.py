"""What a decoder hands over: one page as rows of pixels, not yet turned upright."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from ocr.intake.errors import MAX_PIXELS, MAX_SIDE, SideTooLongError, TooManyPixelsError


@dataclass(frozen=True)
class Frame:
    """One page as stored. `rows` are packed BGR from top to bottom, in strips of any height.

    `orientation` is EXIF's (1 to 8); `dpi` is what the file states or a PDF is drawn at.
    """

    width: int
    height: int
    rows: Iterator[bytes | memoryview]
    dpi: float | None = None
    orientation: int = 1


Frames = Generator[Frame, None, None]
"""Pages one after another; to be closed by who does not want the rest."""


def check_size(untrusted_width: int, untrusted_height: int, limit: int = MAX_PIXELS) -> None:
    """Raises `TooManyPixelsError` or `SideTooLongError` when a page of this size must not be decoded."""
    if untrusted_width * untrusted_height > limit:
        raise TooManyPixelsError(limit_megapixels=limit // 1_000_000)
    if max(untrusted_width, untrusted_height) > MAX_SIDE:
        raise SideTooLongError(limit=MAX_SIDE)
