"""Pictures to pixels: size checked from the header, then decoded, turned by EXIF, flattened to BGR."""

import io
import struct
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin
from PIL.ImageFile import ImageFile

from ocr.intake.errors import (
    MAX_PAGES,
    MAX_PIXELS,
    MAX_SIDE,
    TooManyPagesError,
    TooManyPixelsError,
    UnreadableImageError,
)
from ocr.intake.sniff import Format, webp_size

# The plug-ins are opened directly rather than through `Image.open`, so that no other format can answer and
# the size is ours to judge before Pillow's own warning about decompression bombs.
OPENERS: dict[str, type[ImageFile]] = {
    "jpeg": JpegImagePlugin.JpegImageFile,
    "png": PngImagePlugin.PngImageFile,
    "tiff": TiffImagePlugin.TiffImageFile,
    "webp": WebPImagePlugin.WebPImageFile,
}
DECODER_ERRORS = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    ZeroDivisionError,
    MemoryError,
    RuntimeError,
    struct.error,
    Warning,
    Image.DecompressionBombError,
)
"""What Pillow raises on broken files."""

Pixels = npt.NDArray[np.uint8]


def check_size(untrusted_width: int, untrusted_height: int) -> None:
    """Raises `TooManyPixelsError` when a page of this size must not be decoded."""
    if untrusted_width * untrusted_height > MAX_PIXELS or max(untrusted_width, untrusted_height) > MAX_SIDE:
        raise TooManyPixelsError(limit_megapixels=MAX_PIXELS // 1_000_000)


def _turn_upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except DECODER_ERRORS:
        # Metadata that cannot be read says nothing about the orientation; the pixels are still good.
        return image


def _to_bgr(image: Image.Image) -> Pixels:
    if image.mode.startswith("I") or image.mode == "F":
        samples = np.asarray(image, dtype=np.float32)
        top = max(255.0, float(samples.max(initial=0.0)))
        full = 65535.0 if top > 255 else 255.0
        grey = np.clip(samples * (255.0 / full), 0, 255).astype(np.uint8)
        return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        flat = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        image = Image.alpha_composite(flat, layer)
    rgb = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return np.ascontiguousarray(rgb[:, :, ::-1])


def _frames(image: ImageFile, form: Format) -> Iterator[Image.Image]:
    if form != "tiff":
        yield image  # the first frame of an animation is the picture
        return
    for number in range(MAX_PAGES + 1):
        try:
            image.seek(number)
        except EOFError:
            return
        if number == MAX_PAGES:
            raise TooManyPagesError(limit=MAX_PAGES)
        yield image


def decode_raster(untrusted: bytes, form: Format) -> list[tuple[Pixels, float | None]]:
    """The pages of a picture: height × width × 3 BGR, and the dots per inch that the file states.

    Raises `TooManyPixelsError` before decoding, `TooManyPagesError`, or `UnreadableImageError` when the
    data are broken or cut short.
    """
    if form == "webp" and (size := webp_size(untrusted)) is not None:
        check_size(*size)
    pages: list[tuple[Pixels, float | None]] = []
    try:
        with OPENERS[form](io.BytesIO(untrusted)) as image:
            for frame in _frames(image, form):
                check_size(*frame.size)
                frame.load()
                stated = frame.info.get("dpi", (None,))[0]
                dpi = float(stated) if stated and 30 <= float(stated) <= 2400 else None
                pages.append((_to_bgr(_turn_upright(frame)), dpi))
    except DECODER_ERRORS as error:
        raise UnreadableImageError from error
    if not pages or pages[0][0].size == 0:
        raise UnreadableImageError
    return pages
