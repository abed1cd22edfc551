"""Pictures to frames: size checked from the header, then decoded; what else the file holds stays behind."""

import io
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin
from PIL.ImageFile import ImageFile

from ocr.intake.colour import DEEP, bgr_strips
from ocr.intake.errors import (
    MAX_HEIC_PIXELS,
    MAX_PAGES,
    MAX_WEBP_PIXELS,
    AnimatedPictureError,
    PictureTooComplexError,
    TooManyPagesError,
    UnreadableImageError,
    UnsupportedPictureError,
)
from ocr.intake.frames import Frame, Frames, check_size
from ocr.intake.jpeg import decode_fast, read_header
from ocr.intake.profiles import profile_transform
from ocr.intake.sniff import Format, check_png_chunks, webp_size

DECODER_ERRORS = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
    ZeroDivisionError,
    RuntimeError,
    struct.error,
    Warning,
    Image.DecompressionBombError,
)
"""What Pillow raises on broken files."""
ORIENTATION, SUBFILE_TYPE, PHOTOMETRIC = 0x0112, 0x00FE, 0x0106
WHITE_IS_ZERO = 0
REDUCED_COPY = 1
"""In a TIFF's NewSubfileType: this page is a small copy of another."""
MAX_DIRECTORIES = 4 * MAX_PAGES
"""Pages and small copies of pages in a TIFF."""


@contextmanager
def refusing(form: Format) -> Iterator[None]:
    """Turns what a decoder raises into a coded refusal."""
    try:
        yield
    except MemoryError as error:
        raise PictureTooComplexError from error
    except DECODER_ERRORS as error:
        # What Pillow says of a TIFF that is sound but not of the kinds it knows.
        rare = form == "tiff" and "unknown pixel mode" in str(error)
        raise (UnsupportedPictureError if rare else UnreadableImageError) from error


def decode_frames(untrusted: bytes, form: Format) -> Frames:
    """The pages of a picture, as stored; to be used up within `refusing(form)`, each before the next.

    Raises `TooManyPixelsError` before decoding, `TooManyPagesError`, `AnimatedPictureError`,
    `UnsupportedPictureError`, `PictureTooComplexError`, or `UnreadableImageError` when the data are broken or
    cut short.
    """
    return DECODERS[form](untrusted)


# The plug-ins are opened directly rather than through `Image.open`, so that no other format can answer and
# the size is ours to judge before Pillow's own warning about decompression bombs.


def _decode_jpeg(untrusted: bytes) -> Frames:
    header = read_header(untrusted)
    with JpegImagePlugin.JpegImageFile(io.BytesIO(untrusted)) as image:
        pixels = _decode_fast(untrusted, image) if image.mode in ("L", "RGB") else None
        if pixels is not None:
            height, width = pixels.shape[:2]
            rows = iter([pixels.data.cast("B")])
            yield Frame(width, height, rows, _stated_dpi(image), _orientation(image))
            return
        # Pillow takes CMYK for inverted, as Adobe stores it, whoever wrote it.
        yield _frame(image, inverted=image.mode == "CMYK" and not header.adobe)


def _decode_fast(untrusted: bytes, image: ImageFile) -> npt.NDArray[np.uint8] | None:
    """Height × width × 3, BGR, sRGB, where that can be had fast; None leaves it to Pillow and LittleCMS."""
    from ocr.intake.matrix import matrix_transform  # noqa: PLC0415 (OpenCV: not in the process apart)

    profile = image.info.get("icc_profile")
    transform = profile_transform(profile, image.mode)
    matrix = None
    if transform is not None:
        matrix = matrix_transform(bytes(profile or b""), transform) if image.mode == "RGB" else None
        if matrix is None:
            return None
    pixels = decode_fast(untrusted)
    if pixels is not None and matrix is not None:
        matrix.apply(pixels)
    return pixels


def _decode_png(untrusted: bytes) -> Frames:
    check_png_chunks(untrusted)
    with PngImagePlugin.PngImageFile(io.BytesIO(untrusted)) as image:
        yield _frame(_still(image))


def _decode_webp(untrusted: bytes) -> Frames:
    if (size := webp_size(untrusted)) is not None:
        check_size(*size, limit=MAX_WEBP_PIXELS)
    with WebPImagePlugin.WebPImageFile(io.BytesIO(untrusted)) as image:
        yield _frame(_still(image))


def _decode_heic(untrusted: bytes) -> Frames:
    import pillow_heif  # noqa: PLC0415 (only the process apart decodes HEIC)
    from pillow_heif.as_plugin import HeifImageFile  # noqa: PLC0415

    pillow_heif.options.DECODE_THREADS = 2
    pillow_heif.options.THUMBNAILS = pillow_heif.options.AUX_IMAGES = pillow_heif.options.DEPTH_IMAGES = False
    with HeifImageFile(io.BytesIO(untrusted)) as image:  # type: ignore[no-untyped-call]
        check_size(*image.size, limit=MAX_HEIC_PIXELS)
        # Several pictures in one file are a burst, or a film, and this is the one to show. libheif turns it
        # upright, and what EXIF says beside that does not count (ISO/IEC 23008-12, 6.5.10).
        yield _frame(image, turned=True)


def _decode_tiff(untrusted: bytes) -> Frames:
    pages = 0
    with TiffImagePlugin.TiffImageFile(io.BytesIO(untrusted)) as image:
        for number in range(MAX_DIRECTORIES + 1):
            try:
                image.seek(number)
            except EOFError:
                return
            if number and int(image.tag_v2.get(SUBFILE_TYPE, 0)) & REDUCED_COPY:
                continue
            pages += 1
            if pages > MAX_PAGES:
                break
            # Pillow minds it in pictures of up to eight bits alone.
            opposite = image.tag_v2.get(PHOTOMETRIC) == WHITE_IS_ZERO and image.mode[0] in DEEP
            yield _frame(image, inverted=opposite)
    raise TooManyPagesError(limit=MAX_PAGES)


DECODERS: dict[Format, Callable[[bytes], Frames]] = {
    "jpeg": _decode_jpeg,
    "png": _decode_png,
    "webp": _decode_webp,
    "heic": _decode_heic,
    "tiff": _decode_tiff,
}


def _still(image: ImageFile) -> ImageFile:
    """Refuses what moves: no camera or scanner makes a film of a document, and which of its pictures a person
    meant, or saw in their own viewer, nobody knows."""
    if getattr(image, "n_frames", 1) > 1:
        raise AnimatedPictureError
    return image


def _frame(image: ImageFile, *, inverted: bool = False, turned: bool = False) -> Frame:
    check_size(*image.size)
    image.load()
    width, height = image.size
    rows = bgr_strips(image, inverted=inverted)
    # After loading: a PNG may say it behind its pixels, and Pillow turns TIFF itself.
    return Frame(width, height, rows, _stated_dpi(image), 1 if turned else _orientation(image))


def _orientation(image: Image.Image) -> int:
    try:
        stated = int(image.getexif().get(ORIENTATION, 1))
    except DECODER_ERRORS:
        # Metadata that cannot be read says nothing about the orientation; the pixels are still good.
        return 1
    return stated if 1 <= stated <= 8 else 1


def _stated_dpi(image: Image.Image) -> float | None:
    try:
        stated = float(image.info["dpi"][0])
    except DECODER_ERRORS:
        return None
    return stated if 30 <= stated <= 2400 else None
