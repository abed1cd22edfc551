"""What a file really is, by its first bytes: an allow-list, whatever its name says."""

from typing import Literal

from ocr.intake.errors import MAX_SEGMENTS, PictureTooComplexError, UnsupportedFormatError

Format = Literal["jpeg", "png", "tiff", "webp", "heic", "pdf"]

PDF_HEADER_WITHIN = 1024
"""PDF readers accept the header within the first 1,024 bytes (ISO 32000-1, annex H)."""
HEVC_BRANDS = {b"heic", b"heix", b"heim", b"heis"}
"""Still pictures in HEVC (ISO/IEC 23008-12, annex B); AVIF and film have brands of their own."""


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
    if untrusted[4:8] == b"ftyp" and HEVC_BRANDS & set(_brands(untrusted)):
        return "heic"
    if b"%PDF-" in untrusted[:PDF_HEADER_WITHIN]:
        return "pdf"
    raise UnsupportedFormatError


def _brands(untrusted: bytes) -> list[bytes]:
    """Major and compatible brands of an ISO base media file, at most the first sixteen."""
    end = min(int.from_bytes(untrusted[:4], "big"), 16 + 16 * 4)
    return [untrusted[8:12], *(untrusted[at : at + 4] for at in range(16, end, 4))]


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


def check_png_chunks(untrusted: bytes) -> None:
    """Raises `PictureTooComplexError` for a PNG in so many pieces that walking over them takes seconds, or
    with more colour profiles than the one it may have: each would be inflated."""
    at, profiles = 8, 0
    for _ in range(MAX_SEGMENTS):
        if at + 8 > len(untrusted):
            return
        profiles += untrusted[at + 4 : at + 8] == b"iCCP"
        if profiles > 1:
            break
        at += 12 + int.from_bytes(untrusted[at : at + 4], "big")
    raise PictureTooComplexError
