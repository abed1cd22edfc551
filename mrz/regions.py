"""The first look: parts of the picture that may hold a zone, as turned boxes with a scale."""

from dataclasses import dataclass

import numpy as np

from mrz.finder import Maps
from mrz.segments import Segment, Vector, trace_segments, turn_back

LEVEL = 0.2
"""Low: small zones' lines run together and are faint; the closer look decides."""
ALIKE = 1.8
"""Ratio of heights within a zone, at most."""
NARROWEST_ANGLE = np.cos(np.radians(18))
FARTHEST_ACROSS, FARTHEST_ALONG = 4.5, 12.0
"""Between pieces of one zone, in capitals' heights."""
SHORTEST = 7.0
"""Length of all lines together, in heights: the fewest characters that are looked at again."""
MOST = 6


@dataclass(frozen=True)
class Region:
    """A box around lines: `axis` along them, one way or the other, `along` and `across` its half sides,
    `height` that of the capitals, all in pixels; `weight`: the lines' length in heights times their
    probability."""

    centre: Vector
    axis: Vector
    along: float
    across: float
    height: float
    weight: float


def _belong(first: Segment, second: Segment) -> bool:
    height = max(first.height, second.height)
    if height > ALIKE * min(first.height, second.height):
        return False
    longer, other = (first, second) if first.length >= second.length else (second, first)
    axis = longer.axis
    if abs(float(axis @ other.axis)) < NARROWEST_ANGLE and other.length > 3 * height:
        return False
    ends = [float((point - longer.middle) @ axis) for point in (other.start, other.end)]
    gap = max(min(ends) - longer.length / 2, -longer.length / 2 - max(ends))
    off = abs(float((other.middle - longer.middle) @ turn_back(axis)))
    farthest = FARTHEST_ALONG if off < height else 1.0
    return gap < farthest * height and off < FARTHEST_ACROSS * height


def _bound(group: list[Segment]) -> Region:
    lengths = np.array([max(segment.length, 1e-3) for segment in group])
    longest = group[int(lengths.argmax())]
    axes = np.array([segment.axis * segment.length for segment in group])
    sides = np.where(axes @ longest.axis < 0, -1.0, 1.0)
    axis = sides @ axes
    axis = axis / max(1e-6, float(np.linalg.norm(axis)))
    down = turn_back(axis)
    points = np.array([point for segment in group for point in (segment.start, segment.end)])
    along = points @ axis
    across = np.array(
        [float(s.middle @ down) + side * s.thickness / 2 for s in group for side in (-1, 1)]
        + [float(point @ down) for point in points]
    )
    height = float(np.exp(np.average(np.log([segment.height for segment in group]), weights=lengths)))
    centre = axis * (along.min() + along.max()) / 2 + down * (across.min() + across.max()) / 2
    weight = sum(segment.length * segment.strength for segment in group) / height
    return Region(centre, axis, float(np.ptp(along)) / 2, float(np.ptp(across)) / 2, height, float(weight))


def find_regions(maps: Maps) -> list[Region]:
    """At most six, the longest and surest first."""
    segments = trace_segments(maps, LEVEL)
    parent = list(range(len(segments)))

    def root(k: int) -> int:
        while parent[k] != k:
            k = parent[k]
        return k

    for i, first in enumerate(segments):
        for j in range(i):
            if root(i) != root(j) and _belong(first, segments[j]):
                parent[root(i)] = root(j)
    groups: dict[int, list[Segment]] = {}
    for k, segment in enumerate(segments):
        groups.setdefault(root(k), []).append(segment)
    regions = [_bound(group) for group in groups.values()]
    regions = [region for region in regions if region.weight >= SHORTEST]
    return sorted(regions, key=lambda region: -region.weight)[:MOST]
