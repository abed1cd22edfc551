"""The suite `mrz`: what `ocr.extract` reads of the zones of real documents, against a checked truth.

`truth.csv` has one row a file: `mrz_1` to `mrz_3` as printed, and `check_ok`: `yes`, `printed_invalid:…` (the
document itself prints wrong check digits, which a reader must report and not mend) or `n/a` (no zone).
"""

import csv
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from models.errors import CodedError

CONFIDENT = 0.99
Kind = Literal["yes", "printed_invalid", "n/a"]


@dataclass(frozen=True)
class Case:
    """A file and what is printed on it; `lines` is empty when there is no zone."""

    path: Path
    kind: Kind
    group: str
    """The format as the truth names it (`td3`, `fra_id`, …), or `no zone`."""
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What was read: `lines` of the zone nearest to the truth; `valid` of any zone of the file."""

    case: Case
    lines: tuple[str, ...]
    valid: bool
    confidence: float
    seconds: float
    error: str | None = None

    @property
    def exact(self) -> bool:
        """Every character of every line is right."""
        return self.lines == self.case.lines

    @property
    def exact_lines(self) -> int:
        """Lines read exactly."""
        return sum(a == b for a, b in zip(self.lines, self.case.lines, strict=False))


def load_cases(data: Path) -> list[Case]:
    """The cases of a folder with `truth.csv` and `images/`."""
    cases = []
    with (data / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lines = tuple(row[key] for key in ("mrz_1", "mrz_2", "mrz_3") if row[key])
            check = row["check_ok"].split(":")[0]
            kind: Kind = "yes" if check == "yes" else "printed_invalid" if lines else "n/a"
            group = (row["mrz_kind"] or row["doc_type"]) if lines else "no zone"
            cases.append(Case(data / "images" / row["file"], kind, group, lines))
    return cases


def read_case(case: Case) -> Result:
    """Runs the whole extraction on one file, as the product does."""
    from ocr.extract import extract

    started = time.perf_counter()
    try:
        extraction = extract([case.path])
    except CodedError as error:
        return Result(case, (), False, 0.0, time.perf_counter() - started, error.code)
    seconds = time.perf_counter() - started
    zones = [document.mrz for document in extraction.documents if document.mrz]
    if not zones:
        return Result(case, (), False, 0.0, seconds)
    best = max(zones, key=lambda zone: (tuple(zone.lines) == case.lines, zone.valid, zone.confidence))
    return Result(case, tuple(best.lines), any(z.valid for z in zones), best.confidence, seconds)


def summarise(results: Sequence[Result]) -> dict[str, Any]:
    """The figures over some results. Times in seconds."""
    sound = [result for result in results if result.case.kind == "yes"]
    wrong_print = [result for result in results if result.case.kind == "printed_invalid"]
    without = [result for result in results if result.case.kind == "n/a"]
    median, p95 = np.percentile([result.seconds for result in results], [50, 95])
    return {
        "files": len(results),
        "zones": len(sound),
        "exactZones": sum(result.exact for result in sound),
        "lines": sum(len(result.case.lines) for result in sound),
        "exactLines": sum(result.exact_lines for result in sound),
        "checksHold": sum(result.valid for result in sound),
        "validButWrong": sum(result.valid and not result.exact for result in sound),
        "confidentButWrong": sum(
            result.valid and not result.exact and result.confidence >= CONFIDENT for result in sound
        ),
        "printedInvalid": len(wrong_print),
        "printedInvalidReportedValid": sum(result.valid for result in wrong_print),
        "withoutZone": len(without),
        "validInNegatives": sum(result.valid for result in without),
        "refused": sum(result.error is not None for result in results),
        "medianSeconds": round(float(median), 3),
        "p95Seconds": round(float(p95), 3),
    }


def list_failures(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Every file that was not read as it is printed, and every zone seen where there is none."""
    return [
        {
            "file": result.case.path.name,
            "kind": result.case.kind,
            "valid": result.valid,
            "confidence": result.confidence,
            "error": result.error,
            "printed": list(result.case.lines),
            "read": list(result.lines),
        }
        for result in results
        if not result.exact or result.error
    ]


def show(by_group: dict[str, dict[str, Any]], failures: Sequence[dict[str, Any]]) -> None:
    """Prints the table and the failures."""
    head = f"{'':<10}{'files':>6}{'zones':>6}{'exact':>7}{'lines':>10}{'checks':>8}{'wrong':>7}"
    print(f"{head}{'printed':>9}{'false':>7}{'median':>9}{'p95':>8}")
    for name, row in by_group.items():
        print(
            f"{name:<10}{row['files']:>6}{row['zones']:>6}{row['exactZones']:>7}"
            f"{row['exactLines']:>6}/{row['lines']:<3}{row['checksHold']:>8}{row['validButWrong']:>7}"
            f"{row['printedInvalidReportedValid']:>5}/{row['printedInvalid']:<3}{row['validInNegatives']:>7}"
            f"{row['medianSeconds']:>8}s{row['p95Seconds']:>7}s"
        )
    print(
        "exact: zones right in every character; checks: all check digits hold; wrong: valid, yet not exact;"
    )
    print("printed: printed wrong, reported valid; false: a valid zone where there is none")
    for failure in failures:
        print(f"  {failure['file']} ({failure['kind']}, confidence {failure['confidence']:.3f})")
        for printed, read in zip(failure["printed"], failure["read"] or failure["printed"], strict=False):
            print(f"    {printed}\n    {read if failure['read'] and read != printed else '='}")
        if not failure["read"]:
            print(f"    nothing read{': ' + failure['error'] if failure['error'] else ''}")


def run(data: Path | None) -> dict[str, Any]:
    """Runs the suite on the folder `data`, prints its table and returns its report."""
    if data is None:
        print("mrz: no folder given; run it with --data DIR (a folder with truth.csv and images/)")
        return {"skipped": "no data"}
    cases = load_cases(data)
    read_case(cases[0])  # loads the models, which no file should pay for
    results = [read_case(case) for case in cases]
    groups = sorted({case.group for case in cases})
    by_group = {name: summarise([r for r in results if r.case.group == name]) for name in groups}
    by_group["all"] = summarise(results)
    failures = list_failures(results)
    show(by_group, failures)
    return {"table": by_group, "failures": failures}
