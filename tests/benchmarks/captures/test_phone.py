"""Captures of zones: seeded, with the geometry known, and physically what the table says."""

import dataclasses

import cv2
import numpy as np
import pytest

from benchmarks.captures.aim import FRAME, mean_length
from benchmarks.captures.phone import Flat, Taken, take
from benchmarks.captures.severities import CONDITIONS, SEVERITIES, Shot, draw_shot, load_severities

PITCH, CHARACTERS = 20.0, 30
LEFT, TOP, HEIGHT = 60, 300, 60


@pytest.fixture(scope="module")
def card() -> Flat:
    """A white card with one grey bar where the zone is."""
    picture = np.full((440, 720, 3), 250, dtype=np.uint8)
    right, bottom = LEFT + int(PITCH * CHARACTERS), TOP + HEIGHT
    picture[TOP:bottom, LEFT:right] = 60
    quad = np.array([[LEFT, TOP], [right, TOP], [right, bottom], [LEFT, bottom]], dtype=np.float64)
    return Flat(picture, quad, PITCH)


def decode(taken: Taken) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(taken.jpeg, dtype=np.uint8), cv2.IMREAD_COLOR)


def draw(condition, severity, seed, **changes) -> Shot:
    return dataclasses.replace(draw_shot(condition, severity, np.random.default_rng(seed)), **changes)


def measure_zone(picture: np.ndarray, taken: Taken) -> np.ndarray:
    """The pixels well inside the zone."""
    mask = np.zeros(picture.shape[:2], dtype=np.uint8)
    cv2.fillConvexPoly(mask, taken.zone.round().astype(np.int32), 255)
    return picture[cv2.erode(mask, np.ones((9, 9), dtype=np.uint8)) > 0]


def test_the_table_is_whole_and_grows_harder() -> None:
    table = load_severities()
    assert set(table) == {(condition, severity) for condition in CONDITIONS for severity in SEVERITIES}
    for condition, name, sign in (
        ("small", "pixels", -1),
        ("defocus", "defocus", 1),
        ("motion", "motion", 1),
        ("tilt", "tilt", 1),
        ("perspective", "lean", 1),
        ("glare", "glare_share", 1),
        ("dim", "exposure", -1),
        ("moire", "moire", 1),
        ("mixed", "jpeg", -1),
    ):
        middles = [sign * sum(getattr(table[condition, severity], name)) for severity in SEVERITIES]
        assert middles == sorted(middles)
        assert len(set(middles)) == len(middles)
    assert max(table["tilt", 3].tilt) == 30


def test_equal_seeds_make_equal_bytes(card) -> None:
    first, again, other = (
        take(card, draw("mixed", 2, seed), np.random.default_rng(seed)) for seed in (1, 1, 2)
    )
    assert first.jpeg == again.jpeg
    assert first.jpeg != other.jpeg


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_zone_lies_where_it_is_said_to_and_is_as_large_as_asked(card, condition) -> None:
    shot = draw(condition, 2, 5)
    taken = take(card, shot, np.random.default_rng(5))
    picture = decode(taken)
    assert sorted(picture.shape[:2]) == sorted(FRAME)
    assert taken.pixels == pytest.approx(shot.pixels)
    assert mean_length(taken.zone) == pytest.approx(shot.pixels * CHARACTERS)
    assert taken.zone.min() >= 0
    assert (taken.zone.max(axis=0) <= picture.shape[1::-1]).all()
    inside = float(np.median(measure_zone(picture, taken)))
    around = np.zeros(picture.shape[:2], dtype=np.uint8)
    middle = taken.zone.mean(axis=0)
    grown = middle + 1.08 * (taken.zone - middle)
    cv2.fillConvexPoly(around, grown.round().astype(np.int32), 255)
    cv2.fillConvexPoly(around, (middle + 1.05 * (taken.zone - middle)).round().astype(np.int32), 0)
    assert inside < 0.6 * float(np.median(picture[around > 0]))


def test_a_source_is_never_enlarged(card) -> None:
    coarse = Flat(cv2.resize(card.image, None, fx=0.4, fy=0.4), card.zone * 0.4, PITCH * 0.4)
    assert take(coarse, draw("tilt", 1, 3), np.random.default_rng(3)).pixels == pytest.approx(PITCH * 0.4)


def test_a_turn_turns(card) -> None:
    for quarter in (0, 1, 2, 3):
        shot = draw("tilt", 1, 4, quarter=quarter, tilt=0.0, lean=(0.0, 0.0))
        along = np.subtract(*take(card, shot, np.random.default_rng(4)).zone[[1, 0]])
        assert np.degrees(np.arctan2(along[1], along[0])) % 360 == pytest.approx(90 * quarter)


def test_glare_brightens_a_part_of_the_zone_and_little_light_darkens_all(card) -> None:
    plain = draw("tilt", 2, 8, exposure=0.8, noise=0.0)
    glaring = dataclasses.replace(plain, glare_share=0.3, glare_strength=120.0)
    dim = dataclasses.replace(plain, exposure=0.2)

    def levels(shot: Shot) -> np.ndarray:
        taken = take(card, shot, np.random.default_rng(8))
        return measure_zone(decode(taken), taken).mean(axis=1)

    usual, shining, dark = levels(plain), levels(glaring), levels(dim)
    assert 0.08 < float((shining > usual.max() + 20).mean()) < 0.7
    assert float(np.median(dark)) < 0.4 * float(np.median(usual))


def test_blur_is_measured_in_characters(card) -> None:
    def edge_width(defocus: float) -> float:
        """Standard deviation of the blur across the zone's upper edge, from the 16 to 84 % rise."""
        shot = draw("defocus", 2, 9, defocus=defocus, motion=0.0, noise=0.0, tilt=0.0, lean=(0.0, 0.0))
        taken = take(card, shot, np.random.default_rng(9))
        x, y = (taken.zone[0] + (0.5 * mean_length(taken.zone), 0)).astype(int)
        column = decode(taken)[y - 14 : y + 14, x - 20 : x + 20].astype(float).mean(axis=(1, 2))
        rise = (column.max() - column) / np.ptp(column)
        low, high = (float(np.interp(level, rise, np.arange(len(rise)))) for level in (0.16, 0.84))
        return (high - low) / 2 / taken.pixels

    assert edge_width(0.2) == pytest.approx(np.hypot(0.2, edge_width(0.0)), abs=0.03)
