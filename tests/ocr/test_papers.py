"""Documents among papers: read the way up that each stands, and found though its outline is doubtful."""

import math
from dataclasses import dataclass, field

import numpy as np
import pytest

from ocr.fields.layout import lay_out_items
from ocr.form import look_at_form
from ocr.known import find_areas, tell
from ocr.papers import group_by_slope, is_of_form, right_documents
from ocr.read import Known, PageText, read_page
from ocr.text import TextLine
from ocr.ways import orient_box
from tests.ocr.test_known_page import box, place

PAGE = np.full((900, 900, 3), 200, np.uint8)
FORM = ["SPECIMEN", "02.03.2019", "LINDENSTRASSE 12, LINZ", "GRAZ", "MAGISTRAT LINZ"]
LETTER = "the quick brown fox jumps over"


def aslant(left, top, degrees, wide=200, high=20):
    """A box of text that runs at an angle, its first corner at (left, top)."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = ((0, 0), (wide, 0), (wide, high), (0, high))
    return tuple((left + x * cos - y * sin, top + x * sin + y * cos) for x, y in corners)


def is_turned(polygon, degrees) -> bool:
    (x0, y0), (x1, y1) = polygon[:2]
    return abs((math.degrees(math.atan2(y1 - y0, x1 - x0)) - degrees + 180) % 360 - 180) < 5


@dataclass
class Pile:
    """Papers that run as `papers` says upon which a document lies that runs as `card` says; what is on its
    head is read badly."""

    papers: float
    card: float
    boxes: list = field(default_factory=list)
    texts: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    seen: list = field(default_factory=list)

    def detect(self, image):
        self.seen.append(image.shape[:2])
        return list(self.boxes) if image.shape[:2] == (900, 900) else []

    def recognise(self, image, polygons):
        self.asked += polygons
        return [self._read(polygon) for polygon in polygons]

    def _read(self, polygon):
        if is_turned(polygon, self.papers):
            return TextLine(LETTER, polygon, 0.95)
        number = min(range(len(self.texts)), key=lambda n: self._far(n, polygon))
        if is_turned(polygon, self.card) and self._far(number, polygon) < 1:
            return TextLine(self.texts[number], polygon, 0.97)
        return TextLine("sq pu oe uld nw", polygon, 0.55)

    def _far(self, number, polygon):
        return math.dist(np.mean(self.boxes[number], axis=0), np.mean(polygon, axis=0))


def pile(card: float, drawn: float) -> Pile:
    """Five lines of a card at `card` degrees, whose boxes begin as if it were at `drawn`; papers at 20."""
    lines = [aslant(300, 300 + 40 * n, drawn) for n in range(len(FORM))]
    papers = [aslant(20, 20 + 40 * n, 20, wide=250) for n in range(12)]
    return Pile(20, card, lines + papers, FORM)


def test_a_document_on_its_head_is_read_though_the_papers_stand_upright():
    desk = pile(card=180, drawn=0)
    text = read_page(PAGE, desk)
    assert set(FORM) <= {line.text for line in text.lines}
    assert sum(line.text == LETTER for line in text.lines) == 12
    assert len(set(desk.asked)) == len(desk.asked)


def test_the_form_among_papers_is_what_is_laid_out():
    text = read_page(PAGE, pile(card=180, drawn=0))
    items = [item.text for item in lay_out_items(text)]
    assert set(items) == set(FORM)
    assert items[0] == FORM[-1]  # upright, the lowest on the page comes first


@pytest.mark.parametrize("told", [Known(0), Known(0, settled=True)])
def test_a_page_that_is_told_of_and_reads_well_is_not_asked_again(told):
    desk = pile(card=0, drawn=0)
    read_page(PAGE, desk, told)
    assert len(desk.asked) == len(desk.boxes)


def test_papers_on_their_head_are_left_as_they_are():
    lines = [TextLine("nw pu oe sbl dun", aslant(20, 20 + 30 * n, 40), 0.5) for n in range(8)]
    lines += [TextLine(text, box(300, 300 + 40 * n), 0.97) for n, text in enumerate(FORM)]
    desk = Pile(220, 0, [line.polygon for line in lines], [])
    assert right_documents(PAGE, lines, desk) == lines
    assert len(desk.asked) == 4  # a few of them
    assert desk.asked[0] in [orient_box(line.polygon, 180) for line in lines]


def test_lines_go_by_slope_whichever_way_up_they_are():
    flat, across = box(10, 10), aslant(400, 10, 90)
    nearly = [aslant(10, 100, 1), aslant(10, 200, 179), aslant(300, 300, 180)]
    lines = [TextLine("LINE", polygon, 0.9) for polygon in [flat, across, *nearly, box(0, 0, 20, 20)]]
    assert [len(group) for group in group_by_slope(lines)] == [4, 1]


def test_what_is_filled_in_is_in_capitals_and_digits():
    assert all(is_of_form(TextLine(text, box(0, 0), 0.95)) for text in FORM)
    assert not is_of_form(TextLine(LETTER, box(0, 0), 0.95))
    assert not is_of_form(TextLine(FORM[0], box(0, 0), 0.6))
    assert not is_of_form(TextLine("A1", box(0, 0), 0.95))


def test_many_lines_of_a_letter_do_not_outweigh_a_short_form():
    letter = [TextLine(LETTER, aslant(20, 20 + 15 * n, 25), 0.95) for n in range(40)]
    form = [TextLine(text, box(300, 300 + 40 * n), 0.95) for n, text in enumerate(FORM[:3])]
    assert {item.text for item in lay_out_items(PageText(letter + form, 0, (900, 900)))} == set(FORM[:3])


def test_a_small_document_that_is_sure_by_its_looks_is_looked_at_though_its_outline_is_doubtful():
    glimpsed = place(100, 100, 400, 290, confidence=0.4, upright=0.95)
    (area,) = find_areas([glimpsed], (900, 900))
    assert area[0] < (50, 70)  # farther around it than around one that is sure
    assert find_areas([glimpsed]) == []
    assert find_areas([place(100, 100, 400, 290, confidence=0.4, upright=0.8)], (900, 900)) == []
    assert find_areas([place(100, 100, 400, 290, confidence=0.2, upright=0.95)], (900, 900)) == []
    assert find_areas([place(0, 0, 800, 600, confidence=0.4, upright=0.95)], (900, 900)) == []
    assert tell([], [glimpsed], (900, 900)).rotation == 0


def test_papers_are_not_read_in_place_of_a_document_that_is_one_by_its_looks():
    sure = place(300, 290, 520, 500, upright=0.95)
    told = tell([], [sure], (900, 900))
    assert told.certain
    assert not tell([], [place(300, 290, 520, 500, upright=0.6)], (900, 900)).certain
    desk = pile(card=0, drawn=0)
    text = read_page(PAGE, desk, told)  # which finds nothing in the part that is looked at alone
    assert {line.text for line in text.lines} == set(FORM)


def two_papers():
    """A letter aslant, and three lines of a form that the detector joined or overlooked."""
    letter = [TextLine(LETTER, aslant(20, 20 + 15 * n, 25), 0.95) for n in range(20)]
    form = [TextLine(text, box(500, 500 + 40 * n), 0.95) for n, text in enumerate(FORM[:3])]
    return letter, form


@dataclass
class Closer:
    """Sees four lines in the part that it is shown, in its upper left; every line reads alike."""

    sure: float
    seen: list = field(default_factory=list)

    def detect(self, image):
        self.seen.append(image.shape[:2])
        return [box(80, 80 + 60 * n, wide=300, high=30) for n in range(4)] + [box(500, 80, 20, 200)]

    def recognise(self, image, polygons):
        return [TextLine("A LINE SEEN ALONE", polygon, self.sure) for polygon in polygons]


def test_a_form_found_by_its_lines_alone_is_seen_once_more_at_the_detectors_full_size():
    letter, form = two_papers()
    closer = Closer(0.95)
    lines = look_at_form(PAGE, letter + form, closer)
    assert len(closer.seen) == 1
    assert max(closer.seen[0]) > 900
    assert [line.text for line in lines] == [LETTER] * 20 + ["A LINE SEEN ALONE"] * 4
    assert all(380 < line.polygon[0][0] < 650 for line in lines[20:])  # in pixels of the page
    assert look_at_form(PAGE, letter + form, Closer(0.3)) == letter + form  # where that reads worse


def test_a_form_is_looked_at_as_it_stands():
    letter, _ = two_papers()
    form = [TextLine(text, orient_box(box(500, 500 + 40 * n), 180), 0.95) for n, text in enumerate(FORM[:3])]
    lines = look_at_form(PAGE, letter + form, Closer(0.95))
    assert all(is_turned(line.polygon, 180) for line in lines[20:])


def test_a_form_that_was_seen_well_is_not_looked_at_again():
    letter, form = two_papers()
    closer = Closer(0.95)
    assert look_at_form(PAGE, letter + form, closer, [box(400, 400, 350, 300)]) == letter + form
    assert look_at_form(PAGE, form, closer) == form  # nothing but the form
    assert look_at_form(PAGE, letter[:2] + form, closer) == letter[:2] + form  # most of what was read
    assert closer.seen == []
