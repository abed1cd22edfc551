"""EXIF's eight orientations, in every format that can have them."""

import io

import numpy as np
import pytest
from PIL import Image

from ocr.intake import intake
from ocr.intake.errors import UnreadableImageError
from ocr.intake.frames import Frame
from ocr.intake.pages import gather, turn_upright
from tests.hostile.pictures import heic
from tests.hostile.pieces import encode

RED = (220, 20, 30)
INVERSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def stored(orientation: int) -> tuple[Image.Image, Image.Exif]:
    """A picture laid down so that `orientation` brings its marked corner to the top left."""
    upright = Image.new("RGB", (60, 40), (255, 255, 255))
    upright.paste(RED, (0, 0, 20, 15))
    exif = Image.Exif()
    exif[0x0112] = orientation
    return upright.transpose(INVERSE[orientation]) if orientation in INVERSE else upright, exif


def check(data: bytes) -> None:
    (page,) = intake([("photo", data)])
    assert (page.width, page.height) == (60, 40)
    assert page.pixels[5, 5, 2] > 180
    assert page.pixels[5, 5, 0] < 90
    assert page.pixels[35, 55].min() > 230
    assert page.pixels[5, 55].min() > 230
    assert page.pixels[35, 5].min() > 230
    assert page.pixels.flags.c_contiguous


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied(orientation, form):
    picture, exif = stored(orientation)
    check(encode(form, picture, exif=exif, **({"quality": 95} if form in ("JPEG", "WEBP") else {})))


def test_a_picture_with_a_profile_is_turned_too():
    picture, exif = stored(6)
    check(encode("JPEG", picture.convert("CMYK"), exif=exif, quality=95))


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_heic_is_turned_once(orientation):
    """The container says how to turn, as telephones write it, and EXIF says it again."""
    picture, exif = stored(orientation)
    data = heic(picture, exif=exif.tobytes())
    assert (b"irot" in data) == (orientation != 1)
    check(data)


def test_what_exif_says_beside_the_container_of_heic_does_not_count():
    picture, exif = stored(6)
    picture.info["exif"] = exif.tobytes()
    (page,) = intake([("photo", heic(picture))])
    assert (page.width, page.height) == (40, 60)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turning_agrees_with_pillow(orientation):
    from PIL import ImageOps

    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    exif = Image.Exif()
    exif[0x0112] = orientation
    reference = Image.open(io.BytesIO(encode("PNG", Image.fromarray(pixels), exif=exif)))
    assert np.array_equal(turn_upright(pixels, orientation), np.asarray(ImageOps.exif_transpose(reference)))


@pytest.mark.parametrize("strip", [1, 2, 3, 5], ids=lambda rows: f"{rows} rows at a time")
@pytest.mark.parametrize("orientation", range(1, 9))
def test_strips_are_laid_where_the_whole_would_lie(orientation, strip):
    pixels = np.arange(5 * 7 * 3, dtype=np.uint8).reshape(5, 7, 3)
    rows = (pixels[top : top + strip].tobytes() for top in range(0, 5, strip))
    laid = gather(Frame(7, 5, rows, orientation=orientation))
    assert np.array_equal(laid, turn_upright(pixels, orientation))
    assert laid.flags.writeable


@pytest.mark.parametrize("rows", [[], [bytes(21)] * 4, [bytes(21)] * 6, [bytes(20)], [bytes(105), b"more"]])
@pytest.mark.parametrize("orientation", [1, 6])
def test_rows_that_are_missing_or_too_many_are_refused(rows, orientation):
    with pytest.raises(UnreadableImageError):
        gather(Frame(7, 5, iter(rows), orientation=orientation))
