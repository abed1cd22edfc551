"""Building blocks of files that lie: chunks, segments, boxes and directories with any content."""

import functools
import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image

Answer = str | tuple[tuple[int, int], ...]
"""What becomes of a file: the code of its refusal, or the width and height of each page."""
PNG = b"\x89PNG\r\n\x1a\n"


def encode(form: str, picture: Image.Image | None = None, **options: object) -> bytes:
    """A picture, 64 × 48 and grey unless one is given, as bytes."""
    out = io.BytesIO()
    (picture or Image.new("RGB", (64, 48), (120, 120, 120))).copy().save(out, form, **options)
    return out.getvalue()


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_header(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    return PNG + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def png(
    width: int, height: int, *, before: bytes = b"", pixels: bytes = b"\0" * 100, colour: int = 2
) -> bytes:
    """A PNG that claims a size, with chunks `before` its pixels, which are whatever is given."""
    data = png_chunk(b"IDAT", zlib.compress(pixels)) + png_chunk(b"IEND", b"")
    return png_header(width, height, colour=colour) + before + data


@functools.cache
def zeros(megabytes: int, level: int = 9) -> bytes:
    """So many megabytes of zeros, deflated to a thousandth, without holding them."""
    packer = zlib.compressobj(level)
    block = bytes(1024 * 1024)
    return b"".join([packer.compress(block) for _ in range(megabytes)] + [packer.flush()])


def webp_extended(width: int, height: int) -> bytes:
    body = b"\0\0\0\0" + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<I", 10) + body


def segment(marker: int, body: bytes) -> bytes:
    """A JPEG segment."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def after_start(jpeg: bytes, inserted: bytes) -> bytes:
    """A JPEG with segments put in right at its beginning."""
    return jpeg[:2] + inserted + jpeg[2:]


def jpeg_frame_at(jpeg: bytes) -> int:
    """Where the frame header of a baseline or progressive JPEG stands."""
    return max(jpeg.find(b"\xff\xc0\x00\x11"), jpeg.find(b"\xff\xc2\x00\x11"))


def jpeg_resized(jpeg: bytes, width: int, height: int) -> bytes:
    """The same JPEG, claiming another size."""
    at = jpeg_frame_at(jpeg) + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


Entry = tuple[int, int, int, int]
"""Tag, type, count, value of a TIFF directory."""


def tiff(directories: Sequence[Sequence[Entry]], tail: bytes = b"", last: int = 0) -> bytes:
    """A little-endian TIFF of directories one behind the other; the last points to `last`."""
    out, at = bytearray(b"II*\0" + struct.pack("<I", 8)), 8
    for number, entries in enumerate(directories):
        at += 2 + 12 * len(entries) + 4
        out += struct.pack("<H", len(entries))
        for entry in entries:
            out += struct.pack("<HHII", *entry)
        out += struct.pack("<I", at if number + 1 < len(directories) else last)
    return bytes(out) + tail


def tiff_page(width: int, height: int, *, compression: int = 1, size: int = 64, at: int = 8) -> list[Entry]:
    """A grey page whose data, in one strip, are `size` bytes at `at`."""
    return [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (258, 3, 1, 8),
        (259, 3, 1, compression),
        (262, 3, 1, 1),
        (273, 4, 1, at),
        (277, 3, 1, 1),
        (278, 4, 1, height),
        (279, 4, 1, size),
    ]


def box(kind: bytes, body: bytes) -> bytes:
    """A box of an ISO base media file."""
    return struct.pack(">I", len(body) + 8) + kind + body
