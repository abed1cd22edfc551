"""Whatever a picture's pixels are, as sRGB on white in eight bits: `bgr_strips(image)`.

Strip by strip, so that the largest picture costs no more than its own pixels and one strip, and what is
worked on stays in the processor's cache. Pillow and NumPy alone: the process apart runs this too, and OpenCV
takes long to start.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
from PIL import Image

from ocr.intake.errors import UnsupportedPictureError
from ocr.intake.profiles import profile_transform

STRIP_ROWS = 64
GREY = {"1", "L", "LA", "La"}
COLOUR = {"P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "YCbCr", "HSV"}
INK = {"CMYK", "LAB"}
DEEP = {"I", "F"}
"""How the names of modes begin that have more than eight bits: integers and floats, of one band."""
WHITE_OF_FLOATS = (1.0, 255.0, 65535.0)
WHITE_OF_INTEGERS = (255.0, 65535.0, 4294967295.0)
"""What white can be in deep samples, for the file does not say: the smallest that holds the brightest one."""


def bgr_strips(image: Image.Image, *, inverted: bool = False) -> Iterator[bytes]:
    """The rows of a loaded picture from top to bottom, `STRIP_ROWS` at a time, as packed BGR.

    `inverted` says that the samples stand for their opposite. Raises `UnsupportedPictureError` for samples
    that are no colour.
    """
    flatten = _flattener(image)
    if not inverted:
        return _strips(image, flatten)
    if image.mode[0] in DEEP:  # eight bits at last, and grey: the opposite of the answer
        return _strips(image, lambda strip: _opposite(flatten(strip)))
    return _strips(image, lambda strip: flatten(_opposite(strip)))


def _strips(image: Image.Image, flatten: Callable[[Image.Image], Image.Image]) -> Iterator[bytes]:
    for top in range(0, image.height, STRIP_ROWS):
        strip = image.crop((0, top, image.width, min(image.height, top + STRIP_ROWS)))
        yield flatten(strip).tobytes("raw", "BGR")


def _opposite(strip: Image.Image) -> Image.Image:
    return strip.point([255 - level for level in range(256)] * len(strip.getbands()))


def _flattener(image: Image.Image) -> Callable[[Image.Image], Image.Image]:
    """The function from a strip of this picture to a strip of RGB."""
    if image.mode[0] in DEEP:
        return _shallower(image)
    base = "L" if image.mode in GREY else "RGB" if image.mode in COLOUR else image.mode
    if base not in {"L", "RGB", *INK}:
        raise UnsupportedPictureError
    transform = profile_transform(image.info.get("icc_profile"), base)

    def to_srgb(strip: Image.Image) -> Image.Image:
        strip = strip if strip.mode == base else strip.convert(base)
        return strip.convert("RGB") if transform is None else transform.apply(strip)

    if image.has_transparency_data:
        return lambda strip: _on_white(strip, to_srgb)
    return to_srgb


def _on_white(strip: Image.Image, to_srgb: Callable[[Image.Image], Image.Image]) -> Image.Image:
    layer = strip.convert("RGBA")
    alpha, colour = layer.getchannel("A"), to_srgb(layer.convert("RGB"))
    if alpha.getextrema() == (255, 255):
        return colour
    return Image.composite(colour, Image.new("RGB", colour.size, (255, 255, 255)), alpha)


def _shallower(image: Image.Image) -> Callable[[Image.Image], Image.Image]:
    """From 16 bits, 32 bits or floats to eight: white stays white."""
    if image.mode.startswith("I;16"):
        white = 65535.0  # by the standards of PNG and TIFF
    else:
        brightest = float(image.getextrema()[1])  # type: ignore[arg-type] # one band, one pair
        if not math.isfinite(brightest):
            raise UnsupportedPictureError
        tops = WHITE_OF_FLOATS if image.mode == "F" else WHITE_OF_INTEGERS
        white = next((top for top in tops if brightest <= top), brightest)

    def shallow(strip: Image.Image) -> Image.Image:
        samples = np.nan_to_num(np.asarray(strip, dtype=np.float32))
        grey = np.clip(samples * np.float32(255.0 / white) + np.float32(0.5), 0, 255).astype(np.uint8)
        return Image.fromarray(grey).convert("RGB")

    return shallow
