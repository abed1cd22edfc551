"""Profiles of curves and a matrix: as fast as they are, the colours are those of LittleCMS."""

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from ocr.intake import intake, raster
from ocr.intake.jpeg import decode_fast
from ocr.intake.matrix import MatrixTransform, NoMatrixError, matrix_transform, read_matrix_profile
from ocr.intake.profiles import profile_transform
from tests.hostile.pieces import encode

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
P3 = {
    b"rXYZ": (0.515121, 0.241196, -0.001053),
    b"gXYZ": (0.291977, 0.692245, 0.041885),
    b"bXYZ": (0.157104, 0.066574, 0.784073),
}
"""Display P3 adapted to D50, as its published profile has it."""
ADOBE = {
    b"rXYZ": (0.609741, 0.311111, 0.019470),
    b"gXYZ": (0.205276, 0.625671, 0.060867),
    b"bXYZ": (0.149185, 0.063217, 0.744568),
}
"""Adobe RGB (1998) adapted to D50."""


def fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(65536 * number)) for number in numbers)


def parametric(kind: int, *numbers: float) -> bytes:
    return b"para" + bytes(4) + struct.pack(">HH", kind, 0) + fixed(*numbers)


def table(*entries: int) -> bytes:
    return b"curv" + bytes(4) + struct.pack(f">I{len(entries)}H", len(entries), *entries)


def profile(colours: dict[bytes, tuple[float, ...]], curve: bytes | None = None, **changed: bytes) -> bytes:
    """LittleCMS's profile of sRGB, with other colours, and another curve for all three, put at its end."""
    data = bytearray(SRGB)
    for number in range(int.from_bytes(data[128:132], "big")):
        entry = 132 + 12 * number
        name, at, _ = struct.unpack(">4sII", data[entry : entry + 12])
        if name in colours:
            data[at + 8 : at + 20] = fixed(*colours[name])
        if curve is not None and name in (b"rTRC", b"gTRC", b"bTRC"):
            struct.pack_into(">4sII", data, entry, name, len(SRGB), len(curve))
    data += curve or b""
    struct.pack_into(">I", data, 0, len(data))
    return bytes(data)


PROFILES = {
    "display p3": profile(P3),
    "adobe rgb": profile(ADOBE, table(563)),  # one entry is an exponent in 256ths
    "straight": profile(ADOBE, table()),
    "table": profile(P3, table(*(round(65535 * (level / 1023) ** 1.8) for level in range(1024)))),
    "kind 0": profile(ADOBE, parametric(0, 1.8)),
    "kind 1": profile(P3, parametric(1, 2.2, 1.02, -0.02)),
    "kind 2": profile(P3, parametric(2, 2.2, 0.98, -0.01, 0.0)),
    "kind 3": profile(P3, parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)),
    "kind 4": profile(P3, parametric(4, 2.2222, 0.9099, 0.0901, 0.2222, 0.0812, 0.0, 0.0)),
}


@pytest.mark.parametrize("name", PROFILES)
def test_the_colours_are_those_of_littlecms(name):
    colours = np.random.default_rng(3).integers(0, 256, (200, 250, 3), dtype=np.uint8)
    judge = profile_transform(PROFILES[name], "RGB")
    assert judge is not None
    ours = np.ascontiguousarray(colours[:, :, ::-1])
    transform = matrix_transform(PROFILES[name], judge)
    assert transform is not None
    transform.apply(ours)
    theirs = np.asarray(judge.apply(Image.fromarray(colours)), dtype=int)
    assert np.abs(ours[:, :, ::-1] - theirs).max() <= 2
    assert np.abs(theirs - colours).max() > 10


@pytest.mark.parametrize("name", ["display p3", "adobe rgb"])
def test_a_jpeg_with_one_takes_the_short_way(monkeypatch, name):
    small = np.random.default_rng(4).integers(0, 256, (12, 16, 3), dtype=np.uint8)
    data = encode("JPEG", Image.fromarray(small).resize((160, 120)), quality=95, icc_profile=PROFILES[name])
    with monkeypatch.context() as patch:
        patch.setattr("ocr.intake.matrix.matrix_transform", lambda *_: None)
        slow = intake([("a", data)])[0].pixels.astype(int)
    monkeypatch.setattr(raster, "_frame", None)  # Pillow's way
    fast = intake([("a", data)])[0].pixels.astype(int)
    assert np.abs(fast - slow).max() <= 4  # the decoders themselves differ by two
    assert np.abs(fast - decode_fast(data)).max() > 10


def test_the_judge_has_the_last_word():
    """Where black is no black, LittleCMS moves it, and that is its own business."""
    lifted = profile(P3, parametric(2, 2.2, 0.98, -0.01, 0.01))
    assert read_matrix_profile(lifted)
    for untrusted, judged_by in ((lifted, lifted), (PROFILES["display p3"], PROFILES["adobe rgb"])):
        judge = profile_transform(judged_by, "RGB")
        assert judge is not None
        assert matrix_transform(untrusted, judge) is None


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        bytes(131),
        SRGB[:128] + b"\xff" * 4 + SRGB[132:],
        SRGB[:200],
        SRGB.replace(b"rTRC", b"xTRC"),
        SRGB.replace(b"rXYZ", b"A2B0", 1),
        SRGB.replace(b"RGB XYZ ", b"RGB Lab "),
        SRGB.replace(b"RGB XYZ ", b"GRAYXYZ "),
        profile(P3, parametric(9, 1.0)),
        profile(P3, parametric(4, 1.0)),
        profile(P3, b"curv" + bytes(4) + b"\xff\xff\xff\xff"),
        profile(P3, b"curv" + bytes(4) + b"\0\0\0\x09" + bytes(4)),
        profile(P3, b"mft1" + bytes(50)),
        profile(P3, b""),
    ],
)
def test_a_profile_of_another_kind_or_a_broken_one_is_left_to_littlecms(broken):
    with pytest.raises(NoMatrixError):
        read_matrix_profile(broken)


@pytest.mark.parametrize(
    "strange",
    [
        parametric(0, -5.0),
        parametric(0, 30_000.0),
        parametric(1, 2.2, 0.0, 0.5),
        parametric(3, 0.5, -1.0, 0.2, -3.0, 0.5),
        table(65535, 0),
    ],
)
def test_a_strange_curve_is_applied_as_littlecms_does_or_not_at_all(strange):
    data = encode("JPEG", icc_profile=profile(P3, strange))
    judge = profile_transform(profile(P3, strange), "RGB")
    found = intake([("a", data)])[0].pixels[20, 20, ::-1].astype(int)
    decoded = np.asarray(Image.open(io.BytesIO(data)))[20, 20]
    expected = (
        decoded if judge is None else np.asarray(judge.apply(Image.new("RGB", (1, 1), tuple(decoded))))[0, 0]
    )
    assert np.abs(found - expected).max() <= 3


def test_any_height_is_changed_to_its_last_row():
    transform = read_matrix_profile(PROFILES["display p3"])
    assert isinstance(transform, MatrixTransform)
    for height in (1, 15, 16, 17, 33):
        pixels = np.full((height, 5, 3), (20, 30, 200), dtype=np.uint8)
        transform.apply(pixels)
        assert len(np.unique(pixels.reshape(-1, 3), axis=0)) == 1
        assert pixels[0, 0, 2] > 205
