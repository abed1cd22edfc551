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
TINY = 1e-300
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


@dataclass(frozen=True)
class _Windows:
    """Where each of n characters is looked for. A segment ends at `ends` (n × W, common to all lines) and
    starts at `starts` (n × D × W); `weights` (n × B × D × W) is what it weighs; `same` (n × B × W) the chance
    that the next character is the same if it starts where this one ends."""

    ends: npt.NDArray[np.intp]
    starts: npt.NDArray[np.intp]
    centres: Floats
    weights: Floats
    same: Floats

    @property
    def safe_starts(self) -> npt.NDArray[np.intp]:
        return np.maximum(self.starts, 0)


def _open_windows(seen: _Segments, places: Floats) -> _Windows:
    longest, steps = seen.total.shape[1:]
    low = np.floor(places.min(axis=0) - WINDOW).astype(np.intp)
    spread = (places.max(axis=0) - places.min(axis=0)).max()
    width = int(np.ceil(spread)) + 2 * WINDOW + longest
    ends = low[:, None] + np.arange(width)
    starts = ends[:, None, :] - np.arange(1, longest + 1)[:, None]
    inside = (starts >= 0) & (ends[:, None, :] <= steps)
    safe = np.clip(starts, 0, steps - 1)
    weights = seen.total[:, np.arange(longest)[:, None], safe].transpose(1, 0, 2, 3) * inside[:, None]
    centres = (starts + ends[:, None, :] - 1) / 2
    away = (centres[:, None] - places.T[:, :, None, None]) / SPREAD
    weights *= np.exp(-0.5 * away**2) + STRAYED
    same = seen.same[:, np.clip(ends, 0, steps)].transpose(1, 0, 2)
    return _Windows(ends, np.minimum(starts, steps - 1), centres, weights, same)


def _forwards(windows: _Windows) -> tuple[Floats, Floats]:
    """The weight of each segment with all that leads to it (n × B × D × W, up to a factor for each line and
    character), and the logarithm of the whole (B)."""
    count, lines, longest, width = windows.weights.shape
    low = windows.ends[:, 0]
    # For a segment's start, the place in the window before: 0 is before it, width + 1 behind it.
    source = np.clip(windows.ends[1:, None, :] - np.arange(1, longest + 1)[:, None], -1, None)
    source = np.clip(source - low[:-1, None, None] + 1, 0, width + 1)
    found = np.empty((count, lines, longest, width))
    state, total = windows.weights[0], np.zeros(lines)
    led = np.zeros((lines, width + 2))
    for place in range(count):
        if place:
            done = state.sum(axis=1)
            reached = done.cumsum(axis=1)
            led[:, 1:-1] = reached - windows.same[place - 1] * done
            led[:, -1] = reached[:, -1]
            state = windows.weights[place] * led[:, source[place - 1]]
        scale = state.sum(axis=(1, 2)) + TINY
        total += np.log(scale)
        state = state / scale[:, None, None]
        found[place] = state
    return found, total


def _backwards(windows: _Windows) -> Floats:
    """The weight of all that follows a segment which ends at each step (n × B × W, up to a factor)."""
    count, lines, longest, width = windows.weights.shape
    found = np.ones((count, lines, width))
    offsets = windows.ends[:-1] - (windows.ends[1:, :1] - longest)
    index = np.clip(offsets, 0, width + longest - 1)
    touches = (offsets >= 0) & (offsets < width + longest)
    behind = offsets >= width + longest
    for place in range(count - 2, -1, -1):
        ahead = windows.weights[place + 1] * found[place + 1][:, None, :]
        begin = np.zeros((lines, width + longest))  # by the step at which the next segment starts
        for span in range(1, longest + 1):
            begin[:, longest - span : longest - span + width] += ahead[:, span - 1]
        later = begin[:, ::-1].cumsum(axis=1)[:, ::-1]
        rest = np.where(behind[place], 0.0, later[:, index[place]])
        rest = rest - windows.same[place] * np.where(touches[place], begin[:, index[place]], 0.0)
        found[place] = rest / (rest.max(axis=1, keepdims=True) + TINY)
    return found


def read_lines(
    logarithms: Sequence[Logarithms], middles: Sequence[Floats], longest: int = LONGEST
) -> list[Line]:
    """Each line as `len(middles[k])` characters (the same number for all), about at `middles[k]`."""
    seen = _measure(logarithms, longest)
    windows = _open_windows(seen, np.stack(middles))
    onwards, total = _forwards(windows)
    occupied = onwards * _backwards(windows)[:, :, None, :]
    occupied /= occupied.sum(axis=(2, 3), keepdims=True) + TINY
    expected = (occupied * windows.centres[:, None]).sum(axis=(2, 3)).T

    spans, safe = np.arange(longest)[:, None], windows.safe_starts
    shares = occupied / np.maximum(seen.total[:, spans, safe].transpose(1, 0, 2, 3), TINY)
    count, lines = onwards.shape[:2]
    flat = np.zeros((lines, count, longest, seen.total.shape[2]))
    for line in range(lines):
        # Starts outside the strip carry no weight, and are clipped onto steps that keep theirs.
        np.add.at(flat[line], (np.arange(count)[:, None, None], spans[None], safe), shares[:, line])
    characters = flat.reshape(lines, count, -1) @ seen.each.reshape(lines, -1, len(CHARACTERS))
    characters /= characters.sum(axis=2, keepdims=True) + TINY
    evidence = total + seen.blanks
    return [Line(characters[k], expected[k], float(evidence[k])) for k in range(lines)]
