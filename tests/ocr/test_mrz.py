"""The fast path: which boxes are read, with a reader that knows what stands where."""

from collections.abc import Sequence

import numpy as np
import pytest

from ocr.intake import PageImage
from ocr.mrz import read_page_mrz
from ocr.text import Polygon, TextLine

TD1 = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]
SIZE = (700, 500)


class KnownText:
    """Boxes and their texts; text read upside down is uncertain."""

    def __init__(self, texts: Sequence[tuple[str, float, float]]) -> None:
        self.texts = {
            ((x, y), (x + 20 * len(text), y), (x + 20 * len(text), y + 20), (x, y + 20)): text
            for text, x, y in texts
        }

    def detect(self, image: np.ndarray) -> list[Polygon]:
        return list(self.texts)

    def recognise(self, image: np.ndarray, polygons: Sequence[Polygon]) -> list[TextLine]:
        return [
            TextLine(self.texts.get(polygon, "?"), polygon, 0.99 if polygon in self.texts else 0.1)
            for polygon in polygons
        ]


@pytest.fixture
def page() -> PageImage:
    return PageImage(0, np.full((SIZE[1], SIZE[0], 3), 255, np.uint8), "p", "png")


def test_the_end_of_a_line_in_a_box_of_its_own_is_read(page):
    reader = KnownText(
        [(TD1[0], 20, 300), (TD1[1][:25], 20, 340), (TD1[1][25:], 522, 342), (TD1[2], 20, 380)]
    )
    zone = read_page_mrz(page, reader)
    assert zone is not None
    assert (zone.zone.lines, zone.zone.valid) == (TD1, True)


def test_a_zone_broken_into_short_boxes_is_read(page):
    pieces = [
        (text[i : i + 6], 20 + 20 * i, 300 + 40 * row)
        for row, text in enumerate(TD1)
        for i in range(0, 30, 6)
    ]
    zone = read_page_mrz(page, KnownText([("A LONG LINE OF OTHER TEXT", 20, 40), *pieces]))
    assert zone is not None
    assert zone.zone.lines == TD1
