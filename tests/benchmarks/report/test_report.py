"""The report: one file that needs nothing else, true to the rows, and silent about specimens."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import cv2
import numpy as np
import pytest

from benchmarks.__main__ import main
from benchmarks.report.charts.curves import draw_reliability, draw_risk, draw_roc, trace_roc
from benchmarks.report.charts.shares import draw_shares
from benchmarks.report.charts.times import draw_growth, draw_spread
from benchmarks.report.gallery import mark_difference
from benchmarks.report.sections.zones import count_confusions
from benchmarks.results.cases import CaseRow
from benchmarks.results.folder import open_run
from benchmarks.suites import Options

LINES = ("P<UTOERIKSSON<<ANNA", "L898902C3")


def zone(case: str, who: str = "ours", read: tuple[str, ...] = LINES, **changes: object) -> CaseRow:
    right = read == LINES
    whole = "\n".join(LINES)
    plain = {
        "suite": "mrz", "set": "drawn, severity 2", "case": case, "who": who, "right": right,
        "zone": "shown",
        "condition": "glare", "severity": 2, "documentType": "TD3", "outcome": "exact" if right else "wrong",
        "confidence": 0.999 if right else 0.4, "expected": whole, "read": "\n".join(read),
        "seconds": 0.05,
    }  # fmt: skip
    return CaseRow(**(plain | changes))


@pytest.fixture
def run(tmp_path: Path) -> Path:
    rows = [zone(f"generated {n}, glare 0") for n in range(8)]
    rows += [zone("generated 8, glare 0", read=("P<UTOERIKS5ON<<ANNA", "L898902C3"))]
    rows += [
        zone(f"generated {n}, glare 0", who="passporteye", read=(), outcome="not found", confidence=None)
        for n in range(9)
    ]
    private = {"set": "captures of specimens, severity 2", "private": True, "expected": None}
    private |= {"right": False, "outcome": "wrong", "confidence": 0.8}
    rows += [zone("specimen 0123456789ab, glare 0", **private)]
    rows[-1] = replace(rows[-1], read=None)
    fields = [
        CaseRow(suite="extraction", set="severity 1, with the MRZ", case=f"POL-passport-{n}", who="ours",
                right=n > 0, documentType="passport", state="POL", field="familyName", status="read",
                confidence=0.5 + n / 20, expected="Żółć", read="ZOLC" if n else "ZOLO", seconds=1.0 + n)
        for n in range(9)
    ]  # fmt: skip
    persons = [
        CaseRow(suite="matching", set=name, case=f"{n}", who=who, right=n % 5 > 0,
                documentType="registered",
                outcome="match" if n % 5 else "review", confidence=1 - 10.0 ** -(n % 7),
                bestIsRight=n % 3 > 0,
                condition="no error", seconds=0.002)
        for name, who in (("asWritten", "ours"), ("beside", "ours"), ("beside", "splink"))
        for n in range(40)
    ]  # fmt: skip
    folder = open_run(tmp_path, Options())
    folder.finish("mrz", {"seconds": 1}, rows)
    folder.finish("extraction", {"seconds": 1}, fields)
    growth = [{"persons": 10**n, "p50Ms": n, "p95Ms": 2 * n, "p99Ms": 3 * n, "residentMiB": 99,
               "indexSeconds": n}
              for n in (3, 4)]  # fmt: skip
    figures = {"seconds": 1, "persons": 1000, "thresholds": {"matchDoubt": 1e-4}, "scaling": growth}
    folder.finish("matching", figures, persons)
    folder.close()
    pictures = tmp_path / "failures" / "mrz"
    pictures.mkdir(parents=True)
    cv2.imwrite(str(pictures / "generated-8-2.jpg"), np.full((900, 1200, 3), 128, np.uint8))
    assert main(["report", str(tmp_path)]) == 0
    return tmp_path


def test_the_page_needs_nothing_from_elsewhere(run: Path) -> None:
    page = (run / "report.html").read_text(encoding="utf-8")
    assert "<script" not in page
    sources = re.findall(r'(?:src|href)="([^"]{0,30})', page)
    assert sources
    assert all(source.startswith(("data:", "#")) for source in sources)
    assert set(re.findall(r"https?://[^\"' ]+", page)) == {"http://www.w3.org/2000/svg"}
    for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL):
        assert ElementTree.fromstring(svg).get("aria-label")


def test_wins_and_losses_stand_side_by_side(run: Path) -> None:
    page, text = ((run / f"report.{kind}").read_text(encoding="utf-8") for kind in ("html", "md"))
    assert "| ours | 9 | 88.9 % (56.5–98.0) | 0 | 0 |" in text
    assert "| passporteye | 9 | 0.0 % (0.0–29.9) | 9 | 0 |" in text
    assert "splink" in text
    assert "ships: 1 − 0.0001" in page
    assert "sha256" not in text.lower()


def test_the_gallery_shows_the_picture_and_what_differs(run: Path) -> None:
    page = (run / "report.html").read_text(encoding="utf-8")
    assert "ERIKS<del>S</del>ON" in page
    assert "ERIKS<ins>5</ins>ON" in page
    assert page.count("data:image/jpeg;base64,") == 1
    assert "specimen 0123456789ab" in page


def test_characters_that_were_confused_are_counted() -> None:
    wrong = zone("a", read=("P<UTOERIKS5ON<<ANNA", "L898902C"))
    assert dict(count_confusions([zone("b"), wrong])) == {("S", "5"): 1, ("3", "∅"): 1}
    assert mark_difference("a<b", "a&b") == (
        "<code>printed a<del>&lt;</del>b</code><code>read    a<ins>&amp;</ins>b</code>"
    )


def test_a_roc_curve_goes_from_nothing_to_everything() -> None:
    false, true, thresholds = trace_roc(np.array([0.9, 0.8, 0.8, 0.1]), np.array([True, True, False, False]))
    assert false.tolist() == [0, 0, 0.5, 1]
    assert true.tolist() == [0, 0.5, 1, 1]
    assert thresholds.tolist() == [np.inf, 0.9, 0.8, 0.1]


def test_charts_are_well_formed_and_series_differ_by_more_than_colour() -> None:
    scored = {"a": ([0.1, 0.5, 0.9], [False, True, True]), "b": ([0.2, 0.3], [True, False])}
    drawn = [
        draw_reliability("R", scored),
        draw_roc("O", scored, {"a": 0.5}, ("x", "y")),
        draw_risk("W", scored, {"a": [(0.5, "ships")]}, ("x", "y")),
        draw_shares("S & <T>", {"one": [(3, 4), (1, 4)], "two": [(0, 0), (4, 4)]}, ("a", "b")),
        draw_spread("T", {"a": [0.1, 0.2], "b": [1.0, 3.0]}),
        draw_growth("G", {"a": [(10, 1), (100, 2)], "b": [(10, 3), (100, 4)]}, ("x", "y")),
    ]
    for svg in drawn:
        root = ElementTree.fromstring(svg)
        kinds = {element.tag.rsplit("}", 1)[-1] for element in root.iter()}
        assert {"circle", "polygon"} <= kinds  # the markers of the first and the second series
        assert any(element.get("stroke-dasharray") for element in root.iter())
    assert draw_spread("none", {"a": []}) == ""
