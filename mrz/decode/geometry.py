"""Where each character of a line should stand in its strip: the pitch of a zone is constant (ICAO Doc 9303-3
§4), so the characters that were read show where those are that were lost.

Positions are in the recogniser's time steps (four pixels of the strip), characters count from 0.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mrz.recognise import Logarithms
from mrz.strips import BLANK, TIME_STEPS

Floats = npt.NDArray[np.float64]

MOST_MARGIN = 3.0
"""Ground beside the text in a strip, at most, in characters: crops have up to 2.2, edges are uncertain."""
LEAST_MARGIN = -0.6
"""A crop may cut a part of the first or last character off."""
FEWEST_PEAKS = 4
"""Fewer characters than this fix no pitch."""
PITCH_SLACK = 0.12
"""How far the median step between characters may lie outside of the pitches possible for a length."""
MOST_MISFIT = 0.5
"""Characters that may be lost or superfluous, as a share of the line's length."""
MOST_SHIFTS = 4
"""Ways tried to number the characters of a line when some at its ends were lost or are not the line's."""
PHASE_GAIN, PITCH_GAIN = 0.5, 0.06
"""How far one peak moves the place and the pitch that are followed along a line."""
STIFFNESS = 0.02
"""Ridge against bending: perspective that is left in a strip and paper that is not flat bend it slightly."""
SHORT_LINE = 12
"""Lines up to this length (the Swiss licence's card number) are padded, so their pitch tells nothing."""


@dataclass(frozen=True)
class Placement:
    """The expected middle of each character (time steps), and the number of characters that were not seen
    or that were seen but do not belong to the line."""

    middles: Floats
    misfit: int


def find_peaks(logarithms: Logarithms) -> Floats:
    """The middle of each run of a class that is not blank, in the greedy reading."""
    best = logarithms.argmax(axis=1)
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    return np.array(
        [(s + e - 1) / 2 for s, e in zip(starts, ends, strict=True) if best[s] != BLANK], dtype=np.float64
    )


def _pitch_range(length: int) -> tuple[float, float]:
    if length <= SHORT_LINE:
        return 2.5, TIME_STEPS / (length - 1)
    return TIME_STEPS / (length + 2 * MOST_MARGIN), TIME_STEPS / (length + 2 * LEAST_MARGIN)


def _follow(peaks: Floats, pitch: float) -> list[float]:
    """Numbers of the peaks, the first 0, found by following a pitch that may drift."""
    number, place, numbers = 0.0, float(peaks[0]), []
    for peak in peaks:
        steps = max(0.0, round((peak - place) / pitch))
        error = peak - place - steps * pitch
        place += steps * pitch + PHASE_GAIN * error
        pitch += PITCH_GAIN * error
        number += steps
        numbers.append(number)
    return numbers


def _bend(numbers: Floats, peaks: Floats) -> Floats:
    """Coefficients (constant, slope, slight bend) of position over character number, robust to outliers."""
    middle, reach = (numbers[0] + numbers[-1]) / 2, max(1.0, (numbers[-1] - numbers[0]) / 2)
    x = (numbers - middle) / reach
    terms = np.stack([np.ones_like(x), x, x * x], axis=1)
    weights = np.ones_like(x)
    solution = np.zeros(3)
    for _ in range(3):
        weighted = terms * weights[:, None]
        normal = terms.T @ weighted + np.diag([0, 0, STIFFNESS * len(x)])
        solution = np.linalg.solve(normal, weighted.T @ peaks)
        weights = 1 / (1 + ((peaks - terms @ solution) / 0.7) ** 2)
    return np.array([solution[0], solution[1] / reach, solution[2] / reach**2, middle])


def _number(peaks: Floats, low: float, high: float) -> tuple[Floats, Floats] | None:
    """Numbers of the peaks, the first 0, and their curve (`_bend`); None when they have no common pitch."""
    pitch = float(np.median(np.diff(peaks)))
    if not low * (1 - PITCH_SLACK) <= pitch <= high * (1 + PITCH_SLACK):
        return None
    # From the middle outwards: the ends of a line are where peaks are missing or do not belong to it.
    half = len(peaks) // 2
    after = np.array(_follow(peaks[half:], pitch))
    before = np.array(_follow(-peaks[half::-1], pitch))[::-1]
    numbers: Floats = np.concatenate([before[-1] - before[:-1], before[-1] + after])
    for _ in range(3):
        curve = _bend(numbers, peaks)
        x = (peaks - curve[0]) / curve[1]
        again = np.rint(x - curve[2] / curve[1] * x * x + curve[3])
        again = np.asarray(again - again[0])
        if np.array_equal(again, numbers):
            return numbers, curve
        numbers = again
    return numbers, _bend(numbers, peaks)


def _middles(curve: Floats, numbers: Floats) -> Floats:
    x = numbers - curve[3]
    return np.asarray(curve[0] + curve[1] * x + curve[2] * x * x, dtype=np.float64)


def place_characters(peaks: Floats, length: int) -> list[Placement]:
    """The ways in which `length` characters can stand in a strip that shows `peaks`; [] when none can."""
    low, high = _pitch_range(length)
    if len(peaks) < FEWEST_PEAKS or not 1 - MOST_MISFIT <= len(peaks) / length <= 1 + MOST_MISFIT:
        return []
    ways = []
    followed = _number(peaks, low, high)
    if followed is not None:
        ways.append(followed)
    if len(peaks) == length and (followed is None or followed[0][-1] != length - 1):
        counted = np.arange(length, dtype=np.float64)
        ways.append((counted, _bend(counted, peaks)))
    found = [placement for numbers, curve in ways for placement in _shift(numbers, curve, length)]
    found.sort(key=lambda item: item.misfit)
    return [item for item in found if item.misfit <= found[0].misfit + 1][:MOST_SHIFTS]


def _shift(numbers: Floats, curve: Floats, length: int) -> list[Placement]:
    """The placements under this numbering, whichever of its numbers is the line's first character."""
    low, high = _pitch_range(length)
    if not 0.93 * low <= curve[1] <= 1.07 * high:
        return []
    last = int(numbers[-1])
    every = _middles(curve, np.arange(-length, last + 1 + length, dtype=np.float64))
    left = every[: -length + 1] / curve[1] - 0.5
    right = (TIME_STEPS - every[length - 1 :]) / curve[1] - 0.5
    fits = (left >= LEAST_MARGIN) & (left <= MOST_MARGIN) & (right >= LEAST_MARGIN)
    if length > SHORT_LINE:
        fits &= right <= MOST_MARGIN
    if last == length - 1:
        fits[length] = True  # as many as there should be: the margins need not tell which they are
    found = []
    for place in np.flatnonzero(fits):
        first = int(place) - length
        own = (numbers >= first) & (numbers < first + length)
        # Peaks that are no characters of the line, and characters without a peak.
        misfit = int((~own).sum()) + length - len(set(numbers[own].tolist()))
        if misfit <= MOST_MISFIT * length:
            found.append(Placement(every[place : place + length], misfit))
    return found
