"""The suite `matching-sql`: the registry in PostgreSQL, used through the command line as any program would.

Benchmarks do not import the service. `registry search --each` answers a line for a line, so that the time
between the two is all that a search costs: JSON, the statements, scoring and the decision.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from benchmarks.suites import Options
from benchmarks.suites.matching.session import POPULATION, registry_file
from benchmarks.suites.matching.tally import Tally, judge, summarise
from matching.dates import IncompleteDate
from matching.person import Decision, Name, Person, PersonRequest
from matching.registry_parquet import read_table
from matching.ssin import issue_bis
from matching.synthetic import LabelledRequest, generate_requests, sample_persons

COMMAND = (sys.executable, "-m", "service", "registry")
WARMING = 300
"""Requests asked before the clock runs: what a process and a server remember after their first minute."""
ADDED = PersonRequest(
    names=[Name(family_name="Zzyzxowitsch", given_names="Quirinius")], birth_date="1979-03-12", gender=1
)
"""Nobody of the population is called so."""


class Searching:
    """A running `registry search --each`."""

    def __init__(self, asked: IO[bytes], answers: IO[bytes]) -> None:
        self._asked, self._answers = asked, answers

    def ask(self, request: PersonRequest) -> tuple[Decision, float]:
        """The answer, and the seconds it took."""
        line = request.to_json().encode() + b"\n"
        started = time.perf_counter()
        self._asked.write(line)
        self._asked.flush()
        answer = self._answers.readline()
        seconds = time.perf_counter() - started
        return Decision.model_validate_json(answer), seconds


def run(options: Options) -> Mapping[str, Any]:
    """Runs the suite, prints its table and returns it (shares in [0, 1], times in ms but for `…Seconds`)."""
    path = registry_file(options.persons, options.seed)
    people = sample_persons(path, min(options.persons, 20_000), options.seed + 1)
    warming = generate_requests(people, WARMING, options.seed + 9, population=POPULATION)
    cases = generate_requests(people, options.requests, options.seed + 2, population=POPULATION)
    with tempfile.TemporaryDirectory(prefix="belgianidpro-sql-", ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "BELGIANIDPRO_DATA_DIR": folder}
        seconds = _call(environment, "import", str(path))[1]
        report: dict[str, Any] = {"importSeconds": round(seconds, 1)}
        status = json.loads(_call(environment, "status")[0])
        report |= {"persons": status["persons"], "megabytes": round(status["bytes"] / 1e6)}
        with _search(environment) as searching:
            started = time.perf_counter()
            searching.ask(warming[0].request)
            report["firstAnswerSeconds"] = round(time.perf_counter() - started, 1)
            _measure(searching, warming)
            report |= summarise(_measure(searching, cases))
            report |= _add_one(environment, searching, path, Path(folder) / "added.jsonl")
    print("matching-sql")
    for name, value in report.items():
        print(f"  {name:<22} {value}")
    return report


def _measure(searching: Searching, cases: Sequence[LabelledRequest]) -> Tally:
    tally = Tally()
    for case in cases:
        decision, seconds = searching.ask(case.request)
        tally.seconds.append(seconds)
        tally.requests += 1
        tally.registered += case.kind == "registered"
        tally.outcomes[judge(case, decision)] += 1
    return tally


def _add_one(
    environment: Mapping[str, str], searching: Searching, registry: Path, file: Path
) -> dict[str, object]:
    """Whether a person whom another process adds is found by the next query of the one that runs."""
    before = searching.ask(ADDED)[0].candidates
    numbers = [f"{number:011d}" for number in read_table(registry, ["ssin"]).column(0).to_pylist()]
    birth_date = IncompleteDate.parse(ADDED.birth_date or "")
    ssin = issue_bis(birth_date, 1, lambda prefix: [one for one in numbers if one.startswith(prefix)])
    person = Person(ssin=ssin, names=ADDED.names, birth_date=ADDED.birth_date, gender=ADDED.gender)
    file.write_text(person.to_json() + "\n", encoding="utf-8")
    _call(environment, "import", str(file))
    decision, seconds = searching.ask(ADDED)
    found = [ssin in {candidate.ssin for candidate in some} for some in (before, decision.candidates)]
    return {"addedIsFoundByNext": found == [False, True], "nextAfterImportSeconds": round(seconds, 1)}


def _call(environment: Mapping[str, str], *arguments: str) -> tuple[str, float]:
    """What a command of the registry printed, and the seconds it took."""
    started = time.perf_counter()
    done = subprocess.run(
        [*COMMAND, *arguments], env=dict(environment), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout, time.perf_counter() - started


@contextmanager
def _search(environment: Mapping[str, str]) -> Iterator[Searching]:
    command = [*COMMAND, "search", "--each"]
    with subprocess.Popen(
        command, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        if process.stdin is not None and process.stdout is not None:
            yield Searching(process.stdin, process.stdout)
            process.stdin.close()
