"""What is told, how bad it is, which fields it touches, and the verdict."""

import pytest

from ocr.assess import ADVICE, FieldEvidence, PageEvidence, assess_evidence, assess_pixels
from ocr.assess.acceptable import FEATURES, load_regression
from ocr.assess.combine import LIMITS
from ocr.assess.evidence import overlap
from ocr.extraction import Quality, QualityIssue

CAUSES = {
    "blurred": {"defocus": 0.25},
    "dark": {"dim": 0.12},
    "lowContrast": {"fade": 0.92},
    "lowResolution": {"small": 6.5},
    "cutOff": {"cut": 0.2},
    "covered": {"cover": 0.15},
    "glare": {"glare": 0.15},
    "tilted": {"lean": 34},
    "blackAndWhite": {"copy": 1.0},
    "compressed": {"jpeg": 9},
}
SURE = FieldEvidence("verified", 0.9995, [[(10, 10), (60, 10), (60, 20), (10, 20)]])
DOUBTED = FieldEvidence("read", 0.02, [[(10, 40), (60, 40), (60, 50), (10, 50)]])
FIELDS = ("familyName", "givenNames", "birthDate", "documentNumber")


@pytest.mark.parametrize("code", CAUSES)
def test_each_defect_is_told_with_advice_and_a_place(capture, code):
    page, place = capture(CAUSES[code])
    told = [issue for issue in assess_pixels(page, [place]).issues if issue.code == code]
    assert told
    assert ADVICE[code]
    assert all(issue.polygon and len(issue.polygon) >= 3 for issue in told)


def test_every_code_has_advice():
    codes = {*LIMITS, "glare", "covered", "cutOff", "hardToRead", "fieldsMissing"}
    assert codes <= set(ADVICE)


def test_the_committed_model_is_whole_and_no_weight_speaks_for_a_defect():
    for half, names in FEATURES.items():
        model = load_regression(half)
        assert set(model.weights) == set(names)
        assert all(weight <= 0 for weight in model.weights.values())
        assert 0 < model.threshold < 1


def _quality(**changes):
    base = Quality(score=0.9, acceptable=True, sharpness=1, exposure=1, glare=1)
    return base.model_copy(update=changes)


def _evidence(entry, **changes):
    values = {"size": (200, 100), "fields": dict.fromkeys(FIELDS, entry)} | changes
    return PageEvidence(**values)


def test_an_issue_names_the_fields_under_it_by_their_outlines():
    # A slanted band whose bounding box covers everything, and whose area does not.
    band = [(0.0, 90.0), (190.0, 0.0), (199.0, 0.0), (0.0, 99.0)]
    fields = {
        "familyName": SURE,
        "birthDate": FieldEvidence("read", 0.9, [[(90, 40), (120, 40), (120, 55), (90, 55)]]),
    }
    quality = _quality(issues=[QualityIssue(code="glare", severity="warning", polygon=band)])
    (issue, *_) = assess_evidence(quality, _evidence(None, fields=fields)).issues
    assert issue.affects == ["birthDate"]


def test_overlap_is_of_areas():
    square = [(0, 0), (10, 0), (10, 10), (0, 10)]
    assert overlap(square, [(5, 5), (15, 5), (15, 15), (5, 15)])
    assert not overlap(square, [(10, 0), (20, 0), (20, 10), (10, 10)])
    assert not overlap(square, [(8, 14), (14, 8), (20, 20)])
    assert not overlap(square, [(1, 1), (2, 2)])


def test_sure_readings_are_acceptable_and_soften_what_the_pixels_said():
    issue = QualityIssue(code="blurred", severity="error")
    hard = QualityIssue(code="hardToRead", severity="error")
    quality = assess_evidence(
        _quality(score=0.3, acceptable=False, issues=[issue, hard]),
        _evidence(SURE, zone_valid=True, zone_confidence=0.99, dpi=200),
    )
    assert quality.acceptable
    assert [(entry.code, entry.severity) for entry in quality.issues] == [("blurred", "warning")]
    assert quality.resolution_dpi == 200


def test_doubtful_readings_are_not_acceptable_and_something_says_so():
    quality = assess_evidence(_quality(score=0.2), _evidence(DOUBTED))
    assert not quality.acceptable
    (issue,) = [entry for entry in quality.issues if entry.severity == "error"]
    assert issue.code == "hardToRead"
    assert set(issue.affects) == set(FIELDS)


def test_missing_fields_are_named_but_not_asked_of_a_cards_back():
    fields = dict.fromkeys(FIELDS[:2], SURE)
    quality = assess_evidence(_quality(), _evidence(None, fields=fields))
    assert not quality.acceptable
    assert [entry.affects for entry in quality.issues] == [["birthDate", "documentNumber"]]
    back = assess_evidence(_quality(), _evidence(None, fields={}, bearing=False))
    assert back.acceptable
    assert back.issues == []


def test_a_text_at_the_pages_border_may_be_cut_off():
    at_edge = FieldEvidence("verified", 0.9995, [[(150, 10), (200, 10), (200, 20), (150, 20)]])
    fields = dict.fromkeys(FIELDS, SURE) | {"givenNames": at_edge}
    quality = assess_evidence(
        _quality(), _evidence(None, fields=fields, zone_valid=True, zone_confidence=0.99)
    )
    assert [(entry.code, entry.affects) for entry in quality.issues] == [("cutOff", ["givenNames"])]


def test_more_doubt_never_raises_the_score():
    scores = [
        assess_evidence(_quality(score=score), _evidence(FieldEvidence("read", confidence))).score
        for score, confidence in ((0.9, 0.99), (0.9, 0.7), (0.9, 0.2), (0.3, 0.2))
    ]
    assert scores == sorted(scores, reverse=True)
