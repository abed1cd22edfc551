"""What a file really is, by its first bytes: an allow-list, whatever its name says."""

from typing import Literal

from ocr.intake.errors import UnsupportedFormatError

Format = Literal["jpeg", "png", "tiff", "webp", "pdf"]

PDF_HEADER_WITHIN = 1024
"""PDF readers accept the header within the first 1,024 bytes (ISO 32000-1, annex H)."""


def sniff(untrusted: bytes) -> Format:
    """The format by magic bytes; raises `UnsupportedFormatError` for all that is not on the list."""
    if untrusted.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if untrusted.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if untrusted.startswith((b"II*\x00", b"MM\x00*")):
        return "tiff"
    if untrusted.startswith(b"RIFF") and untrusted[8:12] == b"WEBP":
        return "webp"
    if b"%PDF-" in untrusted[:PDF_HEADER_WITHIN]:
        return "pdf"
    raise UnsupportedFormatError


def webp_size(untrusted: bytes) -> tuple[int, int] | None:
    """Width and height out of a WebP header (RFC 9649), for Pillow allocates the canvas on opening."""
    kind, body = untrusted[12:16], untrusted[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    return None
