"""Fuzz target: any bytes through `ocr.intake` and the reader of zones; and any pixels through the reader.

`make fuzz` runs it. The first byte chooses: a file as uploaded, or width, height and grey levels. The only
refusals are coded errors.
"""

import contextlib
import sys
from pathlib import Path

import atheris
import numpy as np

# The decoder is not instrumented: that makes it ten times slower, and it sees probabilities, not bytes.
with atheris.instrument_imports(include=["mrz", "ocr.intake"], exclude=["mrz.decode"]):
    from models.errors import CodedError
    from mrz.reader import read_zones
    from mrz.types import MrzReading
    from ocr.intake import intake

from tests.fuzz.seeds import write_pictures

MOST_PIXELS = 1_000_000
"""Pages above this size are decoded but not read: the reader's time is measured elsewhere."""


def check_readings(readings: list[MrzReading], height: int, width: int) -> None:
    for reading in readings:
        assert 0.0 <= reading.confidence <= 1.0
        assert all(np.isfinite(corner).all() for corner in reading.polygon)
        assert all(-width <= x <= 2 * width and -height <= y <= 2 * height for x, y in reading.polygon)


def fuzz_file(untrusted: bytes) -> None:
    with contextlib.suppress(CodedError):
        for page in intake([("upload", untrusted)]):
            if page.width * page.height <= MOST_PIXELS:
                check_readings(read_zones(page.pixels), page.height, page.width)


def fuzz_pixels(untrusted: bytes) -> None:
    if len(untrusted) < 3:
        return
    width, height = max(1, untrusted[0]), max(1, untrusted[1])
    # Few bytes fill a whole picture: they are laid out again and again.
    pixels = np.resize(np.frombuffer(untrusted[2:], dtype=np.uint8), (height, width))
    check_readings(read_zones(pixels), height, width)


def fuzz_one(untrusted: bytes) -> None:
    if untrusted[:1] == b"F":
        fuzz_file(untrusted[1:])
    else:
        fuzz_pixels(untrusted[1:])


def main() -> None:
    folder = Path(sys.argv[1])
    write_pictures(folder)
    atheris.Setup(sys.argv, fuzz_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
