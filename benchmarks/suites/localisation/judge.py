"""What was found against what is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from benchmarks.captures.optics import Floats
from ocr.locate import Place

FOUND = 0.5
"""Intersection over union from which a document counts as found."""


@dataclass
class Score:
    """Over the pictures of a group. `ious`: of the documents found; `turned`: found, but not the right way
    up; `false`: found where there is none."""

    ious: list[float] = field(default_factory=list)
    documents: int = 0
    turned: int = 0
    false: int = 0
    pictures: int = 0

    def add(self, other: "Score") -> None:
        """Adds another group's."""
        self.ious += other.ious
        self.documents += other.documents
        self.turned += other.turned
        self.false += other.false
        self.pictures += other.pictures

    def as_dict(self) -> dict[str, Any]:
        """The figures."""
        found = len(self.ious)
        return {
            "pictures": self.pictures,
            "documents": self.documents,
            "meanIou": round(float(np.mean(self.ious)), 4) if found else None,
            "iouPercentile5": round(float(np.percentile(self.ious, 5)), 4) if found else None,
            "orientationRight": round(1 - self.turned / found, 4) if found else None,
            "missed": self.documents - found,
            "false": self.false,
        }


def clip(quad: Floats, size: tuple[int, int]) -> Floats:
    """The part of a convex quad inside a picture of `size` (width, height); without corners when there is
    none."""
    frame = np.array([[0, 0], [size[0], 0], size, [0, size[1]]], dtype=np.float32)
    area, part = cv2.intersectConvexConvex(quad.astype(np.float32), frame)
    return part.reshape(-1, 2).astype(np.float64) if area > 0 and part is not None else np.zeros((0, 2))


def measure_iou(first: Floats, second: Floats, size: tuple[int, int]) -> float:
    """Intersection over union of what both quads cover of the picture."""
    a, b = (clip(quad, size).astype(np.float32) for quad in (first, second))
    if len(a) < 3 or len(b) < 3:
        return 0.0
    both, _ = cv2.intersectConvexConvex(a, b)
    return float(both / max(1e-6, cv2.contourArea(a) + cv2.contourArea(b) - both))


def judge(places: Sequence[Place], truth: Sequence[Floats], size: tuple[int, int], score: Score) -> None:
    """Adds a picture to the score; each place is taken for one document at most."""
    score.pictures += 1
    score.documents += len(truth)
    free = list(range(len(places)))
    for quad in truth:
        overlaps = {k: measure_iou(np.array(places[k].quad), quad, size) for k in free}
        best = max(overlaps, key=lambda k: overlaps[k], default=None)
        if best is None or overlaps[best] < FOUND:
            continue
        free.remove(best)
        score.ious.append(overlaps[best])
        score.turned += not is_upright(np.array(places[best].quad), quad)
    score.false += len(free)


def is_upright(found: Floats, truth: Floats) -> bool:
    """Whether the first side of both runs the same way, within an eighth of a turn."""
    ways = [(quad[1] - quad[0]) + (quad[2] - quad[3]) for quad in (found, truth)]
    return float(ways[0] @ ways[1]) > 0.7071 * float(np.linalg.norm(ways[0]) * np.linalg.norm(ways[1]))
