"""Untrusted bytes in, safe pages out: `intake(files)`.

Nothing but decoded pixels leaves this room: metadata, trailing bytes and active content stay behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ocr.intake.errors import (
    MAX_FILE_BYTES,
    MAX_PAGES,
    EmptyFileError,
    FileTooLargeError,
    NoFileError,
    TooManyPagesError,
)
from ocr.intake.pdf import decode_pdf
from ocr.intake.raster import Pixels, decode_raster
from ocr.intake.sniff import Format, sniff

__all__ = ["PageImage", "intake"]


@dataclass(frozen=True)
class PageImage:
    """One page: `pixels` are height × width × 3, BGR, turned as EXIF says.

    `index` counts over the whole upload; `dpi` is what the file states or the PDF was rendered at, and
    may be wrong.
    """

    index: int
    pixels: Pixels
    file: str
    format: Format
    dpi: float | None = None

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])


def _decode(untrusted: bytes) -> tuple[Format, list[tuple[Pixels, float | None]]]:
    if not untrusted:
        raise EmptyFileError
    if len(untrusted) > MAX_FILE_BYTES:
        raise FileTooLargeError(limit_mb=MAX_FILE_BYTES // (1024 * 1024))
    form = sniff(untrusted)
    return form, decode_pdf(untrusted) if form == "pdf" else decode_raster(untrusted, form)


def intake(files: Sequence[tuple[str, bytes]]) -> list[PageImage]:
    """The pages of an upload of `(name, bytes)`, in order, at most `MAX_PAGES`.

    Raises a `CodedError` of `ocr.intake.errors` for anything that is not a sound picture or PDF.
    """
    if not files:
        raise NoFileError
    if len(files) > MAX_PAGES:
        raise TooManyPagesError(limit=MAX_PAGES)
    pages: list[PageImage] = []
    for name, untrusted in files:
        form, decoded = _decode(untrusted)
        if len(pages) + len(decoded) > MAX_PAGES:
            raise TooManyPagesError(limit=MAX_PAGES)
        pages += [
            PageImage(len(pages) + offset, pixels, name, form, dpi)
            for offset, (pixels, dpi) in enumerate(decoded)
        ]
    return pages
