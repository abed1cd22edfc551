"""Results as plain data for a run that goes on, and as rows of the run's table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from benchmarks.documents.layouts.model import KINDS
from benchmarks.results.cases import CaseRow
from benchmarks.results.journal import Journal
from benchmarks.results.progress import follow
from benchmarks.suites.extraction.cases import Case
from benchmarks.suites.extraction.drawn import make_case
from benchmarks.suites.extraction.judge import Result, Verdict
from benchmarks.suites.extraction.reading import Job, read_drawn
from benchmarks.suites.mrz.rows import hash_text

ZONES = {"shown": "with the MRZ", "hidden": "the MRZ painted over", "none": "without one"}


def pack(result: Result) -> dict[str, Any]:
    """As plain data, without the files, which the job draws again."""
    case = vars(result.case) | {
        "files": [[name, ""] for name, _ in result.case.files],
        "truth": {name: list(values) for name, values in result.case.truth.items()},
        "behind": sorted(result.case.behind),
        "conflicts": sorted(result.case.conflicts) if result.case.conflicts is not None else None,
    }
    return vars(result) | {
        "case": case,
        "verdicts": [vars(verdict) for verdict in result.verdicts],
        "conflicts": sorted(result.conflicts),
        "timings": dict(result.timings),
    }


def unpack(data: dict[str, Any]) -> Result:
    """Back from plain data; its case has no bytes."""
    told = dict(data["case"])
    case = Case(
        **told
        | {
            "files": tuple((name, b"") for name, _ in told["files"]),
            "truth": {name: tuple(values) for name, values in told["truth"].items()},
            "behind": frozenset(told["behind"]),
            "conflicts": frozenset(told["conflicts"]) if told["conflicts"] is not None else None,
        }
    )
    verdicts = tuple(Verdict(**(one | {"truth": tuple(one["truth"])})) for one in data["verdicts"])
    changes = {"case": case, "verdicts": verdicts, "conflicts": frozenset(data["conflicts"])}
    return Result(**(data | changes | {"warnings": tuple(data["warnings"])}))


def restore_files(result: Result, seed: int) -> Result:
    """The same with its files, drawn again."""
    state, word, number = result.case.name.rsplit("-", 2)
    kind = next(one for one in KINDS if one == word)
    case = make_case(state, kind, seed, int(number))
    return Result(**(vars(result) | {"case": case}))


def read_on(jobs: Sequence[Job], workers: int, journal: Journal) -> Iterator[Result]:
    """`read_drawn`, but for what an unfinished run has read; the results have no files."""
    names = ["-".join(map(str, job)) for job in jobs]
    missing = [job for job, name in zip(jobs, names, strict=True) if journal.get(name) is None]
    fresh = read_drawn(missing, workers)
    for name in follow(names, "extraction, uploads", len(jobs)):
        known = journal.get(name)
        yield unpack(known if known is not None else journal.put(name, pack(next(fresh))))


def name_set(case: Case) -> str:
    """The set of a case: how it was taken, and whether the MRZ is there."""
    return f"{case.taken}, {ZONES[case.zone]}"


def to_rows(results: Iterable[Result], who: str = "ours") -> Iterator[CaseRow]:
    """A row a field of each upload; specimens by hash alone."""
    for result in results:
        case = result.case
        private = case.taken == "specimen"
        for verdict in result.verdicts:
            given = verdict.value is not None
            yield CaseRow(
                suite="extraction",
                set=name_set(case),
                case=f"specimen {hash_text(case.name)}" if private else case.name,
                who=who,
                right=verdict.right,
                group=f"group {hash_text(case.group)}" if private else case.group,
                documentType=case.type,
                state=case.state,
                condition=case.taken,
                severity=int(case.taken[-1]) if case.taken[-1].isdigit() else 0,
                zone=case.zone,
                field=verdict.field,
                outcome="right" if verdict.right else "wrong" if given else "missing",
                status=verdict.status,
                confidence=verdict.confidence if given else None,
                exact=verdict.exact,
                expected=None if private else str(verdict.truth[0]),
                read=None if private or not given else str(verdict.value),
                private=private,
                seconds=result.seconds,
            )
