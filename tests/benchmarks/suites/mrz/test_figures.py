"""Verdicts and the figures over them, on made-up readings."""

from pathlib import Path

import pytest

from benchmarks.peers.protocol import Answer, ZoneRead
from benchmarks.suites.mrz.figures import auroc, bootstrap, break_down, summarise, tabulate_reliability
from benchmarks.suites.mrz.judge import Verdict, count_right, judge
from benchmarks.suites.mrz.specimens import by_format, list_misses, summarise_specimens
from benchmarks.suites.mrz.tables import (
    CAPTURE_COLUMNS,
    SPECIMEN_COLUMNS,
    show_misses,
    show_reliability,
    show_table,
)
from benchmarks.suites.mrz.truth import Case, load_cases

LINES = ("P<UTO", "L8989")
TRUTH = """file,doc_type,mrz_kind,mrz_1,mrz_2,mrz_3,check_ok,group
a.jpg,td3,td3,P<UTO,L8989,,yes,one
b.jpg,td3,td3,P<UTO,L8980,,printed_invalid:composite,two
c.jpg,negative,,,,,n/a,three
"""


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    (tmp_path / "truth.csv").write_text(TRUTH)
    return load_cases(tmp_path)


def read(case: Case, lines: tuple[str, ...], confidence: float, *, valid: bool = True, **more) -> Verdict:
    zones = (ZoneRead(lines, valid, confidence),) if lines else ()
    return judge(case, Answer(zones, 0.05, 0.08, 200.0, 210.0, more.pop("error", None)), **more)


def test_truth_is_loaded(cases, tmp_path) -> None:
    assert [(case.kind, case.format, case.group) for case in cases] == [
        ("yes", "td3", "one"),
        ("printed_invalid", "td3", "two"),
        ("n/a", "no zone", "three"),
    ]
    assert cases[0].lines == LINES
    assert cases[0].path == tmp_path / "images" / "a.jpg"


def test_characters_are_counted_by_edits() -> None:
    assert count_right(("P<UTO", "L898"), LINES) == 9
    assert count_right((), LINES) == 0
    assert count_right(("XP<UTO", "L8989"), LINES) == 9


def test_figures_of_captures(cases) -> None:
    case = cases[0]
    verdicts = [
        read(case, LINES, 0.999, condition="tilt"),
        read(case, LINES, 0.7, condition="tilt"),
        read(case, ("P<UTO", "L8980"), 0.995, condition="small"),
        read(case, (), 0.0, condition="small", error="ValueError"),
    ]
    figures = summarise(verdicts)
    assert (figures["zones"], figures["found"], figures["exact"], figures["exactLines"]) == (
        4,
        0.75,
        0.5,
        0.625,
    )
    assert figures["characters"] == 29 / 40
    assert (figures["sureOfExact"], figures["sure"], figures["sureButWrong"]) == (0.5, 2, 1)
    assert (figures["validButWrong"], figures["errors"], figures["peakMb"]) == (1, 1, 210.0)
    assert figures["auroc"] == 0.5
    assert figures["aurocWithUnread"] == 0.75
    table = break_down(verdicts, lambda v: v.condition)
    assert {name: row["exact"] for name, row in table.items()} == {"tilt": 1.0, "small": 0.0, "all": 0.5}


def test_no_captures_make_no_shares() -> None:
    assert summarise([])["exact"] is None
    assert auroc([]) is None
    assert bootstrap([], lambda _: True, lambda _: True) is None


def test_auroc_is_the_chance_of_the_right_order(cases) -> None:
    right = [read(cases[0], LINES, confidence) for confidence in (0.9, 0.8, 0.5)]
    wrong = [read(cases[0], ("x",), confidence) for confidence in (0.5, 0.1)]
    assert auroc(right + wrong) == round((6 - 0.5) / 6, 4)


def test_the_bootstrap_draws_groups(cases) -> None:
    def many(group: str, lines: tuple[str, ...], count: int) -> list[Verdict]:
        case = Case(cases[0].path, "yes", "td3", group, LINES)
        return [read(case, lines, 0.9) for _ in range(count)]

    one_group = bootstrap(many("a", LINES, 50) + many("a", ("x",), 50), lambda v: v.exact, lambda _: True)
    assert one_group == (0.5, 0.5)
    two = bootstrap(many("a", LINES, 50) + many("b", ("x",), 50), lambda v: v.exact, lambda _: True)
    assert two == (0.0, 1.0)


def test_reliability_is_by_confidence(cases) -> None:
    rows = tabulate_reliability([read(cases[0], LINES, 1.0), read(cases[0], ("x",), 0.991)])
    filled = {row["from"]: row["exact"] for row in rows if row["readings"]}
    assert filled == {0.999: 1.0, 0.99: 0.0}


def test_figures_of_specimens(cases, capsys) -> None:
    sound, misprinted, without = cases
    verdicts = [
        read(sound, LINES, 0.98),
        read(sound, ("P<UTO", "L8980"), 0.992),
        read(sound, (), 0.0, error="fileNotReadable"),
        read(misprinted, misprinted.lines, 0.4, valid=True),
        read(without, ("P<UTO",), 0.4),
    ]
    figures = summarise_specimens(verdicts)
    assert (figures["zones"], figures["exactZones"], figures["exactLines"], figures["lines"]) == (3, 1, 3, 6)
    assert (figures["checksHold"], figures["validButWrong"], figures["validAndSureButWrong"]) == (2, 1, 1)
    assert (figures["printedInvalidReportedValid"], figures["validInNegatives"]) == (1, 1)
    assert (figures["refused"], figures["groupsMissed"]) == (1, 1)
    misses = list_misses(verdicts)
    assert [miss["source"] for miss in misses] == ["a.jpg", "a.jpg", "c.jpg"]
    show_table("specimens", by_format(verdicts), SPECIMEN_COLUMNS)
    show_misses("misses", misses)
    show_table("captures", {"all": summarise(verdicts[:3])}, CAPTURE_COLUMNS)
    show_reliability(tabulate_reliability(verdicts[:3]))
    printed = capsys.readouterr().out
    assert "fileNotReadable" in printed
    assert "33.3%" in printed
