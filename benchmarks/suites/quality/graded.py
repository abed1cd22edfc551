"""Each measure against every defect, graded: whether it follows its own, and how far it moves with the
others."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.captures.defects import DEFECTS, Defect, load_defects, take_flawed
from benchmarks.suites.quality.rows import FoundPlace
from benchmarks.suites.quality.subjects import draw_subject
from ocr.assess.measures import measure
from ocr.assess.ratings import NAMES, rate

OWN: Mapping[str, tuple[Defect, ...]] = {
    "sharpness": ("defocus",),
    "motion": ("motion",),
    "glare": ("glare",),
    "exposure": ("dim", "bright"),
    "contrast": ("fade",),
    "noise": ("noise",),
    "resolution": ("small",),
    "tilt": ("tilt",),
    "perspective": ("lean",),
    "coverage": ("cut",),
    "occlusion": ("cover",),
    "moire": ("moire",),
    "colour": ("copy",),
    "compression": ("jpeg",),
}
"""Measure → the defects that it is there for."""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Graded:
    """The measures of one capture: document, defect, grade from 0 (none) to 6."""

    document: int
    defect: Defect
    grade: int
    measures: dict[str, float]


def ranks(values: Floats) -> Floats:
    """Ranks from 1, ties shared."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(counts) - (counts - 1) / 2)[inverse], dtype=np.float64)


def spearman(first: Floats, second: Floats) -> float:
    """Spearman's rank correlation, 0 where one of them does not change."""
    a, b = ranks(first), ranks(second)
    if a.std() < 1e-12 or b.std() < 1e-12:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def grade_document(document: int, seed: int) -> Iterator[Graded]:
    """One document under every defect in every grade; camera and light stay, the defect grows."""
    subject = draw_subject(seed, document, full=True)
    for number, defect in enumerate(DEFECTS):
        for grade, value in enumerate(load_defects()[defect].steps):
            rng = np.random.default_rng((seed, 59, document, number))
            taken = take_flawed(subject.flat, {defect: value}, rng)
            picture = cv2.imdecode(np.frombuffer(taken.jpeg, np.uint8), cv2.IMREAD_COLOR)
            place = FoundPlace(taken.quad, subject.size)
            seen = measure(np.asarray(picture, dtype=np.uint8), place)
            yield Graded(document, defect, grade, asdict(rate(seen.physical)))


def _curves(graded: list[Graded], defect: Defect, name: str) -> Floats:
    """Documents × grades."""
    chosen = [entry for entry in graded if entry.defect == defect]
    documents = sorted({entry.document for entry in chosen})
    return np.array(
        [
            [
                entry.measures[name]
                for entry in sorted(chosen, key=lambda one: one.grade)
                if entry.document == document
            ]
            for document in documents
        ]
    )


def summarise(graded: list[Graded]) -> dict[str, dict[str, dict[str, float]]]:
    """Measure → defect → `follows`: mean over documents of Spearman's correlation between grade and loss;
    `loss`: what the measure loses from the first grade to the worst, in the median of the documents (its
    mean over grades)."""
    table: dict[str, dict[str, dict[str, float]]] = {}
    for name in NAMES:
        table[name] = {}
        for defect in DEFECTS:
            curves = _curves(graded, defect, name)
            steps = np.arange(curves.shape[1], dtype=np.float64)
            follows = float(np.mean([spearman(steps, -curve) for curve in curves]))
            middle = np.median(curves, axis=0)
            table[name][defect] = {
                "follows": round(follows, 3),
                "loss": round(float(middle[0] - middle[-1]), 3),
            }
    return table


def show(table: Mapping[str, Mapping[str, Mapping[str, float]]]) -> list[dict[str, Any]]:
    """Prints for each measure how it follows its own defect and which others move it most; returns the
    rows."""
    rows = []
    print("measures: Spearman against their own defect (mean over documents), loss from grade 0 to 6;")
    print("and the most that another defect takes from them")
    for name, own in OWN.items():
        others = {defect: entry["loss"] for defect, entry in table[name].items() if defect not in own}
        most = max(others, key=lambda defect: abs(others[defect]))
        for defect in own:
            entry = table[name][defect]
            rows.append(
                {"measure": name, "defect": defect, **entry, "other": most, "otherLoss": others[most]}
            )
            print(
                f"  {name:<12} {defect:<8} {entry['follows']:6.3f}   loss {entry['loss']:6.3f}   "
                f"others: {others[most]:6.3f} ({most})"
            )
    print(flush=True)
    return rows
