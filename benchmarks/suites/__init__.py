"""The suites by name. A suite takes `Options`, prints its table and returns its report for the JSON file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Options:
    """What a run was asked for: `data`, a folder with `truth.csv` and `images/`; None when none was given."""

    data: Path | None = None


Suite = Callable[[Options], Mapping[str, Any]]


def _run_mrz(options: Options) -> Mapping[str, Any]:
    from benchmarks.suites.mrz import run

    return run(options.data)


def _run_matching(options: Options) -> Mapping[str, Any]:
    del options  # makes its own people
    from benchmarks.suites.matching import run

    return run()


SUITES: dict[str, tuple[str, Suite]] = {
    "mrz": ("zones of real specimens against their truth (needs --data)", _run_mrz),
    "matching": ("who is found and who is taken for whom, on invented people", _run_matching),
}
"""Name → one line of help and the suite. Suites import their room when they run, so that each starts fast."""
