"""Pictures that are bombs, lies or chimeras, each with the answer it must get. All are made on the spot."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import numpy as np
import pillow_heif
from PIL import Image, ImageCms

from ocr.intake.errors import MAX_JPEG_SCANS, MAX_SEGMENTS
from tests.hostile.pieces import (
    Answer,
    after_start,
    box,
    encode,
    jpeg_frame_at,
    jpeg_resized,
    png,
    png_chunk,
    png_header,
    segment,
    tiff,
    tiff_page,
    webp_extended,
    zeros,
)

Hostile = tuple[Callable[[], bytes], Answer]
BROKEN = "unreadableImage"
SMALL = ((64, 48),)


def heic(picture: Image.Image | None = None, **options: object) -> bytes:
    out = io.BytesIO()
    shown = picture or Image.new("RGB", (64, 48), (120, 120, 120))
    pillow_heif.from_pillow(shown).save(out, format="HEIF", **({"quality": 90} | options))
    return out.getvalue()


def heic_claiming(width: int, height: int) -> bytes:
    """The size property of every item changed; the coded picture says otherwise."""
    data, at = bytearray(heic()), 0
    while (at := data.find(b"ispe", at)) >= 0:
        data[at + 8 : at + 16] = struct.pack(">II", width, height)
        at += 16
    return bytes(data)


def png_of_zeros(side: int) -> bytes:
    """A sound PNG, black and grey: a few kilobytes that become `side` × `side` pixels."""
    packer, row = zlib.compressobj(9), bytes(side + 1)
    data = b"".join([packer.compress(row) for _ in range(side)] + [packer.flush()])
    return png_header(side, side, colour=0) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


def png_full_of_chunks() -> bytes:
    return png(64, 48, before=png_chunk(b"teXt", b"") * (MAX_SEGMENTS + 10))


def png_with_profile_bomb() -> bytes:
    return png(64, 48, before=png_chunk(b"iCCP", b"icc\0\0" + zeros(500)), pixels=bytes(48 * (64 * 3 + 1)))


def png_with_text_bomb() -> bytes:
    bomb = png_chunk(b"zTXt", b"text\0\0" + zeros(500))
    return png(64, 48, before=bomb * 4, pixels=bytes(48 * (64 * 3 + 1)))


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (64, 48), (level, 0, 0)) for level in (10, 100, 200)]
    return encode(form, frames[0], save_all=True, append_images=frames[1:], duration=50)


def jpeg_of_scans(count: int, size: tuple[int, int] = (64, 48)) -> bytes:
    """A progressive JPEG whose last scan comes again and again; the size is what it claims."""
    data = encode("JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    return jpeg_resized(data[:-2] + data[last:-2] * count + b"\xff\xd9", *size)


def jpeg_of_scans_behind_ends(count: int) -> bytes:
    """As above, with the picture's end said in a comment before each scan, where it is no end."""
    data = encode("JPEG", progressive=True)
    last = data.rfind(b"\xff\xda")
    again = segment(0xFE, b"\xff\xd9") + data[last:-2]
    return data[:-2] + again * count + b"\xff\xd9"


def motion_photo() -> bytes:
    """What phones write: a picture, and a film behind it, in which anything may stand."""
    return encode("JPEG") + b"\0\0\0\x18ftypmp42" + b"\xff\xda" * 2000


def png_with_profiles() -> bytes:
    """Many colour profiles, each small, each a megabyte when inflated."""
    return png(64, 48, before=png_chunk(b"iCCP", b"x\0\0" + zeros(1)) * 500, pixels=bytes(64 * 48 * 3 + 48))


def jpeg_with_frame(marker: int, precision: int = 8) -> bytes:
    data = bytearray(encode("JPEG"))
    at = jpeg_frame_at(bytes(data))
    data[at + 1], data[at + 4] = marker, precision
    return bytes(data)


def jpeg_with_exif(exif: bytes) -> bytes:
    return after_start(encode("JPEG"), segment(0xE1, b"Exif\0\0" + exif))


def exif_pointing_at_itself() -> bytes:
    """The directory says that the Exif directory, the GPS directory and the next one are all itself."""
    entries = [(0x8769, 4, 1, 8), (0x8825, 4, 1, 8), (0x0112, 3, 1, 6)]
    return tiff([entries], last=8)


def jpeg_with_profile(profile: bytes) -> bytes:
    return encode("JPEG", icc_profile=profile)


def damaged_profile() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(128, len(profile), 3):
        profile[at] ^= 0xFF
    return bytes(profile)


def profile_of_wrong_length() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[:4] = b"\xff\xff\xff\xff"
    profile[128:132] = b"\x7f\xff\xff\xff"  # the number of tags
    return bytes(profile)


def tiff_of_pages(count: int) -> bytes:
    return tiff([tiff_page(8, 8)] * count)


def tiff_deflated_bomb() -> bytes:
    """A small page whose data inflate to half a gigabyte."""
    data = zeros(500)
    return tiff([tiff_page(64, 48, compression=8, size=len(data), at=8 + 2 + 12 * 9 + 4)], tail=data)


def tiff_with_tile(side: int) -> bytes:
    """A small page in one tile that is said to be huge."""
    page = [entry for entry in tiff_page(64, 48, compression=5) if entry[0] not in (273, 278, 279)]
    return tiff([[*page, (322, 4, 1, side), (323, 4, 1, side), (324, 4, 1, 8), (325, 4, 1, 64)]])


def tiff_with_count(tag: int, count: int) -> bytes:
    """An entry that claims to have so many values."""
    entries = [(*entry[:2], count, entry[3]) if entry[0] == tag else entry for entry in tiff_page(64, 48)]
    return tiff([entries])


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return out.getvalue()


HTML = b"<!DOCTYPE html><script>alert(document.cookie)</script>"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

PICTURES: dict[str, Hostile] = {
    "png 30000 x 30000": (lambda: png(30_000, 30_000), "tooManyPixels"),
    "png strip": (lambda: png(100_000, 2), "sideTooLong"),
    "png 2^31": (lambda: png(2**31 - 1, 2**31 - 1), "tooManyPixels"),
    "png without pixels": (lambda: png(0, 0), BROKEN),
    "png bomb within the limit": (lambda: png_of_zeros(8000), ((8000, 8000),)),
    "png bomb beyond the limit": (lambda: png_of_zeros(12_000), "tooManyPixels"),
    "png whose pixels are too many": (lambda: png(64, 48, pixels=bytes(50_000_000)), SMALL),
    "png full of chunks": (png_full_of_chunks, "pictureTooComplex"),
    "png profile bomb": (png_with_profile_bomb, BROKEN),
    "png of many profiles": (png_with_profiles, "pictureTooComplex"),
    "png text bomb": (png_with_text_bomb, BROKEN),
    "png that moves": (lambda: moving("PNG"), "animatedPicture"),
    "webp that moves": (lambda: moving("WEBP"), "animatedPicture"),
    "gif as jpeg": (lambda: moving("GIF"), "unsupportedFormat"),
    "gif bomb": (lambda: b"GIF89a" + struct.pack("<HH", 65535, 65535) + bytes(100), "unsupportedFormat"),
    "webp 16383 x 16383": (lambda: webp_extended(16_383, 16_383), "tooManyPixels"),
    "webp 2^24": (lambda: webp_extended(2**24, 2**24), "tooManyPixels"),
    "webp header alone": (lambda: webp_extended(64, 48), BROKEN),
    "jpeg 65500 x 65500": (lambda: jpeg_resized(encode("JPEG"), 65_500, 65_500), "tooManyPixels"),
    "jpeg 8000 x 8000 of nothing": (lambda: jpeg_resized(encode("JPEG"), 8000, 8000), ((8000, 8000),)),
    "jpeg without height": (lambda: jpeg_resized(encode("JPEG"), 64, 0), BROKEN),
    "jpeg of 1000 scans": (lambda: jpeg_of_scans(1000, (8000, 8000)), "pictureTooComplex"),
    "jpeg of many scans": (lambda: jpeg_of_scans(MAX_JPEG_SCANS - 20, (3500, 3500)), ((3500, 3500),)),
    "large jpeg of many scans": (lambda: jpeg_of_scans(20, (8000, 8000)), "pictureTooComplex"),
    "jpeg of scans behind ends": (lambda: jpeg_of_scans_behind_ends(1000), "pictureTooComplex"),
    "jpeg with a film behind it": (motion_photo, SMALL),
    "jpeg full of exif": (
        lambda: after_start(encode("JPEG"), segment(0xE1, b"Exif\0\0" + bytes(1034)) * 5000),
        "pictureTooComplex",
    ),
    "jpeg full of segments": (
        lambda: after_start(encode("JPEG"), segment(0xFE, b"") * (MAX_SEGMENTS + 10)),
        "pictureTooComplex",
    ),
    "jpeg full of fill bytes": (
        lambda: after_start(encode("JPEG"), b"\xff" * 5_000_000),
        "pictureTooComplex",
    ),
    "jpeg without loss": (lambda: jpeg_with_frame(0xC3), "unsupportedPicture"),
    "jpeg with arithmetic coding": (lambda: jpeg_with_frame(0xC9), "unsupportedPicture"),
    "jpeg of 12 bits": (lambda: jpeg_with_frame(0xC1, 12), "unsupportedPicture"),
    "jpeg start alone": (lambda: b"\xff\xd8\xff", BROKEN),
    "jpeg ends before it begins": (lambda: b"\xff\xd8\xff\xd9" + bytes(100), BROKEN),
    "exif loop": (lambda: jpeg_with_exif(exif_pointing_at_itself()), ((48, 64),)),
    "exif beyond its end": (lambda: jpeg_with_exif(b"MM\0*\xff\xff\xff\xff"), SMALL),
    "exif of rubbish": (lambda: jpeg_with_exif(bytes(range(256)) * 40), SMALL),
    "exif orientation 9": (lambda: jpeg_with_exif(tiff([[(0x0112, 3, 1, 9)]])), SMALL),
    "exif orientation a text": (lambda: jpeg_with_exif(tiff([[(0x0112, 2, 4, 0x41414141)]])), SMALL),
    "profile of rubbish": (lambda: jpeg_with_profile(b"rubbish" * 1000), SMALL),
    "profile damaged": (lambda: jpeg_with_profile(damaged_profile()), SMALL),
    "profile of wrong length": (lambda: jpeg_with_profile(profile_of_wrong_length()), SMALL),
    "profile for other inks": (
        lambda: encode("JPEG", Image.new("CMYK", (64, 48)), icc_profile=damaged_profile()),
        SMALL,
    ),
    "tiff 60000 x 60000": (lambda: tiff([tiff_page(60_000, 60_000)]), "tooManyPixels"),
    "tiff 2^32": (lambda: tiff([tiff_page(2**32 - 1, 2**32 - 1)]), "tooManyPixels"),
    "tiff of 5000 pages": (lambda: tiff_of_pages(5000), "tooManyPages"),
    "tiff in a circle": (lambda: tiff([tiff_page(8, 8)] * 2, last=8), ((8, 8), (8, 8))),
    "tiff bomb": (tiff_deflated_bomb, SMALL),
    "tiff with a huge tile": (lambda: tiff_with_tile(60_000), BROKEN),
    "tiff with 2^31 strips": (lambda: tiff_with_count(273, 2**31), BROKEN),
    "tiff strip elsewhere": (lambda: tiff([tiff_page(64, 48, at=2**31, size=2**31)]), BROKEN),
    "tiff without anything": (lambda: b"II*\0\x08\0\0\0\0\0\0\0\0\0", BROKEN),
    "heic header alone": (lambda: box(b"ftyp", b"heic\0\0\0\0mif1heic"), BROKEN),
    "heic 60000 x 60000": (lambda: heic_claiming(60_000, 60_000), BROKEN),
    "heic of another size": (lambda: heic_claiming(4000, 4000), BROKEN),
    "heic meta in itself": (
        lambda: box(b"ftyp", b"heic\0\0\0\0heic") + box(b"meta", bytes(4) + box(b"meta", bytes(4)) * 2000),
        BROKEN,
    ),
    "avif": (lambda: box(b"ftyp", b"avif\0\0\0\0avifmif1") + bytes(100), "unsupportedFormat"),
    "film of a camera": (lambda: box(b"ftyp", b"isom\0\0\0\0isommp42") + bytes(100), "unsupportedFormat"),
    "jpeg and pdf": (lambda: after_start(encode("JPEG"), segment(0xFE, PDF)) + PDF, SMALL),
    "jpeg and html": (lambda: after_start(encode("JPEG"), segment(0xFE, HTML)), SMALL),
    "png and zip": (lambda: encode("PNG") + zipped(), SMALL),
    "zip and png": (lambda: zipped() + encode("PNG"), "unsupportedFormat"),
    "html and jpeg": (lambda: HTML + encode("JPEG"), "unsupportedFormat"),
    "webp and html": (lambda: encode("WEBP") + HTML, SMALL),
    "bitmap": (lambda: encode("BMP"), "unsupportedFormat"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"/>', "unsupportedFormat"),
    "postscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "unsupportedFormat"),
}


def noise(form: str) -> bytes:
    """A sound picture that leaves nothing to guess."""
    picture = Image.fromarray(np.random.default_rng(7).integers(0, 255, (150, 200, 3), dtype=np.uint8))
    return heic(picture) if form == "HEIC" else encode(form, picture)
