"""Verdicts as rows: what is said of drawn documents, and that specimens are told by hash alone."""

import json
from pathlib import Path

from benchmarks.peers.protocol import Answer, ZoneRead
from benchmarks.suites.mrz.judge import Verdict, judge
from benchmarks.suites.mrz.rows import pack, to_rows, unpack
from benchmarks.suites.mrz.truth import Case

LINES = ("P<UTOSECRET<<ANNA", "L898902C3")


def verdict(lines: tuple[str, ...], *, kind="yes", valid: bool = True, source: str = "secret.jpg") -> Verdict:
    case = Case(Path("/captures/0-2-000001.jpg"), kind, "TD3", "the-person", LINES if kind == "yes" else ())
    zones = (ZoneRead(lines, valid, 0.9),) if lines else ()
    return judge(case, Answer(zones, 0.05, 0.08, 200.0, 210.0), condition="glare", severity=2, source=source)


def test_a_specimen_is_told_by_its_hash_alone() -> None:
    rows = list(
        to_rows([verdict(LINES), verdict(("P<UTOSECRET<<ANMA", "L898902C3"))], "s", "ours", private=True)
    )
    told = json.dumps([vars(row) for row in rows])
    assert "secret" not in told.lower()
    assert "the-person" not in told
    assert [row.case.rsplit(", ", 1)[0] for row in rows] == [rows[0].case.rsplit(", ", 1)[0]] * 2
    assert rows[0].case != rows[1].case
    assert rows[0].expected is rows[0].read is None


def test_outcomes_have_their_words() -> None:
    every = [
        verdict(LINES), verdict(("P<UTOSECRET<<ANMA", "L898902C3")), verdict(("X", "Y"), valid=False),
        verdict(()),
        verdict(LINES, kind="n/a"), verdict((), kind="n/a"),
    ]  # fmt: skip
    rows = list(to_rows(every, "drawn", "ours", private=False))
    assert [(row.outcome, row.right) for row in rows] == [
        ("exact", True),
        ("wrong, all digits hold", False),
        ("wrong", False),
        ("not found", False),
        ("valid seen", False),
        ("nothing there", True),
    ]
    assert rows[1].read == "P<UTOSECRET<<ANMA\nL898902C3"
    assert rows[3].confidence is None


def test_a_verdict_comes_back_from_the_journal_as_it_was() -> None:
    told = verdict(LINES)
    assert unpack(json.loads(json.dumps(pack(told)))) == told
