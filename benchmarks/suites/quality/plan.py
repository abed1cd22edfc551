"""Which captures are taken for `acceptable`: each a job that follows from seed and number alone."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.captures.defects import Defect, Flawed, load_defects, take_flawed
from benchmarks.captures.severities import Severity
from benchmarks.suites.quality.subjects import Subject, draw_subject

FIT_SEED, TEST_SEED = 4001, 4002
CAPTURES_EACH = 4
"""Of one side: they share its texts, so fit and test have other seeds."""
MIXED_SHARE = 0.3
SOUND_SHARE = 0.08
OFTEN: Mapping[Defect, float] = {
    "defocus": 3,
    "motion": 3,
    "glare": 2.5,
    "dim": 2,
    "bright": 1,
    "fade": 1.5,
    "small": 3,
    "tilt": 0.7,
    "lean": 1.5,
    "cut": 2,
    "cover": 2,
    "moire": 1.5,
    "copy": 0.7,
    "jpeg": 1.5,
    "noise": 1.5,
}
"""How often each is drawn, relative to the others."""
SECOND_BASE_SHARE = 0.4
"""So many captures carry the base of severity 2 instead of 1."""


@dataclass(frozen=True)
class Job:
    """A capture to take."""

    seed: int
    number: int
    flaws: Mapping[Defect, float]
    severity: Severity


def plan(count: int, seed: int) -> list[Job]:
    """`count` captures: sound, with one defect, with two or three. A job stays itself when count grows."""
    names, weights = list(OFTEN), np.array(list(OFTEN.values()))
    jobs = []
    for number in range(count):
        rng = np.random.default_rng((seed, 43, number))
        kind = rng.random()
        many = 0 if kind < SOUND_SHARE else int(rng.integers(2, 4)) if kind > 1 - MIXED_SHARE else 1
        chosen = rng.choice(names, size=many, replace=False, p=weights / weights.sum())
        flaws: dict[Defect, float] = {}
        for name in chosen:
            low, high = load_defects()[name].drawn
            # Several at once are each less bad.
            flaws[name] = float(low + (high - low) * rng.random() * (1.0 if many == 1 else 0.6))
        if "dim" in flaws and "bright" in flaws:
            del flaws["bright"]
        severity: Severity = 2 if rng.random() < SECOND_BASE_SHARE else 1
        jobs.append(Job(seed, number, flaws, severity))
    return jobs


def make(job: Job) -> tuple[Subject, Flawed]:
    """Takes the capture; the same job always gives the same bytes."""
    subject = draw_subject(job.seed, job.number // CAPTURES_EACH)
    rng = np.random.default_rng((job.seed, 47, job.number))
    return subject, take_flawed(subject.flat, job.flaws, rng, job.severity)
