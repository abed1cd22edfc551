"""Finding zones: any orientation, tilt, two documents, none; and pictures that are hardly pictures."""

from collections.abc import Callable

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from models.load import model_dir
from mrz.finder import FILE, MODEL
from mrz.locate import ZoneBox, locate, locate_closer
from mrz.recognise import recognise
from mrz.rectify import cut_line
from mrz.strips import Grey

LARGEST = 3 * 512 * 1024
Points = npt.NDArray[np.float64]
Card = tuple[Grey, list[Points]]
"""A side of a document, and the quads of its zone's lines (4 × 2)."""
DRAWN = {"identity-card": 1, "passport": 0, "identity-sheet": 0, "driving-licence-zone": 1}
"""Kind of document → its side with a zone: 3 × 30, 2 × 44, 2 × 36, 1 × 30."""


@pytest.fixture(scope="session")
def card(ocr_b: None) -> Callable[[str], Card]:
    """Draws a side at 150 dpi, once for each kind."""
    from benchmarks.documents.catalogue import draw_any

    known: dict[str, Card] = {}

    def draw(kind: str) -> Card:
        if kind not in known:
            sheet = draw_any(kind, np.random.default_rng(5)).sides[DRAWN[kind]]
            half = cv2.resize(
                np.asarray(sheet.image.convert("L")), None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA
            )
            known[kind] = np.asarray(half, np.uint8), [np.array(quad) / 2 for quad in sheet.mrz_quads]
        return known[kind]

    return draw


def test_the_reading_that_told_the_way_is_of_the_line_as_it_stands(card: Callable[[str], Card]) -> None:
    for kind in DRAWN:
        for degrees in (0, 180):
            canvas = desk(1100, 900)
            lay(card(kind), degrees, canvas, (550, 450))
            (box, *_) = locate(canvas)
            assert box.longest is not None
            number, cut, reading = box.longest
            again = recognise([cut_line(canvas, box.lines[number]).strip])[0]
            assert reading.text == again.text
            assert np.array_equal(cut.corners, cut_line(canvas, box.lines[number]).corners)


def test_a_closer_search_finds_what_is_small(card: Callable[[str], Card]) -> None:
    canvas = desk(3000, 2200)
    quads = lay(card("identity-card"), 0, canvas, (1500, 1100), 0.5)
    boxes = locate_closer(canvas)
    middle = np.concatenate(quads).mean(axis=0)
    assert any(np.linalg.norm(np.array(box.lines).reshape(-1, 2).mean(axis=0) - middle) < 30 for box in boxes)
    assert locate_closer(desk(600, 400)) == []


def lay(
    card: Card, degrees: float, canvas: Grey, at: tuple[float, float], scale: float = 1.0
) -> list[Points]:
    """Lays a card onto the canvas, turned clockwise about its middle, which comes to `at`; its quads."""
    image, quads = card
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, scale)
    turn[:, 2] += np.array(at) - (width / 2, height / 2)
    size = canvas.shape[1], canvas.shape[0]
    cv2.warpAffine(image, turn, size, dst=canvas, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT)
    return [quad @ turn[:, :2].T + turn[:, 2] for quad in quads]


def desk(width: int, height: int) -> Grey:
    """Grey cloth."""
    rng = np.random.default_rng(3)
    return np.clip(rng.normal(105, 12, (height, width)), 0, 255).astype(np.uint8)


def assert_found(box: ZoneBox, lines: list[Points]) -> None:
    """All lines, in their order, with their ends where they are; either way up when not certain."""
    assert len(box.lines) == len(lines)
    boxes = [np.array(quad) for quad in box.lines]
    first = lines[0][1] - lines[0][0]
    if not box.certain_direction and (boxes[0][1] - boxes[0][0]) @ first < 0:
        boxes = [np.roll(quad, 2, axis=0) for quad in reversed(boxes)]
    for quad, line in zip(boxes, lines, strict=True):
        height = np.linalg.norm(line[3] - line[0])
        for ends in ((0, 3), (1, 2)):
            off = quad[list(ends)].mean(axis=0) - line[list(ends)].mean(axis=0)
            assert np.linalg.norm(off) < 1.2 * height
        assert 1.2 * height < np.linalg.norm(quad[3] - quad[0]) < 2.2 * height


def test_the_model_is_verified_and_small() -> None:
    assert (model_dir(MODEL) / FILE).stat().st_size <= LARGEST


@pytest.mark.parametrize("kind", DRAWN)
def test_every_format_is_found(card: Callable[[str], Card], kind: str) -> None:
    canvas = desk(1000, 760)
    lines = lay(card(kind), 2, canvas, (500, 380))
    (box,) = locate(canvas)
    assert_found(box, lines)


@pytest.mark.parametrize("degrees", [90, 180, 270, 20, -28, 115])
def test_any_orientation(card: Callable[[str], Card], degrees: float) -> None:
    canvas = desk(900, 900)
    lines = lay(card("identity-card"), degrees, canvas, (450, 450))
    (box,) = locate(canvas)
    assert_found(box, lines)


def test_a_small_card_in_a_large_picture(card: Callable[[str], Card]) -> None:
    canvas = desk(1600, 1200)
    lines = lay(card("identity-card"), 5, canvas, (600, 500), 0.6)
    assert_found(locate(canvas)[0], lines)


def test_a_card_that_fills_the_picture(card: Callable[[str], Card]) -> None:
    image, lines = card("passport")
    assert_found(locate(image)[0], lines)


def test_colour_is_found_as_grey_is(card: Callable[[str], Card]) -> None:
    image, lines = card("passport")
    for colour in (cv2.cvtColor(image, cv2.COLOR_GRAY2BGR), image[..., None]):
        assert_found(locate(colour)[0], lines)


def test_two_documents(card: Callable[[str], Card]) -> None:
    canvas = desk(1300, 900)
    first = lay(card("identity-card"), -8, canvas, (320, 300))
    second = lay(card("identity-sheet"), 12, canvas, (920, 560))
    boxes = locate(canvas)
    assert len(boxes) == 2
    by_lines = sorted(boxes, key=lambda box: -len(box.lines))
    assert_found(by_lines[0], first)
    assert_found(by_lines[1], second)


def test_a_highlight_does_not_cut_a_line_in_two(card: Callable[[str], Card]) -> None:
    canvas = desk(1000, 760)
    lines = lay(card("passport"), 0, canvas, (500, 380))
    x, y = lines[0].mean(axis=0)
    cv2.circle(canvas, (round(x), round(y)), 30, 255, -1)
    assert_found(locate(canvas)[0], lines)


def test_no_zone_on_a_front_or_an_empty_desk(card: Callable[[str], Card]) -> None:
    assert locate(desk(800, 600)) == []
    assert locate(np.full((600, 800, 3), 255, np.uint8)) == []


@pytest.mark.parametrize(
    "shape",
    [(1, 1), (1, 1, 3), (3, 900), (900, 3, 3), (33, 31), (40, 2000), (2000, 40, 3), (64, 64, 4)],
)
def test_odd_shapes_hold_nothing(shape: tuple[int, ...]) -> None:
    assert locate(np.random.default_rng(1).integers(0, 255, shape, dtype=np.uint8)) == []


def test_a_huge_picture(card: Callable[[str], Card]) -> None:
    canvas = np.full((4500, 6000), 120, np.uint8)
    lines = lay(card("passport"), 3, canvas, (2900, 2300), 5.0)
    assert_found(locate(canvas)[0], lines)
