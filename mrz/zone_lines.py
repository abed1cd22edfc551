"""Lines to zones: neighbours that run side by side, tidied together.

The lines of a zone share their direction and both their edges, so that a line whose faint fillers or whose
end under a highlight went unseen is as long as its neighbours. One format has a short first line: the Swiss
licence's 9 characters over 30 and 30.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mrz.segments import Segment, Vector, turn_back

NEAREST, FARTHEST = 1.1, 3.8
"""Between neighbouring lines of a zone, in capitals' heights: 1.67 on cards of 6 lines to the inch, 2.6 at
6.35 mm (ICAO Doc 9303-4, -5, -6)."""
ALIKE = 1.5
LARGEST_ANGLE = np.radians(7)
LEAST_OVERLAP = 0.6
"""Of the shorter line."""
MOST_LINES = 3
SHORT_LINE, SHORT_SHARE = (5.0, 15.0), 9 / 30
"""Length in heights of the short first line, and its share of the lines below."""
FEWEST = 5.0
"""Length in heights of the shortest piece that may be a line."""
SHORTEST, LONGEST = 14.0, 62.0
"""Length in heights of a zone's longest line: 30 to 44 characters, with what a glare may hide."""
SAME_EDGE = 1.2
"""Heights within which two ends are the same edge, seen twice."""


@dataclass(frozen=True)
class ZoneLines:
    """The lines of a zone, top to bottom as they are read, with a score from 0 to 1."""

    lines: tuple[Segment, ...]
    score: float


def _is_next(upper: Segment, lower: Segment) -> bool:
    height = max(upper.height, lower.height)
    if height > ALIKE * min(upper.height, lower.height):
        return False
    longer, other = (upper, lower) if upper.length >= lower.length else (lower, upper)
    if float(longer.axis @ other.axis) < np.cos(LARGEST_ANGLE) and other.length > 4 * height:
        return False
    axis, scale = longer.axis, (upper.height + lower.height) / 2
    down = float((lower.middle - upper.middle) @ turn_back(axis))
    # A short line beside a tilted long one is compared with the part that it lies under.
    if not NEAREST * scale < down < FARTHEST * scale:
        return False
    ends = sorted(float((point - longer.start) @ axis) for point in (other.start, other.end))
    overlap = min(ends[1], longer.length) - max(ends[0], 0.0)
    return overlap > LEAST_OVERLAP * other.length


def _chain(lines: Sequence[Segment]) -> list[list[Segment]]:
    """Lines in runs of neighbours, top to bottom."""
    if not lines:
        return []
    longest = max(lines, key=lambda line: line.length)
    down = turn_back(longest.axis)
    ordered = sorted(lines, key=lambda line: float(line.middle @ down))
    chains: list[list[Segment]] = []
    for line in ordered:
        fitting = [chain for chain in chains if _is_next(chain[-1], line)]
        if fitting:
            max(fitting, key=lambda chain: chain[-1].length).append(line)
        else:
            chains.append([line])
    return chains


def _worth(lines: Sequence[Segment]) -> float:
    """How much of a zone the lines are: their lengths next to the longest, their probability."""
    longest = max(line.length for line in lines)
    return sum(line.strength * line.length / longest for line in lines)


def _pick(chain: list[Segment]) -> list[Segment]:
    """The three neighbours that make the best zone, of a longer run."""
    if len(chain) <= MOST_LINES:
        return chain
    starts = range(len(chain) - MOST_LINES + 1)
    return max((chain[k : k + MOST_LINES] for k in starts), key=_worth)


def _trim(lines: list[Segment]) -> list[Segment]:
    """Without what is too short to be a line of this zone."""
    longest = max(line.length for line in lines)
    kept = [line for line in lines if line.length > 0.3 * longest or _is_short_first(line, lines)]
    return [line for line in kept if line.strength > 0.45 * max(other.strength for other in lines)]


def _is_short_first(line: Segment, lines: Sequence[Segment]) -> bool:
    """Whether it is the Swiss licence's first line: it starts where the next two do, and has no more than a
    dozen characters."""
    if len(lines) != MOST_LINES or line is not lines[0]:
        return False
    low, high = SHORT_LINE
    below = lines[1]
    begins = float((line.start - below.start) @ below.axis)
    fair = low * line.height < line.length < high * line.height
    return fair and line.length < 0.55 * below.length and abs(begins) < 2 * line.height


def _align(lines: list[Segment]) -> list[Segment]:
    """The lines with a common direction, height and edges."""
    longest = max(lines, key=lambda line: line.length)
    axis, down = longest.axis, turn_back(longest.axis)
    weights = [line.length for line in lines]
    height = float(np.exp(np.average(np.log([line.height for line in lines]), weights=weights)))
    short = [_is_short_first(line, lines) for line in lines]
    full = [line for line, is_short in zip(lines, short, strict=True) if not is_short]
    origin = longest.start
    low = _edge([float((line.start - origin) @ axis) for line in full], -SAME_EDGE * height)
    high = _edge([float((line.end - origin) @ axis) for line in full], SAME_EDGE * height)
    aligned = []
    for line, is_short in zip(lines, short, strict=True):
        slope = _slope(line, axis) if line.length > 0.6 * longest.length else 0.0
        at = float((line.middle - origin) @ axis)
        off = float((line.middle - origin) @ down)
        right = low + SHORT_SHARE * (high - low) if is_short else high
        ends = [origin + axis * x + down * (off + slope * (x - at)) for x in (low, right)]
        aligned.append(replace(line, start=ends[0], end=ends[1], height=height))
    return aligned


def _slope(line: Segment, axis: Vector) -> float:
    own = line.axis
    return float(own @ turn_back(axis)) / max(0.2, float(own @ axis))


def _edge(places: list[float], reach: float) -> float:
    """The common edge: the mean of the ends on which most agree, and of those the outermost ones (`reach` is
    how far ends of one edge are apart, with the sign of the way out)."""
    out = float(np.sign(reach))
    groups = [[place for place in places if abs(place - edge) <= abs(reach)] for edge in places]
    return float(np.mean(max(groups, key=lambda group: (len(group), out * float(np.mean(group))))))


def group_zones(lines: Sequence[Segment]) -> list[ZoneLines]:
    """The zones that the lines make; lines that are too short or too long for one are left aside."""
    zones = []
    for chain in _chain([line for line in lines if line.length > FEWEST * line.height]):
        picked = _trim(_pick(chain))
        longest = max(line.length / line.height for line in picked)
        if not SHORTEST <= longest <= LONGEST:
            continue
        aligned = _align(picked)
        lengths = np.array([line.length for line in picked])
        score = float(np.average([line.strength for line in picked], weights=lengths))
        # Half a line under a highlight is likelier than none, but less sure than a whole one.
        score *= min(1.0, longest / 26.0)
        zones.append(ZoneLines(tuple(aligned), min(1.0, max(0.0, score))))
    return sorted(zones, key=lambda zone: -zone.score)
