"""The folder of a run: `run.json`, and for each suite `SUITE.json`, `SUITE.parquet` and its pictures."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.results.cases import CaseRow, read_cases, write_cases
from benchmarks.results.environment import describe_environment
from benchmarks.results.journal import Journal
from models.errors import CodedError

RUN = "run.json"
UNTOLD = ("workers", "out", "data", "journal")
"""Options that change no figure, or are paths of the machine."""


class NoRunError(CodedError):
    code = "noRun"
    status = 404
    message = "There is no run in {folder}."
    remedy = "Make one: python -m benchmarks run SUITE… --out DIR"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _load(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _save(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(
        json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8"
    )
    partial.replace(path)


@dataclass
class RunFolder:
    """One run. `open_run` makes or goes on with it."""

    path: Path
    about: dict[str, Any]
    key: str = ""

    def journal(self, suite: str) -> Journal:
        """What the suite has done already."""
        return Journal(self.path / ".resume" / f"{suite}.jsonl", self.key)

    def is_done(self, suite: str) -> bool:
        """Whether this run has finished the suite."""
        return bool(self.about["suites"].get(suite, {}).get("finished"))

    def finish(self, suite: str, report: dict[str, Any], rows: list[CaseRow]) -> None:
        """Writes what a suite gave; from then on it is not run again when the run goes on."""
        write_cases(rows, self.path / f"{suite}.parquet")
        _save(self.path / f"{suite}.json", report)
        self.about["suites"][suite] = {
            "seconds": report.get("seconds"),
            "cases": len(rows),
            "finished": _now(),
        }
        self.save()
        self.journal(suite).forget()

    def save(self) -> None:
        """Writes `run.json`."""
        _save(self.path / RUN, self.about)

    def close(self) -> None:
        """The run is whole: one more into the same folder begins anew."""
        self.about["finished"] = _now()
        self.save()

    def report(self, suite: str) -> dict[str, Any]:
        """The figures of a suite; empty where it was not run."""
        return _load(self.path / f"{suite}.json")

    def cases(self, suite: str) -> list[CaseRow]:
        """The rows of a suite."""
        return read_cases(self.path / f"{suite}.parquet")

    @property
    def suites(self) -> list[str]:
        """The suites that are finished."""
        return [name for name, entry in self.about["suites"].items() if entry.get("finished")]


def describe_options(options: Any) -> dict[str, Any]:
    """The options that a figure may hang on; `data` by what it holds, never by where it lies."""
    told = {name: value for name, value in vars(options).items() if name not in UNTOLD}
    data = options.data
    truth = data / "truth.csv" if data else None
    held = hashlib.sha256(truth.read_bytes()).hexdigest() if truth and truth.is_file() else None
    return json.loads(json.dumps(told | {"truth": held}, default=str))  # type: ignore[no-any-return]


def open_run(path: Path, options: Any, *, anew: bool = False) -> RunFolder:
    """The run in `path`: gone on with when it is not finished and nothing that matters has changed."""
    environment = describe_environment()
    told = describe_options(options)
    matters = {name: environment.get(name) for name in ("commit", "changes", "models", "packages", "python")}
    key = hashlib.sha256(json.dumps([told, matters], sort_keys=True).encode()).hexdigest()
    old = _load(path / RUN)
    if not anew and old.get("key") == key and not old.get("finished"):
        return RunFolder(path, old, key)
    about = {"key": key, "started": _now(), "options": told, "environment": environment, "suites": {}}
    run = RunFolder(path, about, key)
    run.save()
    return run


def read_run(path: Path) -> RunFolder:
    """A run to look at. Raises `NoRunError`."""
    about = _load(path / RUN)
    if "suites" not in about:
        raise NoRunError(folder=str(path))
    return RunFolder(path, about)
