"""Symbols made by zxing-cpp's own writer, laid into a picture as cards lie."""

import cv2
import numpy as np
import numpy.typing as npt
import pytest
import zxingcpp

from ocr.barcode import read_cards
from ocr.barcode.symbols import find_symbols, measure_tilt

Pixels = npt.NDArray[np.uint8]
SIDE = 1200
TEXT = (
    "@\n\x1e\rANSI 636014100102DL00410288ZC03290015DLDAQY7654321\nDCSVEGA\nDDEN\nDACMARISOL\nDDFN\n"
    "DBB11021988\nDBA11022029\nDBC2\nDCGUSA\r"
)


def _draw(text: str, form: zxingcpp.BarcodeFormat, turn: float = 0.0) -> Pixels:
    symbol = np.array(zxingcpp.create_barcode(text, form).to_image(scale=3))
    page = np.full((SIDE, SIDE), 205, dtype=np.uint8)
    top, left = (SIDE - symbol.shape[0]) // 2, (SIDE - symbol.shape[1]) // 2
    page[top : top + symbol.shape[0], left : left + symbol.shape[1]] = symbol
    matrix = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), -turn, 1)
    turned = cv2.warpAffine(page, matrix, (SIDE, SIDE), borderValue=(205,))
    soft = cv2.GaussianBlur(turned, (0, 0), 0.8)
    return np.asarray(cv2.cvtColor(soft, cv2.COLOR_GRAY2BGR), dtype=np.uint8)


def _line(turn: float) -> tuple[tuple[float, float], ...]:
    """A line of text, `turn` degrees clockwise."""
    x, y = np.cos(np.deg2rad(turn)), np.sin(np.deg2rad(turn))
    box = ((0, 0), (400 * x, 400 * y), (400 * x - 20 * y, 400 * y + 20 * x), (-20 * y, 20 * x))
    return tuple((float(a), float(b)) for a, b in box)


@pytest.mark.parametrize("turn", [0, 12, -25, 90, 171, 250])
def test_a_licence_is_read_whichever_way_it_lies(turn: int) -> None:
    (card,) = read_cards(_draw(TEXT, zxingcpp.BarcodeFormat.PDF417, turn), 2, [_line(turn)] * 3)
    assert card.data.values["familyName"] == "VEGA"
    value = card.values["birthDate"]
    assert (value.value, value.text, value.page, value.origin) == ("1988-11-02", "11021988", 2, "barcode")
    assert np.mean(value.polygon, axis=0) == pytest.approx((SIDE / 2, SIDE / 2), abs=25)


def test_a_large_picture_is_read_smaller_and_its_outline_comes_back() -> None:
    large = cv2.resize(_draw(TEXT, zxingcpp.BarcodeFormat.PDF417), None, fx=3.2, fy=3.2)
    (card,) = read_cards(np.asarray(large, dtype=np.uint8), 0, [])
    middle = np.mean(card.values["familyName"].polygon, axis=0)
    assert middle == pytest.approx((1.6 * SIDE, 1.6 * SIDE), abs=60)


def test_other_symbols_are_found_and_are_no_cards() -> None:
    page = _draw("https://example.org/ticket/12", zxingcpp.BarcodeFormat.QRCode)
    assert [symbol.text for symbol in find_symbols(page)] == ["https://example.org/ticket/12"]
    assert read_cards(page, 0, []) == []
    assert read_cards(np.full((40, 60, 3), 128, dtype=np.uint8), 0, []) == []


def test_the_tilt_is_that_of_the_long_lines() -> None:
    assert measure_tilt([]) == 0.0
    assert measure_tilt([_line(7), _line(97), _line(187)]) == pytest.approx(7)
    short = tuple((x / 50, y / 50) for x, y in _line(40))
    assert measure_tilt([_line(-3), short, short]) == pytest.approx(-3)
