"""Untrusted bytes in, safe pages out: `intake(files)`.

Nothing but decoded pixels leaves this room: metadata, trailing bytes and active content stay behind.

Nothing heavy is imported here, for the process apart (`ocr.intake.child`) imports it too.
"""

from collections.abc import Generator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.intake.errors import (
    MAX_FILE_BYTES,
    MAX_PAGES,
    MAX_UPLOAD_PIXELS,
    EmptyFileError,
    FileTooLargeError,
    NoFileError,
    TooManyPagesError,
    UploadTooManyPixelsError,
)
from ocr.intake.sniff import Format, sniff

if TYPE_CHECKING:
    from ocr.intake.pages import Pixels

__all__ = ["PageImage", "intake"]

DECODED_APART: frozenset[Format] = frozenset(("pdf", "heic", "tiff"))
"""JPEG, PNG and WebP are what everybody sends, and their decoders are small and well tried: they work here,
for starting a process takes longer than they do."""


@dataclass(frozen=True)
class PageImage:
    """One page: `pixels` are height × width × 3, BGR, sRGB, turned as EXIF says, on white.

    `index` counts over the whole upload; `dpi` is what the file states or the PDF was rendered at, and
    may be wrong.
    """

    index: int
    pixels: "Pixels"
    file: str
    format: Format
    dpi: float | None = None

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])


def intake(files: Sequence[tuple[str, bytes]]) -> list[PageImage]:
    """The pages of an upload of `(name, bytes)`, in order, at most `MAX_PAGES`.

    Raises a `CodedError` of `ocr.intake.errors` for anything that is not a sound picture or PDF; `BusyError`
    and `DecoderFailedError` (503) when the files are not to blame.
    """
    if not files:
        raise NoFileError
    if len(files) > MAX_PAGES:
        raise TooManyPagesError(limit=MAX_PAGES)
    pages: list[PageImage] = []
    room = MAX_UPLOAD_PIXELS
    for name, untrusted in files:
        form = check_file(untrusted)
        with closing(_decode(untrusted, form, name, len(pages), room)) as decoded:
            for page in decoded:
                pages.append(page)
                room -= page.width * page.height
    return pages


def check_file(untrusted: bytes) -> Format:
    """What kind of file this is; raises what can be said without decoding."""
    if not untrusted:
        raise EmptyFileError
    if len(untrusted) > MAX_FILE_BYTES:
        raise FileTooLargeError(limit_mb=MAX_FILE_BYTES // (1024 * 1024))
    return sniff(untrusted)


def _decode(
    untrusted: bytes, form: Format, name: str, index: int, room: int
) -> Generator[PageImage, None, None]:
    """The pages of one file, the first of them number `index`; `room` is how many pixels they may have."""
    from ocr.intake.apart import decode_apart  # noqa: PLC0415 (see the module)
    from ocr.intake.pages import gather  # noqa: PLC0415
    from ocr.intake.raster import decode_frames, refusing  # noqa: PLC0415
    from ocr.intake.turns import HERE  # noqa: PLC0415

    # The process apart answers with refusals only: whatever else happens is a fault of ours, not of the file.
    apart = form in DECODED_APART
    frames = decode_apart(untrusted, form) if apart else decode_frames(untrusted, form)
    with nullcontext() if apart else HERE.turn(), nullcontext() if apart else refusing(form), closing(frames):
        for frame in frames:
            room -= frame.width * frame.height
            if room < 0:
                raise UploadTooManyPixelsError(limit_megapixels=MAX_UPLOAD_PIXELS // 1_000_000)
            if index >= MAX_PAGES:
                raise TooManyPagesError(limit=MAX_PAGES)
            yield PageImage(index, gather(frame), name, form, frame.dpi)
            index += 1
