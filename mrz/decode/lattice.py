"""What the pixels say of each character of a line, given how many there are and about where each stands.

The recogniser's output is CTC (Graves et al. 2006): at each time step the probability of each character and
of the blank. Summed here are all its paths that spell exactly `n` characters: each occupies a run of time
steps (a segment), blanks lie between, and two equal characters must be parted by a blank. A path's
probability divided by that of all blanks is a product over its segments alone, so that one pass over the
characters instead of the time steps does it, for many lines at once. Each segment is weighed by how far its
middle lies from where the constant pitch has it.

Two approximations, both without weight in practice: a segment is at most `LONGEST` steps long, and equality
of touching characters is judged from the two steps that touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mrz.recognise import Logarithms
from mrz.strips import CHARACTERS

Floats = npt.NDArray[np.float64]

LONGEST = 5
"""Time steps of a segment, at most."""
FLOOR = 1e-5
"""Added to every probability of the recogniser: its tails are surer than its mistakes allow."""
SPREAD = 1.0
"""Standard deviation of a segment's middle around its place, time steps (a quarter of a TD3 character)."""
STRAYED = np.exp(-8.0)
"""Weight of a segment that stands anywhere else within the window."""
WINDOW = 8
"""Time steps to each side of its place in which a character is looked for."""


@dataclass(frozen=True)
class Line:
    """A line of n characters: their probabilities (n × 37, each row sums to 1, columns as `CHARACTERS`), the
    expected middle of each (time steps), and the logarithm of the probability that the line has n
    characters there at all."""

    characters: Floats
    middles: Floats
    evidence: float


@dataclass(frozen=True)
class _Segments:
    """Per batch, duration and first step (B × LONGEST × T): odds against blanks, per character (… × 37) and
    summed; per step (B × T) the chance that two characters touching there are the same."""

    each: Floats
    total: Floats
    same: Floats
    blanks: Floats


def _measure(logarithms: Sequence[Logarithms], longest: int) -> _Segments:
    shares = np.exp(np.stack(logarithms).astype(np.float64)) + FLOOR
    odds = shares[:, :, 1:] / shares[:, :, :1]
    lines, steps, kinds = odds.shape
    each = np.zeros((lines, longest, steps, kinds))
    each[:, 0] = odds
    for more in range(1, longest):
        each[:, more, :-more] = each[:, more - 1, :-more] * odds[:, more:]
    relative = odds / odds.sum(axis=2, keepdims=True)
    same = np.zeros((lines, steps + 1))
    same[:, 1:steps] = (relative[:, 1:] * relative[:, :-1]).sum(axis=2)
    return _Segments(each, each.sum(axis=3), same, np.log(shares[:, :, 0]).sum(axis=1))


def read_lines(
    logarithms: Sequence[Logarithms], middles: Sequence[Floats], longest: int = LONGEST
) -> list[Line]:
    """Each line as `len(middles[k])` characters (the same number for all) that stand about at `middles[k]`."""
    seen = _measure(logarithms, longest)
    places = np.stack(middles)
    lines, count = places.shape
    steps = seen.total.shape[2]

    # A window of segment ends, common to all lines; `ends` n × W, `starts` n × D × W.
    low = np.floor(places.min(axis=0) - WINDOW).astype(np.intp)
    width = int(np.ceil((places.max(axis=0) - places.min(axis=0)).max())) + 2 * WINDOW + longest
    ends = low[:, None] + np.arange(width)
    spans = np.arange(1, longest + 1)
    starts = ends[:, None, :] - spans[:, None]
    inside = (starts >= 0) & (ends[:, None, :] <= steps)
    safe = np.clip(starts, 0, steps - 1)
    which = np.arange(longest)[:, None]
    weights = seen.total[:, which, safe].transpose(1, 0, 2, 3) * inside[:, None]
    centres = (starts + ends[:, None, :] - 1) / 2
    away = (centres[:, None] - places.T[:, :, None, None]) / SPREAD
    weights *= np.exp(-0.5 * away**2) + STRAYED
    same = seen.same[:, np.clip(ends, 0, steps)].transpose(1, 0, 2)

    # Forwards: weight of all before, for a segment that starts at a step; index 0 is before the window.
    source = np.clip(starts[1:] - low[:-1, None, None] + 1, 0, width + 1)
    onwards = np.empty((count, lines, longest, width))
    state = weights[0]
    evidence = seen.blanks.copy()
    padded = np.zeros((lines, width + 2))
    for place in range(count):
        if place:
            done = state.sum(axis=1)
            reached = done.cumsum(axis=1)
            padded[:, 1:-1] = reached - same[place - 1] * done
            padded[:, -1] = reached[:, -1]
            state = weights[place] * padded[:, source[place - 1]]
        total = state.sum(axis=(1, 2))
        evidence += np.log(total + 1e-300)
        state = state / (total + 1e-300)[:, None, None]
        onwards[place] = state

    # Backwards: weight of all that follows a segment which ends at a step.
    follow = np.ones((count, lines, width))
    for place in range(count - 2, -1, -1):
        ahead = weights[place + 1] * follow[place + 1][:, None, :]
        begin = np.zeros((lines, width + longest))
        for span in range(1, longest + 1):
            begin[:, longest - span : longest - span + width] += ahead[:, span - 1]
        later = begin[:, ::-1].cumsum(axis=1)[:, ::-1]
        # `begin` counts from the first start of the next window; ends before it see all of it.
        offset = ends[place] - (low[place + 1] - longest)
        index = np.clip(offset, 0, width + longest - 1)
        there = (offset >= 0) & (offset < width + longest)
        rest = np.where(offset >= width + longest, 0.0, later[:, index])
        rest = rest - same[place] * np.where(there, begin[:, index], 0.0)
        follow[place] = rest / (rest.max(axis=1, keepdims=True) + 1e-300)

    occupied = onwards * follow[:, :, None, :]
    occupied /= occupied.sum(axis=(2, 3), keepdims=True) + 1e-300
    expected = (occupied * centres[:, None]).sum(axis=(2, 3)).T
    each = occupied / np.maximum(seen.total[:, which, safe].transpose(1, 0, 2, 3), 1e-300)
    flat = np.zeros((lines, count, longest, steps))
    rows = np.arange(count)[:, None, None]
    for line in range(lines):
        # Starts outside the strip carry no weight, and are clipped onto steps that keep theirs.
        np.add.at(flat[line], (rows, which[None], safe), each[:, line])
    shares = flat.reshape(lines, count, -1) @ seen.each.reshape(lines, -1, len(CHARACTERS))
    shares /= shares.sum(axis=2, keepdims=True) + 1e-300
    return [Line(shares[k], expected[k], float(evidence[k])) for k in range(lines)]
