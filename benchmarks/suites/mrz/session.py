"""One run of the suite: specimens, captures of specimens, captures of drawn documents; ours and the peers."""

import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.captures.severities import SEVERITIES, Severity
from benchmarks.suites import Options
from benchmarks.suites.mrz.anchor import find_anchors
from benchmarks.suites.mrz.figures import bound, break_down, summarise, tabulate_reliability
from benchmarks.suites.mrz.judge import Verdict
from benchmarks.suites.mrz.memory import watch_memory
from benchmarks.suites.mrz.plan import Job, choose_sources, plan_generated, plan_specimens
from benchmarks.suites.mrz.produce import Maker, open_maker
from benchmarks.suites.mrz.reading import OURS, Readers, open_readers
from benchmarks.suites.mrz.specimens import by_format, list_misses, summarise_specimens
from benchmarks.suites.mrz.tables import (
    CAPTURE_COLUMNS,
    PEER_COLUMNS,
    SPECIMEN_COLUMNS,
    show_misses,
    show_reliability,
    show_table,
)
from benchmarks.suites.mrz.truth import Case, load_cases

CHUNK = 100
"""Captures taken before they are read: the maker idles while readers are timed."""
MIDDLE: Severity = 2
OTHER_SEVERITIES_SHARE = 5
"""One in so many captures at severity 1, and as many at 3."""


@dataclass(frozen=True)
class Tools:
    """What a run works with."""

    maker: Maker
    readers: Readers
    scratch: Path


def run(options: Options) -> dict[str, Any]:
    """Runs the suite, prints its tables and returns its report."""
    report: dict[str, Any] = {"options": {name: str(value) for name, value in vars(options).items()}}
    del report["options"]["data"]  # a path of this machine
    cases = load_cases(options.data) if options.data else []
    if not cases:
        print("mrz: no specimens (--data DIR, a folder with truth.csv and images/): drawn documents only\n")
    anchors = find_anchors(cases) if options.captures else {}
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_maker(options.workers) as maker,
        open_readers(options.peers) as readers,
    ):
        tools = Tools(maker, readers, Path(scratch))
        if cases:
            report["specimens"] = run_specimens(cases, readers)
        if anchors:
            report["captures"] = run_captures(cases, anchors, options, tools)
        if options.generated:
            report["generated"] = run_generated(options, tools)
        if options.memory:
            report["memory"] = watch_memory(options.memory, options.seed, maker, Path(scratch))
    return report


def _read_in_chunks(
    jobs: Sequence[Job], tools: Tools, sample: Collection[int] = frozenset()
) -> dict[str, list[Verdict]]:
    """Takes and reads the captures chunk by chunk; nothing is taken while a reader reads."""
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    for start in range(0, len(jobs), CHUNK):
        made = tools.maker.make(jobs[start : start + CHUNK], tools.scratch)
        for name, part in tools.readers.read_captures(made, sample).items():
            verdicts[name] += part
        shutil.rmtree(tools.scratch / "captures")
        done = min(len(jobs), start + CHUNK)
        print(f"  severity {jobs[0].severity}: {done} of {len(jobs)}", file=sys.stderr, flush=True)
    return verdicts


def run_specimens(cases: Sequence[Case], readers: Readers) -> dict[str, Any]:
    """All files as they are, by ours, and by our other way when it takes part."""
    report: dict[str, Any] = {}
    for name in readers.names:
        if name not in (OURS, "extract-path"):
            continue
        verdicts = readers.read_cases(name, cases)
        table, misses = by_format(verdicts), list_misses(verdicts)
        show_table(f"specimens as they are, {name}", table, SPECIMEN_COLUMNS)
        show_misses("not read as printed", misses)
        report[name] = {"table": table, "misses": misses}
    return report


def run_captures(
    cases: Sequence[Case], anchors: dict[Path, Any], options: Options, tools: Tools
) -> dict[str, Any]:
    """Captures of specimens at every severity; the slow readers on a sample of the middle one."""
    report: dict[str, Any] = {}
    by_severity: dict[str, dict[str, Any]] = {}
    for severity in (MIDDLE, *(level for level in SEVERITIES if level != MIDDLE)):
        count = options.captures if severity == MIDDLE else options.captures // OTHER_SEVERITIES_SHARE
        sources = choose_sources(cases, anchors, severity)
        jobs = plan_specimens(sources, count, severity, options.seed)
        if not jobs:
            continue
        sample = _draw_sample(jobs, options) if severity == MIDDLE else frozenset()
        verdicts = _read_in_chunks(jobs, tools, sample)
        report[str(severity)] = {"sources": len(sources)}
        if severity == MIDDLE:
            report["peers"] = _compare(verdicts, jobs, sample)
        if OURS in verdicts:
            ours = verdicts[OURS]
            table = break_down(ours, lambda v: v.condition)
            by_severity[str(severity)] = table["all"]
            report[str(severity)] |= {
                "table": table,
                "intervals": bound(ours),
                "reliability": tabulate_reliability(ours),
                "misses": list_misses(ours),
            }
            show_table(f"captures of specimens at severity {severity}, ours", table, CAPTURE_COLUMNS)
            print(f"  95 % intervals over groups: {report[str(severity)]['intervals']}\n")
            show_reliability(report[str(severity)]["reliability"])
            show_misses("sure, yet wrong", list_misses([v for v in ours if v.sure and not v.exact]))
    show_table("captures of specimens by severity, ours", by_severity, CAPTURE_COLUMNS)
    return report


def _draw_sample(jobs: Sequence[Job], options: Options) -> frozenset[int]:
    rng = np.random.default_rng((options.seed, 77))
    size = min(options.peer_sample, len(jobs))
    return frozenset(int(number) for number in rng.choice(len(jobs), size=size, replace=False))


def _compare(
    verdicts: dict[str, list[Verdict]], jobs: Sequence[Job], sample: frozenset[int]
) -> dict[str, Any]:
    """The readers side by side on the sample."""
    chosen = [job.number in sample for job in jobs]
    table, conditions = {}, {}
    for name, every in verdicts.items():
        part = every
        if name == OURS:
            part = [v for v, taken in zip(every, chosen, strict=True) if taken]
        table[name] = summarise(part) | {"intervals": bound(part)}
        conditions[name] = {key: row["exact"] for key, row in break_down(part, lambda v: v.condition).items()}
    if OURS in table:
        for row in table.values():
            row["timesOurs"] = round(row["medianSeconds"] / max(1e-4, table[OURS]["medianSeconds"]), 1)
    show_table(f"readers on the same {len(sample)} captures of severity 2", table, PEER_COLUMNS)
    show_table(
        "  of them exact, by condition", conditions, {key: key for key in next(iter(conditions.values()), {})}
    )
    return {"table": table, "exactByCondition": conditions}


def run_generated(options: Options, tools: Tools) -> dict[str, Any]:
    """Drawn documents of all formats at severity 1: sound ones, misprinted ones, and some without a zone."""
    verdicts = _read_in_chunks(plan_generated(options.generated, 1, options.seed), tools).get(OURS, [])
    if not verdicts:
        return {}
    sound = [v for v in verdicts if v.case.kind == "yes"]
    table = break_down(sound, lambda v: v.case.format)
    conditions = break_down(sound, lambda v: v.condition)
    others = summarise_specimens([v for v in verdicts if v.case.kind != "yes"])
    show_table("drawn documents at severity 1, ours, by format", table, CAPTURE_COLUMNS)
    show_table("drawn documents at severity 1, ours, by condition", conditions, CAPTURE_COLUMNS)
    print(
        f"  misprinted: {others['printedInvalid']}, exact {others['printedInvalidExact']}, "
        f"reported valid {others['printedInvalidReportedValid']}; without a zone: {others['withoutZone']}, "
        f"a valid one seen in {others['validInNegatives']}\n"
    )
    misses = list_misses(verdicts)
    show_misses("not read as printed", misses)
    return {
        "byFormat": table,
        "byCondition": conditions,
        "others": others,
        "reliability": tabulate_reliability(sound),
        "misses": misses,
    }
