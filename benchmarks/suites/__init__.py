"""The suites by name. A suite takes `Options`, prints its table and returns its report for the JSON file.

What the report holds under `cases`, rows of `benchmarks.results.cases`, goes into the Parquet file instead.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from benchmarks.results.journal import Journal, NoJournal

Part = Literal["learn", "held_out"]


@dataclass(frozen=True)
class Options:
    """What a run was asked for: `data`, a folder with `truth.csv` and `images/`; None when none was given.

    The others concern the suite `mrz`; its defaults make a run of a few minutes. `captures` and `seed`
    concern `localisation` too.
    """

    data: Path | None = None
    out: Path = Path("reports")
    """The folder of the reports; a suite's pictures go into a folder of its name below it."""
    captures: int = 500
    """At severity 2, of specimens; at 1 and at 3 a fifth of it each."""
    generated: int = 400
    """At severity 1, of documents drawn for the run."""
    peers: tuple[str, ...] = ("paddleocr",)
    peer_sample: int = 60
    """Captures of severity 2, drawn by chance, that the slow readers read too."""
    seed: int = 1
    workers: int = 1
    """Processes that take captures. Nothing is taken while a reader is timed."""
    memory: int = 0
    """Pictures to read one after another while resident memory is watched; 0: not done."""
    documents: int = 6
    """Of the suite `quality`: drawn documents, each under every defect in every grade; 0: none."""
    papers: int = 200
    """Of the suite `extraction`: uploads of drawn documents."""
    part: Part = "held_out"
    """Of its states: those that rules were written for, or those kept to measure on."""
    states: tuple[str, ...] = ()
    """Of its states, these codes alone, of whichever part; none: all of the part."""
    failures: int = 100
    """Its pages about uploads with a wrong field, at most."""
    persons: int = 100_000
    """Of the suites `matching` and `matching-sql`: people in the registry."""
    requests: int = 10_000
    """As many as written, three tenths as many with twice the errors, a tenth about relatives."""
    recall: int = 0
    """Requests for each pair of kinds of error; 0: recall by pair is not measured."""
    readings: int = 0
    """Of the suite `quality`: captures read for `acceptable`; 0: those that are there already."""
    field_peers: int = 0
    """Of the suite `extraction`: uploads with an MRZ that the peers read too."""
    linker_sample: int = 0
    """Of the suite `matching`: requests that Splink, recordlinkage and plain rapidfuzz are asked too."""
    scaling: tuple[int, ...] = ()
    """Of the suite `matching`: sizes of registries to time."""
    seconds: int = 120
    """Of the suite `service`: how long both phases last together."""
    users: int = 100
    """Of the suite `service`: people at the portal."""
    journal: Journal = field(default_factory=NoJournal, compare=False)
    """What an unfinished run has done already."""


Suite = Callable[[Options], Mapping[str, Any]]


def _run_mrz(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.mrz.session import run

    return run(options)


def _run_matching(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.matching.session import run

    return run(options)


def _run_matching_sql(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.matching.database import run

    return run(options)


def _run_localisation(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.localisation.session import run

    return run(options)


def _run_quality(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.quality.session import run

    return run(options)


def _run_extraction(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.extraction.session import run

    return run(options)


def _run_febrl(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.febrl.session import run

    return run(options)


def _run_service(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.service.session import run

    return run(options)


SUITES: dict[str, tuple[str, Suite]] = {
    "mrz": ("zones of specimens, of captures of them and of drawn documents; ours beside others", _run_mrz),
    "localisation": (
        "where documents lie, on captures of drawn documents and on specimens",
        _run_localisation,
    ),
    "quality": ("measures of pictures against graded defects, acceptable against what is read", _run_quality),
    "extraction": (
        "fields of whole uploads, with and without an MRZ; verified, calibration, time",
        _run_extraction,
    ),
    "matching": ("who is found and who is taken for whom, on invented people", _run_matching),
    "service": ("the running service with people and documents at the same time, over HTTP", _run_service),
    "matching-sql": ("the same registry in PostgreSQL: import, size, times of a search", _run_matching_sql),
    "febrl": ("FEBRL4 by names, birth date and place; ours beside Splink and plain rapidfuzz", _run_febrl),
}
"""Name → one line of help and the suite. Suites import their room when they run, so that each starts fast."""
