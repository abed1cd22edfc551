"""Which captures are taken: each a job that follows from seed and number alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.captures.severities import CONDITIONS, Condition, Severity, load_severities
from benchmarks.documents.zones import FORMAT_NAMES
from benchmarks.suites.mrz.anchor import Anchor
from benchmarks.suites.mrz.truth import Case, Kind
from mrz.formats import FormatName

MISPRINTED_SHARE, WITHOUT_ZONE_SHARE = 0.05, 0.05
"""Of the generated documents: a wrong digit printed, no zone printed."""


@dataclass(frozen=True)
class SpecimenJob:
    """A capture of a specimen."""

    seed: int
    number: int
    condition: Condition
    severity: Severity
    case: Case
    anchor: Anchor


@dataclass(frozen=True)
class GeneratedJob:
    """A capture of a document drawn for it."""

    seed: int
    number: int
    condition: Condition
    severity: Severity
    format: FormatName
    kind: Kind


Job = SpecimenJob | GeneratedJob


def least_pixels(severity: Severity) -> float:
    """The fewest pixels a character of any condition of the severity."""
    return min(row.pixels[0] for (_, level), row in load_severities().items() if level == severity)


def choose_sources(
    cases: Sequence[Case], anchors: dict[Path, Anchor], severity: Severity
) -> list[tuple[Case, Anchor]]:
    """The sound specimens whose own resolution lies in the table's range; of the others no capture of that
    severity can be made."""
    floor = least_pixels(severity)
    return [
        (case, anchors[case.path])
        for case in cases
        if case.kind == "yes" and case.path in anchors and anchors[case.path].pitch >= floor
    ]


def plan_specimens(
    sources: Sequence[tuple[Case, Anchor]], count: int, severity: Severity, seed: int
) -> list[SpecimenJob]:
    """`count` captures: the conditions in turn, in each the specimens in an order by chance."""
    rng = np.random.default_rng((seed, severity, 1))
    orders: dict[Condition, list[int]] = {condition: [] for condition in CONDITIONS}
    jobs = []
    for number in range(count if sources else 0):
        condition = CONDITIONS[number % len(CONDITIONS)]
        if not orders[condition]:
            orders[condition] = [int(index) for index in rng.permutation(len(sources))]
        case, anchor = sources[orders[condition].pop()]
        jobs.append(SpecimenJob(seed, number, condition, severity, case, anchor))
    return jobs


def plan_generated(count: int, severity: Severity, seed: int) -> list[GeneratedJob]:
    """`count` captures of sound zones, formats and conditions in turn, and on top of them the misprinted ones
    and the documents without a zone."""
    jobs: list[GeneratedJob] = []
    extra: tuple[tuple[Kind, float], ...] = (
        ("printed_invalid", MISPRINTED_SHARE),
        ("n/a", WITHOUT_ZONE_SHARE),
    )
    kinds: list[Kind] = ["yes"] * count
    for kind, share in extra:
        kinds += [kind] * round(count * share)
    for number, kind in enumerate(kinds):
        formats = [name for name in FORMAT_NAMES if kind != "printed_invalid" or name != "CHE_DL"]
        name = formats[number % len(formats)]
        condition = CONDITIONS[(number // len(formats)) % len(CONDITIONS)]
        jobs.append(GeneratedJob(seed, number, condition, severity, name, kind))
    return jobs
