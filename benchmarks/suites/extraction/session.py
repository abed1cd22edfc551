"""A run of the suite: the specimens when there are any, then captures of drawn documents."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.suites import Options
from benchmarks.suites.extraction.drawn import list_drawn
from benchmarks.suites.extraction.failures import save_pictures, write_failures
from benchmarks.suites.extraction.figures import (
    bootstrap,
    calibrate,
    count_conflicts,
    count_fields,
    count_verified,
    take_times,
)
from benchmarks.suites.extraction.judge import Result, as_row
from benchmarks.suites.extraction.packing import name_set, read_on, restore_files, to_rows
from benchmarks.suites.extraction.peers import run_peers
from benchmarks.suites.extraction.reading import read_case
from benchmarks.suites.extraction.specimens import list_specimens
from benchmarks.suites.extraction.tables import print_calibration, print_fields, print_shares

FAILURES = Path("reports/extraction")
Sets = Mapping[str, Sequence[Result]]


def split(results: Sequence[Result]) -> dict[str, list[Result]]:
    """By where they come from and whether the MRZ is there."""
    sets: dict[str, list[Result]] = {}
    for result in results:
        sets.setdefault(name_set(result.case), []).append(result)
        if result.case.taken == "specimen" and result.case.zone != "shown":
            sets.setdefault("specimen, visual zone alone", []).append(result)
    drawn = [result for result in results if result.case.taken != "specimen"]
    if drawn:
        sets["drawn, all"] = drawn
    return sets


def report_set(results: Sequence[Result]) -> dict[str, Any]:
    """All figures of one set."""
    verdicts = [verdict for result in results for verdict in result.verdicts]
    return {
        "uploads": len(results),
        "refused": sum(result.error is not None for result in results),
        "fields": count_fields(results),
        "interval": bootstrap(results),
        "verified": count_verified(results),
        "conflicts": count_conflicts(results),
        "calibration": calibrate(verdicts),
        "times": take_times(results),
    }


def _print_rest(sets: Mapping[str, Mapping[str, Any]]) -> None:
    for name, row in sets.items():
        verified, conflicts, calibration = row["verified"], row["conflicts"], row["calibration"]
        print(f"{name}: {row['uploads']} uploads, {row['refused']} refused")
        print(
            f"  verified {verified['verified']} of {verified['fields']}, {verified['wrong']} wrong"
            f" {verified['wrongFields'][:6]}; of {verified['behindZone']} that stand in an MRZ "
            f"{verified['coverage']}"
        )
        if conflicts["conflicts"] or conflicts["agreeing"]:
            print(
                f"  conflicts found {conflicts['found']} of {conflicts['conflicts']} {conflicts['missed']}; "
                f"false {conflicts['falseConflicts']} of {conflicts['agreeing']} {conflicts['false'][:8]}"
            )
        if calibration["values"]:
            print_calibration(calibration)
        print(f"  seconds {row['times']}\n")


def _by(results: Sequence[Result], key: str) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(str(getattr(result.case, key)), []).append(result)
    return (
        {name: count_fields(chosen)["all"] for name, chosen in sorted(groups.items()) if name}
        if groups
        else {}
    )


def run(options: Options) -> dict[str, Any]:
    """The report."""
    results: list[Result] = []
    if options.data is not None:
        results += [read_case(case) for case in list_specimens(options.data)]
    jobs = list_drawn(options.part, options.papers, options.seed, options.states)
    results += read_on(jobs, options.workers, options.journal)
    sets = {name: report_set(chosen) for name, chosen in split(results).items()}
    print_fields({name: row["fields"] for name, row in sets.items()})
    _print_rest(sets)
    drawn = [result for result in results if result.case.taken != "specimen"]
    for key in ("type", "state"):
        print_shares(f"drawn documents by {key}", _by(drawn, key))
    wrong = [result for result in results if any(not verdict.right for verdict in result.verdicts)]
    whole = [
        restore_files(one, options.seed) if one.case.taken != "specimen" else one
        for one in wrong[: options.failures]
    ]
    pages = write_failures(whole, FAILURES, options.failures)
    print(f"{pages} uploads with a wrong field, each on a page in {FAILURES}")
    save_pictures(whole, options.out)
    peers, others = run_peers(results, options)
    _print_peers(peers)
    rows = [*to_rows(results), *others]
    return {"sets": sets, "peers": peers, "uploads": [as_row(result) for result in results], "cases": rows}


def _print_peers(peers: Mapping[str, Mapping[str, Any]]) -> None:
    for name, row in peers.items():
        print(
            f"  {name:<14} {row['fields']} fields of the MRZ, right {row['right']}, missing {row['missing']}"
        )
