"""The optional second reader with the real PassportEye and Tesseract; `test_second` runs this by itself."""

from datetime import date

import numpy as np
import pytest
from PIL import Image, ImageDraw

from mrz.second import (
    SUREST,
    PassportEyeReader,
    SecondReader,
    SecondReaderMissingError,
    TesseractMissingError,
)
from tests.needs import needing

LINES = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]


@pytest.fixture
def reader() -> SecondReader:
    with needing(SecondReaderMissingError), needing(TesseractMissingError):
        return PassportEyeReader()


@pytest.fixture
def passport(ocr_b: None) -> np.ndarray:
    """The lower part of a passport: a zone in OCR-B on plain paper, 24 pixels a character."""
    from benchmarks.documents.fonts import load_font

    font = load_font("ocr-b", 38)
    page = Image.new("RGB", (1160, 800), (236, 240, 238))
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(LINES):
        for column, character in enumerate(line):
            draw.text((50 + 24 * column, 640 + 60 * row), character, font=font, fill=(30, 30, 34))
    return np.asarray(page)


@pytest.mark.usefixtures("reader")
def test_without_tesseract_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(TesseractMissingError) as refused:
        PassportEyeReader()
    assert "tesseract-ocr" in refused.value.advice


def test_a_zone_is_read_and_placed(reader: SecondReader, passport: np.ndarray) -> None:
    reading = reader.read(passport, today=date(1974, 8, 11))
    assert reading is not None
    # What Tesseract makes of the characters is its own affair; that it is the zone and lies there is ours.
    assert reading.format == "TD3"
    same = sum(
        a == b
        for line, read in zip(LINES, reading.lines, strict=True)
        for a, b in zip(line, read, strict=True)
    )
    assert same >= 0.8 * 88
    assert reading.zone.fields["issuingCountry"] == "UTO"
    assert reading.zone.fields["birthDate"] == "1874-08-12"  # by the date it was asked on
    assert 0 < reading.confidence <= SUREST
    (left, top), (right, _), (_, bottom), _ = reading.polygon
    assert (left, top) == (pytest.approx(50, abs=40), pytest.approx(640, abs=40))
    assert (right, bottom) == (pytest.approx(50 + 24 * 44, abs=40), pytest.approx(735, abs=40))


@pytest.mark.parametrize("shape", [(1, 1), (2, 600, 3), (300, 400), (300, 400, 3), (900, 17, 3)])
def test_pictures_without_a_zone(reader: SecondReader, shape: tuple[int, ...]) -> None:
    assert reader.read(np.full(shape, 255, dtype=np.uint8)) is None
    noise = np.random.default_rng(7).integers(0, 256, shape).astype(np.uint8)
    assert reader.read(noise) is None
