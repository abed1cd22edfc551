"""Straight lines in the plane."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Line:
    """Through `point` along the unit vector `along`; both (x, y)."""

    point: Points
    along: Points

    @property
    def normal(self) -> Points:
        """The unit vector to the left of the way along, seen with y downwards: away from a figure that the
        line runs round clockwise."""
        return np.array([self.along[1], -self.along[0]])


def line_through(first: Points, second: Points) -> Line:
    """From the first point to the second."""
    step = second - first
    return Line(first, step / max(1e-9, float(np.linalg.norm(step))))


def cross(first: Line, second: Line) -> Points:
    """Where two lines meet; infinite when they are as good as parallel."""
    base = first.along[0] * second.along[1] - first.along[1] * second.along[0]
    if abs(base) < 1e-3:
        return np.full(2, np.inf)
    gap = second.point - first.point
    return np.asarray(
        first.point + first.along * (gap[0] * second.along[1] - gap[1] * second.along[0]) / base
    )


def fit_line(points: Points, like: Line) -> Line:
    """The line of least squared distances to most of the points (Huber's weights), with the direction of
    `like`."""
    along_x, along_y, x, y = np.asarray(
        cv2.fitLine(points.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01), dtype=np.float64
    ).ravel()
    along = np.array([along_x, along_y])
    return Line(np.array([x, y]), along if along @ like.along > 0 else -along)
