"""The fast path: the zones of pages, without reading the rest of them."""

from datetime import date

import cv2
import numpy as np

from ocr.intake import PageImage
from ocr.mrz import read_mrz, read_page_mrz


def test_two_documents_on_a_page_give_two_zones(samples):
    sides = [
        cv2.imread(str(samples / f"{name}.jpg")) for name in ("passport-known", "identity-card-known-back")
    ]
    width = max(side.shape[1] for side in sides)
    sheet = np.full((sum(side.shape[0] for side in sides) + 200, width + 100, 3), 245, np.uint8)
    top = 50
    for side in sides:
        sheet[top : top + side.shape[0], 50 : 50 + side.shape[1]] = side
        top += side.shape[0] + 100
    zones = read_page_mrz(PageImage(0, sheet, "p", "png"))
    assert {zone.zone.format for zone in zones} == {"TD3", "TD1"}
    assert all(zone.zone.valid for zone in zones)


def test_a_page_without_a_zone_gives_none():
    text = np.full((600, 800, 3), 240, np.uint8)
    for row in range(8):
        cv2.putText(
            text, "Dear sir, we write to you about 1234567", (40, 80 + 60 * row), 0, 1, (20, 20, 20), 2
        )
    _, data = cv2.imencode(".png", text)
    assert read_mrz([("letter.png", data.tobytes())]) == []


def test_the_callers_date_decides_on_centuries(samples):
    (zone,) = read_mrz([samples / "passport-known.jpg"], today=date(1982, 5, 31))
    assert zone.values["birthDate"].value == "1882-06-01"
