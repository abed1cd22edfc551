"""Good files become upright BGR pages; empty, large and unknown ones get an error of their own."""

import io

import numpy as np
import pytest
from PIL import Image

from ocr.intake import errors, intake
from tests.hostile.pictures import heic
from tests.hostile.pieces import encode, jpeg_resized, png, tiff, tiff_page

RED = (220, 20, 30)


def refusal(untrusted: bytes, name: str = "photo.jpg") -> errors.CodedError:
    with pytest.raises(errors.CodedError) as caught:
        intake([(name, untrusted)])
    return caught.value


@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF", "WEBP", "HEIF"])
def test_pictures_become_bgr_pages(form):
    picture = Image.new("RGB", (64, 48), RED)
    (page,) = intake([("a", heic(picture) if form == "HEIF" else encode(form, picture))])
    assert (page.width, page.height, page.index) == (64, 48, 0)
    assert page.format == {"HEIF": "heic"}.get(form, form.lower())
    assert page.pixels.dtype == np.uint8
    assert page.pixels.flags.writeable
    assert np.abs(page.pixels[20, 20].astype(int) - np.array(RED[::-1])).max() < 12


def test_pages_of_a_tiff_and_of_several_files_count_together():
    frames = [Image.new("RGB", (40, 30), (value, 0, 0)) for value in (10, 20, 30)]
    three, one = encode("TIFF", frames[0], save_all=True, append_images=frames[1:]), encode("PNG")
    pages = intake([("a.tif", three), ("b.png", one)])
    assert [(page.index, page.file) for page in pages] == [
        (0, "a.tif"),
        (1, "a.tif"),
        (2, "a.tif"),
        (3, "b.png"),
    ]
    assert [int(page.pixels[9, 9, 2]) for page in pages[:3]] == [10, 20, 30]
    with pytest.raises(errors.TooManyPagesError):
        intake([("a.tif", three), ("b.png", one), ("c.png", one)])
    with pytest.raises(errors.TooManyPagesError):
        intake([("a.tif", three), ("b.tif", three)])


def test_small_copies_of_pages_in_a_tiff_are_no_pages():
    copy = [(254, 4, 1, 1), *tiff_page(8, 8)]
    pages = intake([("a.tif", tiff([tiff_page(16, 4), copy] * 4))])
    assert [(page.width, page.height) for page in pages] == [(16, 4)] * 4


def test_the_pixels_of_all_pages_count_together(monkeypatch):
    monkeypatch.setattr("ocr.intake.MAX_UPLOAD_PIXELS", 2 * 64 * 48)
    two = [("a.png", encode("PNG")), ("b.jpg", encode("JPEG"))]
    assert len(intake(two)) == 2
    with pytest.raises(errors.UploadTooManyPixelsError):
        intake([*two, ("c.tif", encode("TIFF"))])


def test_the_stated_resolution_is_told_when_it_can_be_true():
    assert intake([("a", encode("JPEG", dpi=(300, 300)))])[0].dpi == pytest.approx(300)
    assert intake([("a", encode("PNG", dpi=(200, 200)))])[0].dpi == pytest.approx(200, abs=1)
    assert intake([("a", encode("JPEG", dpi=(1, 1)))])[0].dpi is None
    assert intake([("a", encode("WEBP"))])[0].dpi is None


def test_of_a_burst_in_heic_the_picture_to_show_is_taken():
    import pillow_heif

    burst, out = pillow_heif.HeifFile(), io.BytesIO()
    for level in (10, 120, 250):
        burst.add_from_pillow(Image.new("RGB", (64, 48), (level, level, level)))
    burst.save(out, format="HEIF", quality=90, primary_index=1)
    (page,) = intake([("a.heic", out.getvalue())])
    assert int(page.pixels[20, 20, 0]) == pytest.approx(120, abs=4)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_moves_is_refused_and_one_frame_does_not_move(form):
    frames = [Image.new("RGB", (64, 48), (level, 0, 0)) for level in (10, 100)]
    error = refusal(encode(form, frames[0], save_all=True, append_images=frames[1:], duration=50))
    assert (error.code, error.status) == ("animatedPicture", 422)
    assert len(intake([("a", encode(form, frames[0], save_all=True))])) == 1


def test_nothing_of_the_file_but_pixels_comes_out():
    secret = b"a secret in the comment"
    (page,) = intake([("a", encode("JPEG", comment=secret, exif=b"Exif\0\0" + secret) + secret)])
    assert secret not in page.pixels.tobytes()
    assert set(vars(page)) == {"index", "pixels", "file", "format", "dpi"}


def test_nothing_and_empty_files_are_refused():
    with pytest.raises(errors.NoFileError):
        intake([])
    assert refusal(b"").code == "emptyFile"


@pytest.mark.parametrize("content", [b"hello, I am a text", b"GIF89a....", b"PK\x03\x04....", b"<svg></svg>"])
def test_other_formats_are_refused_whatever_their_name(content):
    error = refusal(content)
    assert (error.code, error.status) == ("unsupportedFormat", 415)
    assert error.advice


def test_sixty_megabytes_are_refused():
    error = refusal(b"\xff\xd8\xff" + bytes(60 * 1024 * 1024))
    assert (error.code, error.status) == ("fileTooLarge", 413)
    assert "20 MB" in error.detail


def test_every_refusal_has_a_code_a_status_and_a_remedy():
    assert len(errors.REFUSALS) >= 20
    for code, error in errors.REFUSALS.items():
        assert code[0].islower()
        assert 400 <= error.status < 500
        assert error.message.endswith(".")
        assert error.remedy.endswith(".")


def test_a_size_is_judged_before_pixels_are_decoded(monkeypatch):
    """The decoders are taken away: the refusal must come from the header."""
    monkeypatch.setattr("ocr.intake.raster.decode_fast", None)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", None)
    for data in (jpeg_resized(encode("JPEG"), 60_000, 60_000), png(60_000, 60_000)):
        assert refusal(data).code == "tooManyPixels"
