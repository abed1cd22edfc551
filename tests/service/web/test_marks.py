"""The advice on a page: worst first, one number a kind, and each place in the page's own pixels."""

from ocr.extraction import Quality, QualityIssue
from service.web.marks import list_advice, mark_page

SPOT, CORNER = [(100.0, 50.0), (140.5, 50.0), (140.0, 90.0)], [(0.0, 0.0), (20.0, 0.0), (20.0, 20.0)]


def quality(*issues: QualityIssue, acceptable: bool = True) -> Quality:
    return Quality(score=0.5, acceptable=acceptable, sharpness=1, exposure=1, glare=1, issues=[*issues])


def test_issues_of_a_kind_share_a_number_and_the_worst_comes_first():
    marked = mark_page(
        quality(
            QualityIssue(code="glare", severity="warning", polygon=SPOT),
            QualityIssue(code="blurred", severity="error"),
            QualityIssue(code="glare", severity="warning", polygon=CORNER, affects=["birthDate"]),
        ),
        1000,
        500,
    )
    assert [(mark.number, mark.severity, len(mark.places)) for mark in marked.marks] == [
        (1, "error", 0),
        (2, "warning", 2),
    ]
    assert marked.severity == "error"
    assert marked.marks[1].what == "A bright spot covers part of the document."
    assert marked.marks[1].remedy.startswith("Tilt the document")
    assert marked.marks[1].affects == ["birthDate"]


def test_places_are_in_page_pixels_and_their_numbers_inside_of_the_picture():
    glare = [QualityIssue(code="glare", severity="warning", polygon=polygon) for polygon in (SPOT, CORNER)]
    marked = mark_page(quality(*glare), 1000, 500)
    spot, corner = marked.marks[0].places
    assert spot.points == "100,50 140.5,50 140,90"
    assert (spot.x, spot.y) == (100, 50)
    assert (corner.x, corner.y) == (marked.radius, marked.radius) == (36, 36)


def test_a_page_that_will_not_do_says_so_whatever_its_issues():
    assert mark_page(quality(acceptable=False), 10, 10).severity == "error"
    assert mark_page(quality(), 10, 10).severity is None


def test_an_unknown_issue_still_has_words():
    marked = mark_page(quality(QualityIssue(code="neverHeardOf", severity="info")), 10, 10)
    assert marked.marks[0].what


def test_the_list_alone_has_no_places():
    listed = list_advice(quality(QualityIssue(code="glare", severity="warning", polygon=SPOT)))
    assert [mark.places for mark in listed.marks] == [[]]
