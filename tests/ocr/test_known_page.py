"""What is known of a page before its text is read: where its documents lie, which way up, what its zone
says."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from ocr.extraction import MrzZone
from ocr.fields import read_fields
from ocr.find_boxes import lies_in, merge
from ocr.known import add_zone, find_area_of_zone, find_areas, find_rotation, tell
from ocr.locate import Place
from ocr.locate.place import find_homography
from ocr.locate.place import find_rotation as rotation_of
from ocr.peek import look_again
from ocr.read import Known, read_page
from ocr.text import TextLine


@dataclass
class Reader:
    """Finds the dark boxes of a page (full size), reads `texts` by the number of pixels from the left; counts
    what it is asked for. `sure` is every line's confidence, half of it when its text stands on its head."""

    boxes: list
    texts: dict = field(default_factory=dict)
    seen: list = field(default_factory=list)
    asked: list = field(default_factory=list)
    sure: float = 0.95
    upside_down: bool = False

    def detect(self, image):
        self.seen.append(image.shape[:2])
        return [] if image.shape[:2] != (900, 900) else list(self.boxes)

    def recognise(self, image, polygons):
        self.asked += polygons
        return [self.read(polygon) for polygon in polygons]

    def read(self, polygon):
        if self.upside_down and polygon[0][0] < polygon[1][0]:
            return TextLine("LXAL", polygon, self.sure / 2)
        return TextLine(self.texts.get(round(polygon[0][0]), "TEXT"), polygon, self.sure)


def box(left, top, wide=200, high=20):
    return ((left, top), (left + wide, top), (left + wide, top + high), (left, top + high))


def place(left, top, right, bottom, turned=0, **changes) -> Place:
    quad = [(left, top), (right, top), (right, bottom), (left, bottom)]
    quad = tuple(quad[turned:] + quad[:turned])
    size = "ID-1"
    made = Place(quad, rotation_of(quad), "front", size, 0.9, False, find_homography(quad, size))
    return type(made)(**(vars(made) | changes))


PAGE = np.full((900, 900, 3), 200, np.uint8)


def test_sure_places_that_agree_tell_the_way():
    assert find_rotation([], [place(0, 0, 400, 250)]) == 0
    assert find_rotation([], [place(0, 0, 400, 250, turned=2)]) == 180
    assert find_rotation([], [place(0, 0, 400, 250), place(0, 300, 400, 550, turned=2)]) is None
    assert find_rotation([], [place(0, 0, 400, 250, upright=0.4)]) is None
    assert find_rotation([], []) is None


def test_areas_are_those_of_sure_documents_that_do_not_fill_the_page():
    (area,) = find_areas([place(100, 100, 500, 350)])
    assert area[0] < (100, 100)
    assert area[2] > (500, 350)
    assert find_areas([place(100, 100, 500, 350, confidence=0.3)]) == []
    assert find_areas([place(0, 0, 900, 900, fills=True)]) == []
    assert tell([], [place(100, 100, 500, 350)]) == Known(0, [], [area], certain=True)


def test_no_line_is_read_twice_the_same_way():
    boxes = [box(100, 100 + 40 * n) for n in range(6)]
    doubtful, clear, told = Reader(boxes, sure=0.9), Reader(boxes), Reader(boxes, sure=0.9)
    read_page(PAGE, doubtful)
    read_page(PAGE, clear)
    text = read_page(PAGE, told, Known(rotation=0))
    assert len(set(doubtful.asked)) == len(doubtful.asked) == 6 + 5  # five the other way up as well
    assert len(set(clear.asked)) == len(clear.asked) == 6
    assert len(told.asked) == 6
    assert [line.polygon for line in text.lines] == boxes


def test_a_page_upside_down_is_read_that_way():
    boxes = [box(100, 100 + 40 * n) for n in range(6)]
    reader = Reader(boxes, sure=0.9, upside_down=True)
    text = read_page(PAGE, reader)
    assert text.rotation == 180
    assert {line.text for line in text.lines} == {"TEXT"}
    assert len(set(reader.asked)) == len(reader.asked)


class Desk(Reader):
    """A document that stands on its head among other papers, whose lines are longer and upright."""

    def read(self, polygon):
        long = abs(polygon[1][0] - polygon[0][0]) > 300
        upright = polygon[0][0] < polygon[1][0]
        return TextLine("TEXT", polygon, self.sure if long == upright else self.sure / 2)


def test_a_page_that_reads_badly_is_turned_over_where_that_reads_better():
    papers = [box(100, 10 + 15 * n, wide=400, high=10) for n in range(5)]
    boxes = papers + [box(100, 100 + 24 * n) for n in range(30)]
    desk, upright = Desk(boxes, sure=0.9), Reader(boxes, sure=0.8)
    assert read_page(PAGE, desk).rotation == 180
    assert read_page(PAGE, upright).rotation == 0


def test_a_page_whose_zone_tells_its_way_is_not_turned_over():
    boxes = [box(100, 100 + 24 * n) for n in range(30)]
    reader = Reader(boxes, sure=0.9, upside_down=True)
    assert read_page(PAGE, reader, Known(rotation=0, settled=True)).rotation == 0
    assert len(reader.asked) == 30
    assert read_page(PAGE, reader, Known(rotation=0)).rotation == 180


def test_a_known_zone_is_not_read_again_but_told_of():
    zone = box(100, 700, 600)
    reader = Reader([box(100, 100), zone])
    text = read_page(PAGE, reader, Known(0, [box(90, 690, 620, 40)]))
    assert [line.polygon for line in text.lines] == [box(100, 100)]
    assert text.unread == [zone]


def test_a_document_is_seen_at_the_detectors_full_size_and_an_empty_area_is_no_document():
    boxes = [box(100, 100 + 40 * n) for n in range(6)]
    reader = Reader(boxes)
    text = read_page(PAGE, reader, Known(0, (), [box(300, 300, 200, 100)]))
    assert max(reader.seen[0]) == 500  # enlarged two and a half times
    assert len(text.lines) == 6  # nothing in it: the whole page was read


@dataclass
class Back(Reader):
    """A page of papers, and a document with three lines in the part that is looked at alone."""

    inside: list = field(default_factory=list)

    def detect(self, image):
        return list(self.boxes) if image.shape[:2] == (900, 900) else list(self.inside)


def test_a_document_with_few_lines_that_read_clearly_is_one():
    papers = [box(100, 100 + 40 * n) for n in range(6)]
    inside = [box(100, 50 + 60 * n) for n in range(3)]
    area = box(300, 300, 200, 100)
    texts = {340: "12 MILL STREET, LITTLETON"}
    assert len(read_page(PAGE, Back(papers, texts, inside=inside), Known(0, (), [area])).lines) == 3
    assert len(read_page(PAGE, Back(papers, texts, inside=inside), Known(None, (), [area])).lines) == 3
    faint = Back(papers, texts, sure=0.8, inside=inside)
    assert len(read_page(PAGE, faint, Known(0, (), [area])).lines) == 6


def test_a_letter_that_the_detector_overlooked_is_looked_for_under_its_caption(page_of):
    page = page_of(("Surname", 300, 100), ("BERG", 300, 126), ("Sex", 300, 200), ("Nationality", 300, 300))
    fields = read_fields(page, 2026)
    reader = Reader([], {292: "F"})
    seen = look_again(PAGE, fields, reader)
    added = [reading for reading in seen.readings if reading not in fields.readings]
    assert [(reading.field, reading.value, reading.anchored) for reading in added] == [("gender", 2, False)]
    assert added[0].confidence < 0.95


def test_what_is_no_value_is_not_taken_for_one(page_of):
    fields = read_fields(page_of(("Date of birth", 300, 100)), 2026)
    assert look_again(PAGE, fields, Reader([])) == fields


def test_an_unsure_outline_that_runs_with_the_picture_limits_nothing():
    straight = place(100, 100, 500, 350, confidence=0.6)
    aslant = place(100, 100, 500, 350, confidence=0.6, quad=((100, 100), (500, 130), (480, 380), (80, 350)))
    assert find_areas([straight]) == []
    assert len(find_areas([aslant])) == 1
    assert len(find_areas([place(100, 100, 500, 350, confidence=0.8)])) == 1


def test_a_zone_tells_where_its_document_lies():
    # A passport's page at ten pixels a millimetre: two rows of 44 characters, the lower one 7.2 mm up.
    left, right, bottom, rise = 66.0, 66.0 + 1117.6, 880 - 60.0, 63.5 + 24.0
    polygon = [(left, bottom - rise), (right, bottom - rise), (right, bottom), (left, bottom)]
    zone = MrzZone(format="TD3", lines=["P" * 44] * 2, valid=True, confidence=0.9, polygon=polygon, checks={})
    area = np.array(find_area_of_zone(zone))
    assert area[:, 0].min() == pytest.approx(-40, abs=5)
    assert area[:, 0].max() == pytest.approx(1290, abs=5)
    assert -70 < area[:, 1].min() < 0
    assert 880 < area[:, 1].max() < 930


def test_a_zone_without_a_place_tells_nothing():
    zone = MrzZone(format="TD1", lines=["I" * 30] * 3, valid=True, confidence=0.9, checks={})
    assert find_area_of_zone(zone) is None


def test_a_long_line_askew_does_not_swallow_what_stands_beside_it():
    long = ((100, 300), (700, 480), (694, 500), (94, 320))
    above, inside = box(500, 330, 120), ((130, 311), (250, 347), (246, 361), (126, 325))
    assert merge([above, long, inside]) == [above, long]


def zone_of_card(left, top):
    """The zone of a TD1 card at five pixels a millimetre whose zone's top left corner is there."""
    wide, high = 30 * 2.54 * 5, (2 * 6.35 + 2.4) * 5
    corners = [(left, top), (left + wide, top), (left + wide, top + high), (left, top + high)]
    return MrzZone(format="TD1", lines=["I" * 30] * 3, valid=True, confidence=0.9, polygon=corners, checks={})


def test_paper_beneath_the_document_of_a_zone_is_not_read_in_its_stead():
    zone = zone_of_card(300, 500)
    paper, card = place(20, 20, 1400, 1100), place(260, 310, 720, 600)
    (area,) = add_zone(find_areas([paper]), zone, [paper])
    assert lies_in(zone.polygon, [area])
    assert np.ptp(np.array(area), axis=0).max() < 600
    assert add_zone(find_areas([card]), zone, [card]) == find_areas([card])
    both_sides = place(260, 0, 720, 600)
    assert add_zone(find_areas([both_sides]), zone, [both_sides]) == find_areas([both_sides])
