"""Whatever the samples mean, the page is sRGB on white in eight bits."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from ocr.intake import intake
from ocr.intake.jpeg import decode_fast
from ocr.intake.profiles import profile_transform
from tests.hostile.pieces import encode, tiff, tiff_page

GRID = np.stack(np.meshgrid(*[np.arange(0, 256, 51, dtype=np.uint8)] * 3), axis=-1).reshape(12, 18, 3)


def page_of(data: bytes) -> np.ndarray:
    return intake([("a", data)])[0].pixels


def rgb(data: bytes) -> np.ndarray:
    return page_of(data)[:, :, ::-1].astype(int)


def wide_profile() -> bytes:
    """A profile far from sRGB: its own, with the columns of red and blue exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.find(b"rXYZ"), profile.find(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize(
    ("mode", "colour", "form", "expected"),
    [
        ("L", 100, "PNG", (100, 100, 100)),
        ("I;16", 0x8000, "PNG", (128, 128, 128)),
        ("I;16", 0x8000, "TIFF", (128, 128, 128)),
        ("I;16", 0xFFFF, "TIFF", (255, 255, 255)),
        ("F", 1.0, "TIFF", (255, 255, 255)),
        ("I", 65535, "TIFF", (255, 255, 255)),
        ("CMYK", (0, 0, 0, 0), "JPEG", (255, 255, 255)),
        ("CMYK", (0, 255, 255, 0), "TIFF", (255, 0, 0)),
        ("LAB", (255, 128, 128), "TIFF", (255, 255, 255)),
        ("YCbCr", (76, 85, 255), "TIFF", (254, 0, 0)),
        ("1", 1, "TIFF", (255, 255, 255)),
        ("P", 0, "PNG", (0, 0, 0)),
        ("RGBA", (0, 0, 0, 0), "PNG", (255, 255, 255)),
        ("RGBA", (0, 0, 0, 128), "PNG", (127, 127, 127)),
        ("RGBA", (200, 0, 0, 255), "WEBP", (200, 0, 0)),
        ("RGBA", (0, 0, 0, 0), "TIFF", (255, 255, 255)),
        ("LA", (0, 0), "PNG", (255, 255, 255)),
        ("LA", (40, 255), "PNG", (40, 40, 40)),
    ],
)
def test_every_mode_is_flattened_to_eight_bit_colour(mode, colour, form, expected):
    options = {"lossless": True} if form == "WEBP" else {}
    page = rgb(encode(form, Image.new(mode, (64, 48), colour), **options))
    assert page.shape == (48, 64, 3)
    assert np.abs(page[10, 10] - np.array(expected)).max() <= 3


def test_a_transparent_colour_of_a_palette_becomes_white():
    picture = Image.new("P", (64, 48), 3)
    picture.putpalette([value for level in range(256) for value in (level, 0, 0)])
    assert rgb(encode("PNG", picture, transparency=3))[5, 5].tolist() == [255, 255, 255]
    assert rgb(encode("PNG", picture))[5, 5].tolist() == [3, 0, 0]


def test_a_transparent_grey_is_white_and_the_rest_stays():
    picture = Image.new("L", (64, 48), 90)
    picture.paste(200, (0, 0, 32, 48))
    page = rgb(encode("PNG", picture, transparency=90))
    assert page[5, 5].tolist() == [200, 200, 200]
    assert page[5, 50].tolist() == [255, 255, 255]


def test_sixteen_bits_keep_their_tones():
    ramp = np.linspace(0, 65535, 256).astype(np.uint16)[None, :].repeat(4, axis=0)
    page = rgb(encode("PNG", Image.fromarray(ramp)))
    assert np.abs(page[0, :, 0] - np.arange(256)).max() <= 1


def test_sixteen_bits_of_colour_in_a_tiff_are_read():
    entries = [e for e in tiff_page(2, 1, size=12, at=200) if e[0] not in (258, 262, 277)]
    head = tiff([sorted([*entries, (258, 3, 1, 16), (262, 3, 1, 2), (277, 3, 1, 3)])])
    samples = np.array([65535, 0, 0, 0, 32768, 65535], dtype="<u2").tobytes()
    page = rgb(head.ljust(200, b"\0") + samples)
    assert np.abs(page[0] - np.array([[255, 0, 0], [0, 128, 255]])).max() <= 1


@pytest.mark.parametrize(("bits", "kind", "dtype"), [(8, 1, "<u1"), (16, 1, "<u2"), (32, 3, "<f4")])
@pytest.mark.parametrize("white_is_zero", [True, False])
def test_white_may_be_zero_in_a_tiff(bits, kind, dtype, white_is_zero):
    """PhotometricInterpretation 0 (TIFF 6.0, section 4): fax machines and some scanners count the ink."""
    white = 1 if dtype == "<f4" else 2**bits - 1
    ink = np.array([0, white, white / 2, 0] * 16).astype(dtype)
    entries = [e for e in tiff_page(4, 16, size=ink.nbytes, at=200) if e[0] not in (258, 262)]
    head = tiff(
        [sorted([*entries, (258, 3, 1, bits), (262, 3, 1, 0 if white_is_zero else 1), (339, 3, 1, kind)])]
    )
    found = rgb(head.ljust(200, b"\0") + ink.tobytes())[3, :, 1]
    expected = np.array([255, 0, 128, 255]) if white_is_zero else np.array([0, 255, 128, 0])
    assert np.abs(found - expected).max() <= 1


def test_cmyk_of_adobe_is_inverted_and_that_of_others_is_not():
    ours = encode("JPEG", Image.new("CMYK", (64, 48), (0, 255, 255, 0)), quality=95)
    assert np.abs(rgb(ours)[9, 9] - np.array([255, 0, 0])).max() <= 8
    at = ours.find(b"\xff\xee")
    length = int.from_bytes(ours[at + 2 : at + 4], "big") + 2
    plain = ours[:at] + ours[at + length :]  # the same samples, now to be taken at their word
    assert np.abs(rgb(plain)[9, 9] - np.array([0, 0, 0])).max() <= 8


def test_colours_are_converted_by_littlecms():
    profile = wide_profile()
    picture = Image.fromarray(GRID)
    expected = ImageCms.profileToProfile(
        picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    )
    assert expected is not None
    found = rgb(encode("PNG", picture, icc_profile=profile))
    assert np.abs(found - np.asarray(expected, dtype=int)).max() <= 1
    assert np.abs(found - GRID).max() > 100


def test_a_profile_counts_in_jpeg_webp_and_tiff_too():
    red = Image.new("RGB", (64, 48), (230, 20, 20))
    for form, options in (("JPEG", {"quality": 95}), ("WEBP", {"lossless": True}), ("TIFF", {})):
        page = rgb(encode(form, red, icc_profile=wide_profile(), **options))
        assert page[20, 20, 2] > page[20, 20, 0] + 100, form


def test_srgb_is_known_by_what_it_does():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert profile_transform(profile, "RGB") is None
    assert profile_transform(wide_profile(), "RGB") is not None


@pytest.mark.parametrize("profile", [b"", b"rubbish" * 99, None, "text", bytes(5_000_000)])
def test_a_profile_that_is_none_counts_for_nothing(profile):
    assert profile_transform(profile, "RGB") is None
    assert profile_transform(profile, "CMYK") is None


def test_a_profile_of_another_space_counts_for_nothing():
    assert profile_transform(wide_profile(), "CMYK") is None
    assert profile_transform(wide_profile(), "L") is None


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}, {"quality": 40}])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_fast_way_and_pillow_see_the_same(mode, options):
    rng = np.random.default_rng(3)
    small = Image.fromarray(rng.integers(0, 255, (13, 21, 3), dtype=np.uint8)).resize((203, 131))
    data = encode("JPEG", small.convert(mode), **options)
    fast, slow = decode_fast(data), np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))[:, :, ::-1]
    assert fast is not None
    assert np.abs(fast.astype(int) - slow.astype(int)).max() <= 2
    assert np.array_equal(fast, page_of(data))
