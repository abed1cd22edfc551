"""Results as rows and from the journal, and other readers' zones judged by their fields."""

import json

from benchmarks.peers.protocol import Answer, ZoneRead
from benchmarks.suites.extraction.cases import Case
from benchmarks.suites.extraction.judge import Result, Verdict
from benchmarks.suites.extraction.packing import pack, to_rows, unpack
from benchmarks.suites.extraction.peers import judge_answers, only_behind
from mrz.parse import parse_lines

TD3 = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")


def result(taken: str = "severity 2") -> Result:
    truth = {"familyName": ("Eriksson", "ERIKSSON"), "gender": (2,), "placeOfBirth": ("Luleå",)}
    behind = frozenset({"familyName", "gender"})
    files = (("0.jpg", b"x"),)
    told = ("SWE-passport-1", "SWE-passport", "passport", "SWE", taken, "shown")
    case = Case(*told, files, truth, behind, frozenset())
    verdicts = (
        Verdict("familyName", truth["familyName"], "ERIKSSON", "verified", 0.99, True, True, True),
        Verdict("gender", (2,), 1, "read", 0.8, False, False, True),
        Verdict("placeOfBirth", ("Luleå",), None, "missing", 0.0, False, False, False),
    )
    return Result(case, verdicts, frozenset(), "passport", "SWE", ("w",), 1.5, 1.2, 400.0, {"intake": 0.1})


def test_a_result_comes_back_from_the_journal_but_for_its_bytes() -> None:
    told = result()
    back = unpack(json.loads(json.dumps(pack(told))))
    assert back.case.files == (("0.jpg", b""),)
    assert vars(back) | {"case": None} == vars(told) | {"case": None}
    assert vars(back.case) | {"files": ()} == vars(told.case) | {"files": ()}


def test_a_field_is_a_row_and_a_specimen_a_hash() -> None:
    rows = list(to_rows([result()]))
    assert [(row.field, row.outcome) for row in rows] == [
        ("familyName", "right"), ("gender", "wrong"), ("placeOfBirth", "missing"),
    ]  # fmt: skip
    assert (rows[0].set, rows[0].severity, rows[0].expected) == ("severity 2, with the MRZ", 2, "Eriksson")
    assert rows[2].confidence is rows[2].read is None
    private = list(to_rows([result("specimen")]))
    told = json.dumps([vars(row) for row in private])
    assert "Eriksson" not in told
    assert "SWE-passport" not in told


def test_another_readers_zone_counts_by_the_fields_that_stand_in_it() -> None:
    assert parse_lines(list(TD3)).fields["gender"] == 2
    answers = [Answer((), 0.1, 0.1, 1, 1), Answer((ZoneRead(TD3, True, 0.7),), 0.2, 0.1, 1, 1)]
    judged = judge_answers(result(), answers)
    assert [(one.field, one.right, one.confidence) for one in judged.verdicts] == [
        ("familyName", True, 0.7), ("gender", True, 0.7),
    ]  # fmt: skip
    nothing = judge_answers(result(), [Answer((ZoneRead(("??",), False, 0.1),), 0.1, 0.1, 1, 1)])
    assert [one.status for one in nothing.verdicts] == ["missing", "missing"]
    assert [one.field for one in only_behind(result()).verdicts] == ["familyName", "gender"]
