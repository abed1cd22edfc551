"""The plain position grammar, and the pipe that readers are asked through."""

import io
import json
from pathlib import Path

from benchmarks.peers.grammar import clean, find_by_positions
from benchmarks.peers.paddle import _stands_better
from benchmarks.peers.protocol import Answer, ZoneRead
from benchmarks.peers.serve import serve
from ocr.text import TextLine

TD3 = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)


def test_look_alikes_of_the_filler_become_fillers() -> None:
    assert clean("p‹uto eriksson«‹anna") == "P<UTOERIKSSON<<ANNA"


def test_a_zone_is_found_among_other_lines_and_digits_are_taken_by_position() -> None:
    second = TD3[1].replace("7408122", "74O8I22")
    found = find_by_positions(["PASSPORT OF UTOPIA", "Eriksson", TD3[0][:42], second, "x"])
    assert found is not None
    assert found[0].name == "TD3"
    assert found[1] == TD3


def test_visas_of_both_widths_are_told_apart() -> None:
    visa = ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<")
    found = find_by_positions(visa)
    assert found is not None
    assert (found[0].name, found[1]) == ("MRVB", visa)


def test_nothing_is_found_in_other_text() -> None:
    assert find_by_positions(["GENERAL CONDITIONS OF SALE AND DELIVERY", "Total 12,00"]) is None


def test_what_it_does_not_know_stays_wrong() -> None:
    wrong = TD3[0].replace("<<<<<<<<<<<<<<<<<<<", "<<<<K<<<<<<<<<<<<<<")
    found = find_by_positions([wrong, TD3[1]])
    assert found is not None
    assert found[1][0] == wrong


class Echo:
    """Reads the zone that the file's text is, and fails on an empty one."""

    def open(self, path: Path) -> str:
        return path.read_text()

    def read(self, opened: str) -> list[ZoneRead]:
        if not opened:
            raise ValueError("empty")
        return [ZoneRead((opened,), valid=True, confidence=0.5)]


def test_every_request_gets_one_answer_and_a_failure_is_one_too(tmp_path) -> None:
    (tmp_path / "a").write_text("P<UTO")
    (tmp_path / "b").write_text("")
    requests = "".join(json.dumps({"path": str(tmp_path / name)}) + "\n" for name in ("a", "b", "c"))
    answers = io.StringIO()
    serve(Echo(), io.StringIO(requests), answers)
    ready, *lines = answers.getvalue().splitlines()
    assert ready == "{}"
    good, empty, missing = (Answer.from_json(json.loads(line)) for line in lines)
    assert good.zones == (ZoneRead(("P<UTO",), valid=True, confidence=0.5),)
    assert good.peak_mb >= good.rss_mb > 1
    assert (empty.error, missing.error) == ("ValueError", "FileNotFoundError")
    assert empty.zones == ()


def test_a_line_upside_down_is_told_by_its_fillers() -> None:
    box = ((0.0, 0.0), (9.0, 0.0), (9.0, 1.0), (0.0, 1.0))

    def line(text: str, confidence: float) -> TextLine:
        return TextLine(text, box, confidence)

    assert _stands_better(line("P<UTO<<<", 0.5), line(">>>OLN>d", 0.9))
    assert not _stands_better(line(">>>OLN>d", 0.9), line("P<UTO<<<", 0.5))
    assert _stands_better(line("TOTAL", 0.9), line("7VIOL", 0.5))
