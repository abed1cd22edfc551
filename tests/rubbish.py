"""Uploads that must be refused, with the code of the refusal: for the tests of API, page and commands."""

import io
import struct
import zlib

import pikepdf
from PIL import Image

MEBIBYTE = 1024 * 1024


def jpeg(width=640, height=400) -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


def pdf(pages=1, **options) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(200, 200))
        document.save(buffer, **options)
    return buffer.getvalue()


def huge_png() -> bytes:
    """A header that promises 30,000 × 30,000 pixels, and next to nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


RUBBISH = {
    "empty": (b"", "emptyFile"),
    "text named jpg": (b"this is no picture, whatever its name says", "unsupportedFormat"),
    "truncated jpeg": (jpeg()[:3000], "unreadableImage"),
    "encrypted pdf": (pdf(encryption=pikepdf.Encryption(owner="o", user="u")), "pdfEncrypted"),
    "five pages": (pdf(5), "tooManyPages"),
    "60 MB": (b"\xff\xd8\xff" + bytes(60 * MEBIBYTE), "payloadTooLarge"),
    "30000 x 30000": (huge_png(), "tooManyPixels"),
}
