"""The suite `extraction`: what is asked, what counts as right, and what a drawn upload gives."""

import numpy as np
import pytest

from benchmarks.documents.layouts.errors import UnknownLayoutError
from benchmarks.documents.layouts.split import states_of
from benchmarks.suites.extraction.cases import Case
from benchmarks.suites.extraction.diagram import WIDTH, draw_diagram
from benchmarks.suites.extraction.drawn import list_drawn, make_case
from benchmarks.suites.extraction.figures import (
    bootstrap,
    calibrate,
    count_conflicts,
    count_fields,
    count_verified,
)
from benchmarks.suites.extraction.judge import Result, Verdict, judge, normalise
from benchmarks.suites.extraction.reading import read_case
from benchmarks.suites.extraction.session import split
from benchmarks.suites.extraction.specimens import paint_over
from benchmarks.suites.extraction.tables import print_calibration
from benchmarks.suites.mrz.anchor import Anchor
from ocr.extraction import Document, ExtractedField, Extraction
from ocr.intake import intake


def case(**changes) -> Case:
    plain = {
        "name": "a",
        "group": "g",
        "type": "passport",
        "state": "POL",
        "taken": "severity 1",
        "zone": "shown",
        "files": (),
        "truth": {"familyName": ("Żółć",), "gender": (2,), "documentNumber": ("AB 1234567",)},
        "behind": frozenset({"familyName"}),
        "conflicts": frozenset(),
    }
    return Case(**(plain | changes))


def field(value, status="read", confidence=0.9) -> ExtractedField:
    return ExtractedField(value=value, confidence=confidence, status=status)


def result(verdicts, of=None, conflicts=frozenset()) -> Result:
    return Result(of or case(), tuple(verdicts), conflicts, "passport", "POL", (), 1.0, 1.0, 100.0, {})


def verdict(right, confidence, status="read", behind=True) -> Verdict:
    return Verdict("familyName", ("A",), "A" if right else "B", status, confidence, right, right, behind)


def test_exact_is_to_the_letter_and_right_is_not():
    extraction = Extraction(
        pages=[],
        documents=[Document(type="passport", fields={"documentNumber": field("AB1234567")})],
        fields={"familyName": field("ZOLC"), "gender": field(1)},
    )
    found = {entry.field: entry for entry in judge(case(), extraction)}
    assert (found["familyName"].exact, found["familyName"].right) == (False, True)
    assert (found["documentNumber"].exact, found["documentNumber"].right) == (False, True)
    assert (found["gender"].right, found["gender"].value) == (False, 1)
    assert found["familyName"].behind
    assert not found["gender"].behind


def test_what_was_not_read_is_wrong():
    (family, *_) = judge(case(), Extraction(pages=[], documents=[], fields={}))
    assert (family.value, family.status, family.right) == (None, "missing", False)


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("documentNumber", "12-34 5", "12345", True),
        ("residenceAddress", "UL. POLNA 1, ŁÓDŹ", "ul Polna 1 Lodz", True),
        ("familyName", "VAN DEN BERG", "VANDENBERG", False),
        ("birthDate", "1974-08-12", "1974-08-00", False),
    ],
)
def test_marks_are_no_part_of_numbers_and_addresses(name, one, other, same):
    assert (normalise(name, one) == normalise(name, other)) is same


def test_figures_count_what_they_say():
    results = [
        result([verdict(True, 0.99, "verified"), verdict(False, 0.3)]),
        result([verdict(False, 0.99, "verified")]),
    ]
    assert count_fields(results)["all"] == {"fields": 3, "exact": 0.3333, "right": 0.3333, "missing": 0.0}
    verified = count_verified(results)
    assert (verified["verified"], verified["wrong"], verified["coverage"]) == (2, 1, 0.6667)
    assert 0 <= bootstrap(results)[0] <= bootstrap(results)[1] <= 1


def test_conflicts_are_found_or_false_where_somebody_has_looked():
    known = case(conflicts=frozenset({"expiryDate"}))
    report = count_conflicts(
        [
            result([verdict(True, 0.9)], known, frozenset({"expiryDate", "familyName"})),
            result([verdict(True, 0.9)], case(conflicts=None), frozenset({"familyName"})),
        ]
    )
    assert (report["found"], report["falseConflicts"], report["agreeing"]) == (1.0, 1.0, 1)


def test_a_calibrated_confidence_has_no_error():
    rng = np.random.default_rng(1)
    confidence = rng.uniform(0.2, 1.0, 4000)
    verdicts = [verdict(bool(rng.random() < sure), float(sure)) for sure in confidence]
    assert calibrate(verdicts)["calibrationError"] < 0.03
    liars = [verdict(bool(rng.random() < sure / 2), float(sure)) for sure in confidence]
    assert calibrate(liars)["calibrationError"] > 0.2
    assert calibrate([]) == {"values": 0}


def test_uploads_are_the_same_every_time_and_of_the_part_asked_for():
    jobs = list_drawn("learn", 6, 3)
    assert jobs == list_drawn("learn", 6, 3)
    assert not {job[0] for job in jobs} & {job[0] for job in list_drawn("held_out", 40, 3)}


def test_states_asked_for_by_name_are_drawn_alone_of_whichever_part():
    wanted = [states_of("learn")[0], states_of("held_out")[0]]
    assert {job[0] for job in list_drawn("held_out", 40, 3, wanted)} == set(wanted)
    with pytest.raises(UnknownLayoutError):
        list_drawn("held_out", 40, 3, ["XYZ"])


def test_a_drawn_upload_is_read_and_its_hidden_zone_is_not():
    shown, hidden = make_case("POL", "passport", 5, 0), make_case("POL", "passport", 5, 2)
    assert (shown.zone, hidden.zone, hidden.behind) == ("shown", "hidden", frozenset())
    assert {"familyName", "birthDate", "documentNumber"} <= shown.behind
    with_zone, without = read_case(shown), read_case(hidden)
    assert sum(entry.right for entry in with_zone.verdicts) > len(with_zone.verdicts) / 2
    assert not any(entry.status == "verified" for entry in without.verdicts)
    assert set(split([with_zone, without])) == {
        "severity 1, with the MRZ",
        "severity 1, the MRZ painted over",
        "drawn, all",
    }


def test_a_refused_upload_is_a_result():
    refused = read_case(case(files=(("a.jpg", b"nothing"),)))
    assert refused.error is not None
    assert refused.verdicts == ()


def test_the_zone_is_painted_over_and_nothing_else():
    page = np.full((200, 400, 3), 230, np.uint8)
    page[150:180, 40:360:3] = 0
    page[20:40, 40:200:3] = 0
    zone = ((40.0, 148.0), (360.0, 148.0), (360.0, 182.0), (40.0, 182.0))
    covered = paint_over(page, Anchor(0, zone, 7.0), 2)
    assert covered[150:180, 40:360].std() == 0
    assert (covered[:100] == page[:100]).all()


def test_a_case_is_a_jpeg_a_side():
    made = make_case("BEL", "identityCard", 5, 1)
    assert len(made.files) == 2
    assert all(len(intake([file])) == 1 for file in made.files)


def test_the_diagram_shows_what_was_said_and_what_came_true(capsys):
    figures = calibrate([verdict(number % 2 == 0, 0.9) for number in range(60)])
    (head, *lines) = draw_diagram(figures["diagram"]).splitlines()
    assert "said" in head
    assert len(lines) == len(figures["diagram"])
    assert all("0.900   0.500" in line and line.count("=") == WIDTH // 2 for line in lines)
    assert all(line[-WIDTH:].index("|") == int(0.9 * WIDTH) for line in lines)
    print_calibration(figures)
    said = capsys.readouterr().out
    assert "familyName            60 values" in said
    assert "error 0.4" in said
