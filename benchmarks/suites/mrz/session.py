"""One run of the suite: specimens, captures of specimens, captures of drawn documents; ours and the peers."""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.captures.severities import SEVERITIES, Severity
from benchmarks.results.cases import CaseRow
from benchmarks.results.folder import describe_options
from benchmarks.results.progress import follow
from benchmarks.suites import Options
from benchmarks.suites.mrz.anchor import find_anchors
from benchmarks.suites.mrz.figures import bound, break_down, summarise, tabulate_reliability
from benchmarks.suites.mrz.judge import Verdict
from benchmarks.suites.mrz.memory import watch_memory
from benchmarks.suites.mrz.pictures import keep_failures
from benchmarks.suites.mrz.plan import Job, choose_sources, plan_generated, plan_specimens
from benchmarks.suites.mrz.produce import Maker, open_maker
from benchmarks.suites.mrz.reading import OURS, Readers, open_readers
from benchmarks.suites.mrz.rows import pack, to_rows, unpack
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
EVERY_WAY = 160
"""Captures of drawn documents, twice through all formats and conditions, that the readers' sample is of."""
OTHER_SEVERITIES_SHARE = 5
"""One in so many captures at severity 1, and as many at 3."""


@dataclass(frozen=True)
class Tools:
    """What a run works with; `rows` are gathered for its table."""

    maker: Maker
    readers: Readers
    scratch: Path
    options: Options
    rows: list[CaseRow] = field(default_factory=list)


def run(options: Options) -> dict[str, Any]:
    """Runs the suite, prints its tables and returns its report."""
    report: dict[str, Any] = {"options": describe_options(options)}
    cases = load_cases(options.data) if options.data else []
    if not cases:
        print("mrz: no specimens (--data DIR, a folder with truth.csv and images/): drawn documents only\n")
    anchors = find_anchors(cases) if options.captures else {}
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_maker(options.workers) as maker,
        open_readers(options.peers) as readers,
    ):
        tools = Tools(maker, readers, Path(scratch), options)
        if cases:
            report["specimens"] = run_specimens(cases, tools)
        if anchors:
            report["captures"] = run_captures(cases, anchors, options, tools)
        if options.generated:
            report["generated"] = run_generated(options, tools)
        if options.peers and options.peer_sample:
            report["peers"] = run_side_by_side(options, tools)
        if options.memory:
            report["memory"] = watch_memory(options.memory, options.seed, maker, Path(scratch))
        report["cases"] = tools.rows
    return report


def _read_in_chunks(
    jobs: Sequence[Job], tools: Tools, title: str, sample: Collection[int] = frozenset(), *, private: bool
) -> dict[str, list[Verdict]]:
    """Takes and reads the captures chunk by chunk; nothing is taken while a reader reads. Chunks that an
    unfinished run has read are not read again."""
    verdicts: dict[str, list[Verdict]] = defaultdict(list)
    starts = range(0, len(jobs), CHUNK)

    def read(start: int) -> dict[str, list[dict[str, Any]]]:
        made = tools.maker.make(jobs[start : start + CHUNK], tools.scratch)
        found = tools.readers.read_captures(made, sample)
        if not private:
            keep_failures(made, found.get(OURS, []), tools.options.out)
        shutil.rmtree(tools.scratch / "captures")
        return {name: [pack(verdict) for verdict in part] for name, part in found.items()}

    for start in follow(starts, f"mrz, {title}, chunks", len(starts)):
        answer = tools.options.journal.ask(f"{title} {start}", partial(read, start))
        for name, part in answer.items():
            verdicts[name] += [unpack(entry) for entry in part]
    for name, every in verdicts.items():
        tools.rows.extend(to_rows(every, title, name, private=private))
    return verdicts


def run_specimens(cases: Sequence[Case], tools: Tools) -> dict[str, Any]:
    """All files as they are, by ours, and by our other way when it takes part."""
    report: dict[str, Any] = {}
    for name in tools.readers.names:
        if name not in (OURS, "extract-path"):
            continue
        verdicts = tools.readers.read_cases(name, cases)
        tools.rows.extend(to_rows(verdicts, "specimens", name, private=True))
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
        title = f"captures of specimens, severity {severity}"
        verdicts = _read_in_chunks(jobs, tools, title, sample, private=True)
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
    show_table(f"readers on the same {len(sample)} captures of severity {MIDDLE}", table, PEER_COLUMNS)
    show_table(
        "  of them exact, by condition", conditions, {key: key for key in next(iter(conditions.values()), {})}
    )
    return {"table": table, "exactByCondition": conditions}


def run_side_by_side(options: Options, tools: Tools) -> dict[str, Any]:
    """Drawn documents at the middle severity, the same for all readers."""
    every = plan_generated(max(EVERY_WAY, options.peer_sample), MIDDLE, options.seed)
    sound = [job for job in every if job.kind == "yes"]
    chosen = sorted(_draw_sample(sound, options))
    jobs = [sound[number] for number in chosen]
    everything = frozenset(job.number for job in jobs)
    verdicts = _read_in_chunks(jobs, tools, f"drawn, severity {MIDDLE}", everything, private=False)
    print("drawn documents:")
    return _compare(verdicts, jobs, everything)


def run_generated(options: Options, tools: Tools) -> dict[str, Any]:
    """Drawn documents of all formats at severity 1: sound ones, misprinted ones, and some without a zone."""
    jobs = plan_generated(options.generated, 1, options.seed)
    verdicts = _read_in_chunks(jobs, tools, "drawn, severity 1", private=False).get(OURS, [])
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
