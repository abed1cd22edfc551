"""`mrz.read` on pictures of the project's own samples: turned, tilted, small, two at once, and none."""

from datetime import date, timedelta
from pathlib import Path

import cv2
import numpy as np
import pytest

import mrz
from mrz.parse import parse_lines
from mrz.types import MrzReading

SAMPLES = Path(__file__).resolve().parents[2] / "service" / "demo" / "samples"
TD1 = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"]


def load(name: str) -> np.ndarray:
    image = cv2.imread(str(SAMPLES / f"{name}.jpg"))
    assert image is not None
    return np.asarray(image)


@pytest.fixture(scope="module")
def passport() -> np.ndarray:
    return load("passport-known")


@pytest.fixture(scope="module")
def straight(passport) -> MrzReading:
    (reading,) = mrz.read(passport)
    return reading


def test_a_passport_is_read_and_surely(straight):
    assert straight.format == "TD3"
    assert straight.valid
    assert straight.confidence > 0.9
    assert straight.repairs == ()
    assert straight.runner_up
    assert straight.runner_up != straight.lines


def test_the_polygon_lies_on_the_zone(passport, straight):
    polygon = np.asarray(straight.polygon)
    height, width = passport.shape[:2]
    assert polygon[:, 1].min() > 0.5 * height
    assert np.ptp(polygon[:, 0]) > 0.5 * width


@pytest.mark.parametrize("angle", [12, -25, 90, 158, 270])
def test_a_turned_picture_gives_the_same_zone(passport, straight, angle):
    height, width = passport.shape[:2]
    side = int(np.hypot(height, width)) + 20
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[:, 2] += (side - width) / 2, (side - height) / 2
    turned = cv2.warpAffine(passport, matrix, (side, side), borderValue=(90, 110, 130))
    (reading,) = mrz.read(np.asarray(turned))
    assert reading.lines == straight.lines
    moved = cv2.transform(np.asarray(straight.polygon)[None], matrix)[0]
    assert np.abs(np.asarray(reading.polygon).mean(axis=0) - moved.mean(axis=0)).max() < 15


def test_a_grey_and_a_half_as_large_picture_are_read(passport, straight):
    grey = cv2.cvtColor(passport, cv2.COLOR_BGR2GRAY)
    half = cv2.resize(grey, None, fx=0.55, fy=0.55, interpolation=cv2.INTER_AREA)
    for image in (grey, half):
        (reading,) = mrz.read(np.asarray(image))
        assert reading.lines == straight.lines


def test_two_documents_give_two_zones(passport, straight):
    card = load("identity-card-known-back")
    width = max(passport.shape[1], card.shape[1])
    sheet = np.full((passport.shape[0] + card.shape[0] + 60, width, 3), 210, np.uint8)
    sheet[: passport.shape[0], : passport.shape[1]] = passport
    sheet[-card.shape[0] :, : card.shape[1]] = card
    readings = mrz.read(sheet)
    assert {reading.format for reading in readings} == {"TD3", "TD1"}
    assert straight.lines in {reading.lines for reading in readings}


@pytest.mark.parametrize(
    "image",
    [
        np.zeros((1, 1), np.uint8),
        np.full((30, 2000, 3), 255, np.uint8),
        np.random.default_rng(1).integers(0, 255, (600, 800, 3), dtype=np.uint8),
        np.zeros((400, 3), np.uint8),
    ],
)
def test_pictures_of_nothing_have_no_zone(image):
    assert mrz.read(image) == []


class Second:
    """A second reader that always sees the same card."""

    def __init__(self) -> None:
        self.asked = 0

    def read(self, image: np.ndarray, *, today: date | None = None) -> MrzReading | None:
        self.asked += 1
        return MrzReading(parse_lines(TD1, today=today), 0.5)


def test_a_second_reader_is_asked_only_where_the_first_sees_nothing_that_holds(passport):
    second = Second()
    assert len(mrz.read(passport, second=second)) == 1
    assert second.asked == 0
    (reading,) = mrz.read(np.full((300, 400), 128, np.uint8), second=second)
    assert (list(reading.lines), second.asked) == (TD1, 1)


def test_the_callers_date_decides_on_centuries_for_both_readers(passport):
    """Seen from the day before a birth in the twentieth century, the holder was born in the nineteenth."""
    nothing = np.full((300, 400), 128, np.uint8)
    for image, birth in ((passport, date(1982, 6, 1)), (nothing, date(1974, 8, 12))):
        (now,) = mrz.read(image, second=Second(), today=date(2026, 11, 23))
        (then,) = mrz.read(image, second=Second(), today=birth - timedelta(days=1))
        assert now.fields["birthDate"] == birth.isoformat()
        assert then.fields["birthDate"] == birth.replace(year=birth.year - 100).isoformat()
