"""The frozen run of fields: drawn uploads of states that no rules were written for."""

from collections.abc import Iterable

from benchmarks.guard.score import Measured, Score
from benchmarks.suites.extraction.drawn import list_drawn, make_drawn
from benchmarks.suites.extraction.judge import Verdict
from benchmarks.suites.extraction.reading import read_case
from ocr.text import TextReader

SEED = 20_261_127
UPLOADS = {"quick": 10, "full": 60}


def _count(verdicts: Iterable[Verdict]) -> Score:
    every = list(verdicts)
    dangers = sum(verdict.status == "verified" and not verdict.right for verdict in every)
    return Score(len(every), sum(verdict.right for verdict in every), dangers)


def measure(run: str, reader: TextReader | None = None) -> Measured:
    """Fields right, with the MRZ and without it to read; the danger is a field verified and wrong."""
    results = [read_case(case, reader) for case in make_drawn(list_drawn("held_out", UPLOADS[run], SEED))]
    verdicts = [(result.case.zone, verdict) for result in results for verdict in result.verdicts]
    return {
        "with the MRZ": _count(verdict for zone, verdict in verdicts if zone == "shown"),
        "without it": _count(verdict for zone, verdict in verdicts if zone != "shown"),
    }
