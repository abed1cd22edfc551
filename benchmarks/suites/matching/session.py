"""One run of the suite: a registry of invented people, indexed, asked, and asked again with more errors.

Registry and requests come from different seeds, and from the population of names that nothing was fitted on.
"""

import resource
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.results.cases import CaseRow
from benchmarks.suites import Options
from benchmarks.suites.matching.baseline import measure_plain
from benchmarks.suites.matching.beside import run_beside
from benchmarks.suites.matching.examples import write_examples
from benchmarks.suites.matching.namesakes import is_registered
from benchmarks.suites.matching.recall import recall_by_pair
from benchmarks.suites.matching.scaling import run_scaling
from benchmarks.suites.matching.tally import detail, measure, summarise
from matching.columns import PersonColumns
from matching.index import PersonIndex
from matching.memory import give_back
from matching.places import town_ids
from matching.synthetic import (
    ErrorRates,
    LabelledRequest,
    Population,
    generate_parquet,
    generate_requests,
    sample_persons,
)
from matching.synthetic.requests import Kind
from matching.thresholds import DEFAULT

FOLDER = Path("data/matching")
POPULATION: Population = "measure"
KIN: Mapping[Kind, float] = {"twin": 0.4, "child": 0.2, "namesake": 0.3, "sibling": 0.1}
SHARE_OF_KIN = 0.1
KIN_BESIDE = 4
"""The other matchers are asked about one relative for so many everyday requests."""
PLAIN = 5_000
"""Requests that the plain baseline is asked as well."""
STATM_PAGE = 4096


def run(options: Options) -> Mapping[str, Any]:
    """Runs the suite, prints its table and returns it (shares in [0, 1], times in ms, sizes in MiB)."""
    path = registry_file(options.persons, options.seed)
    started = time.perf_counter()
    columns = PersonColumns.read(path)
    read = time.perf_counter()
    index = PersonIndex(columns)
    built = time.perf_counter()
    del columns
    give_back()  # as `belgianidpro match` does
    town_ids("Brussel")  # loads the gazetteer, which no request should pay for
    report: dict[str, Any] = {
        "persons": index.size,
        "readSeconds": round(read - started, 1),
        "indexSeconds": round(built - read, 1),
        "residentMiB": measure_resident(),
        "peakMiB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    people = sample_persons(path, min(options.persons, 200_000), options.seed + 1)
    measure(
        generate_requests(people, 300, options.seed + 9, population=POPULATION), index
    )  # warms up what is remembered
    folder, waterfalls, rows = options.out / "matching", list[str](), list[CaseRow]()
    everyday: list[LabelledRequest] = []

    def keep(name: str, cases: Sequence[LabelledRequest]) -> None:
        """Measures a set of requests, unless an unfinished run has."""

        def make() -> dict[str, Any]:
            tally = measure(cases, index, name)
            pictures = write_examples(tally.examples, folder, name)
            figures = {**summarise(tally), **detail(tally)}
            return {"figures": figures, "pictures": pictures, "rows": [vars(row) for row in tally.rows]}

        answer = options.journal.ask(name, make)
        report[name] = answer["figures"]
        waterfalls.extend(answer["pictures"])
        rows.extend(CaseRow(**row) for row in answer["rows"])

    for name, factor, share in (("asWritten", 1.0, 1.0), ("doubled", 2.0, 0.3)):
        rates = ErrorRates().scaled(factor)
        count = int(options.requests * share)
        cases = generate_requests(people, count, options.seed + 2, rates, population=POPULATION)
        keep(name, cases)
        if factor == 1.0:
            plain = summarise(measure_plain(cases[:PLAIN], index))
            shown = ("requests", "wrongMatches", "falseNew", "reviewRate")
            report["plainRapidfuzz"] = {key: plain[key] for key in shown}
            everyday = cases[: options.linker_sample]
    kin = int(options.requests * SHARE_OF_KIN)
    relatives = generate_requests(
        people,
        kin,
        options.seed + 4,
        mix=KIN,
        population=POPULATION,
        is_registered=lambda person: is_registered(index, person),
    )
    keep("kin", relatives)
    if everyday:
        hard = relatives[: len(everyday) // KIN_BESIDE]
        report["beside"], beside = run_beside([*everyday, *hard], index)
        rows += beside
    report["waterfalls"] = waterfalls
    if options.recall:
        report["recall"] = recall_by_pair(people, index, POPULATION, options.recall, options.seed + 5)
    if options.scaling:
        report["scaling"] = run_scaling(options.scaling, options.seed)
    report["thresholds"] = {"matchDoubt": DEFAULT.match_doubt, "newRisk": DEFAULT.new_risk}
    show(report)
    return {**report, "cases": rows}


def registry_file(persons: int, seed: int) -> Path:
    """The file of the registry, made where it is missing."""
    path = FOLDER / f"{POPULATION}-{persons}-{seed}.parquet"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".part")
        generate_parquet(made, persons, seed, population=POPULATION)
        made.rename(path)
    return path


def measure_resident() -> int:
    """Resident memory of this process, MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return round(pages * STATM_PAGE / 2**20)


def show(report: Mapping[str, Any]) -> None:
    """Prints the tables."""
    print("matching")
    for name, value in report.items():
        if not isinstance(value, Mapping):
            print(f"  {name:<22} {value}")
            continue
        print(f"  {name}")
        for key, entry in value.items():
            if key == "slices":
                _show_slices(entry)
            elif key == "reliability":
                for step in entry:
                    print(f"    {step['from']:g} to {step['to']:g}: {step['right']} of {step['of']} right")
            else:
                print(f"    {key:<22} {entry}")


def _show_slices(slices: Mapping[str, Mapping[str, int]]) -> None:
    for name, counts in slices.items():
        requests, review = counts["requests"], counts.get("review", 0)
        wrong, new = counts.get("wrongMatch", 0), counts.get("falseNew", 0)
        share = f"{review / requests:>7.1%} to review"
        print(f"    {name:<32} {requests:>7} requests {share} {wrong} wrong {new} false new")
