"""From the recogniser's outputs of a line to the probability of each character, for a given length.

Several crops of the same line may be given; they are placed and read one by one and joined character by
character, because their time steps do not match. What the network says is tempered: it is surer of itself
than its mistakes allow, and look-alikes (OCR-B has few, low resolution many) are more often its mistake than
other characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mrz.decode.geometry import find_peaks, place_characters
from mrz.decode.lattice import Line, read_lines
from mrz.decode.symbols import FILLER, INDEX, SYMBOLS, Floats
from mrz.recognise import Logarithms, read_greedily

TEMPERATURE = 0.75
"""The exponent of the network's probabilities is 1 over this; 1 leaves them. Below 1: on synthetic zones that
it was not trained on, it doubts clear characters more often than it is wrong (of 28,571 that it said to be
wrong in 4 of 10,000 cases, one was)."""
FLOOR = 3e-5
"""Probability shared by all characters at each place, whatever the network says."""
CONFUSED = 1e-4
"""Probability shared by the look-alikes of what the network says."""
COPIES_AGREE = 0.5
"""How far a second copy of a line is new evidence: 0 not at all (the mean counts), 1 wholly (the product).
More copies are of the same pixels and add nothing but a better mean."""
CLEAR, SUPERFLUOUS = 0.9, 5
"""Characters of this probability are clear; so many of them may stand in a strip beside a line."""
FILLER_SHARE = 0.3
"""Share of fillers among the characters the network was trained on, which it falls back on when in doubt (and
which it sees in pictures of nothing); the other characters share the rest."""
LOOK_ALIKES = (
    "O0 OQ OD 0D 0Q 0U OU OC 0C DQ I1 IL 1L IT 1T I7 1J S5 B8 B3 38 Z2 27 Z7 17 G6 GC G0 G5 6B 68 UV VY UJ "
    "A4 PF PR EF FT KX XY MN MH HN HW NW VW 9G 90 80 96 3S 5B "
    "<K <C <S <E <X <L <G <R <Z <F <T <I <V <4 <6 <5"
).split()
"""Pairs the network or any reader of OCR-B confuses (facts/mrz.md; the project's own training card)."""


def _likeness() -> Floats:
    table = np.zeros((SYMBOLS, SYMBOLS))
    for pair in LOOK_ALIKES:
        a, b = INDEX[pair[0]], INDEX[pair[1]]
        table[a, b] = table[b, a] = 1.0
    return np.asarray(table / np.maximum(table.sum(axis=1, keepdims=True), 1.0))


OWN_PRIOR = 0.3
"""Exponent with which the network's own prior is taken out of what it says: 1 if it were exactly that."""
BACKGROUND: Floats = np.where(np.arange(SYMBOLS) == FILLER, FILLER_SHARE, (1 - FILLER_SHARE) / (SYMBOLS - 1))
"""The network's own prior of each character (37)."""
LIKENESS = _likeness()
"""37 × 37: how what is printed (column) shares the doubt when a character (row) is read."""


@dataclass(frozen=True)
class Placed:
    """A line at a given length: `characters` n × 37, how far the pixels speak for each (rows sum to 1),
    `plain` the same as the network says it (the mean of the copies), the expected middle of each in the first
    copy's strip (time steps), and the logarithm of the evidence for this length, which becomes one against
    random characters by `correct_evidence`."""

    characters: Floats
    plain: Floats
    middles: Floats
    evidence: float


def temper(characters: Floats) -> Floats:
    """The network's probabilities (n × 37), made as doubtful as they should be."""
    shares = np.asarray(characters ** (1 / TEMPERATURE)) if TEMPERATURE != 1 else characters
    shares = shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-300)
    shares = (1 - CONFUSED) * shares + CONFUSED * (shares @ LIKENESS) + FLOOR / SYMBOLS
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _join(copies: Sequence[Line]) -> Placed:
    logs = np.log(np.stack([copy.characters for copy in copies]) + 1e-12).mean(axis=0)
    shares = np.exp(logs * (1 + COPIES_AGREE * (min(len(copies), 2) - 1)))
    shares /= shares.sum(axis=1, keepdims=True)
    # What the network says, over its own prior, is what the pixels say (Bourlard and Morgan 1994).
    spoken = temper(shares) / BACKGROUND**OWN_PRIOR
    scale = spoken.sum(axis=1)
    evidence = float(np.mean([copy.evidence for copy in copies]) + np.log(scale).sum())
    plain = np.mean([copy.characters for copy in copies], axis=0)
    return Placed(spoken / scale[:, None], plain, copies[0].middles, evidence)


def correct_evidence(symbols: npt.NDArray[np.intp]) -> float:
    """What to add to the evidence for a zone that reads `symbols`, so that it compares the zone with
    characters drawn from `BACKGROUND`: fillers, which the network sees in pictures of nothing, say little."""
    return float((OWN_PRIOR - 1) * np.log(BACKGROUND[symbols]).sum())


class LineOptions:
    """A line's outputs (one or more copies), read at any length; what was computed is kept."""

    def __init__(self, copies: Sequence[Logarithms]) -> None:
        self.copies = list(copies)
        self.peaks = [find_peaks(copy) for copy in self.copies]
        self._placed: dict[int, list[Placed]] = {}
        self.plain = read_greedily(self.copies[0])
        self._clear = sum(chance >= CLEAR for chance in self.plain.probabilities)

    @property
    def is_clear(self) -> bool:
        """Whether each character was read clearly."""
        return self._clear == len(self.plain.text)

    def may_hold(self, length: int) -> bool:
        """Whether so few characters can be all of the line: not when many more were read clearly."""
        return self._clear <= length + SUPERFLUOUS

    def at_length(self, length: int) -> list[Placed]:
        """The ways in which the line can hold `length` characters, the most probable first; [] for none."""
        if length not in self._placed:
            read_together([self], length)
        return self._placed[length]


def read_together(lines: Sequence[LineOptions], length: int) -> None:
    """Read all `lines` at `length` in one go, so that `at_length` finds it done."""
    wanted = [line for line in lines if length not in line._placed]
    jobs = []
    for line in wanted:
        ways = [place_characters(peaks, length) for peaks in line.peaks]
        # Copies are numbered alike when both have an undisputed numbering; otherwise the first one speaks.
        count = len(ways) if all(len(way) == 1 for way in ways) else 1
        jobs += [(line, copy, way) for copy in range(count) for way in ways[copy]]
        line._placed[length] = []
    if not jobs:
        return
    read = read_lines([line.copies[copy] for line, copy, _ in jobs], [way.middles for _, _, way in jobs])
    for line in wanted:
        own = [(copy, result) for (owner, copy, _), result in zip(jobs, read, strict=True) if owner is line]
        if len({copy for copy, _ in own}) > 1:
            line._placed[length] = [_join([result for _, result in own])]
        else:
            placed = [_join([result]) for _, result in own]
            line._placed[length] = sorted(placed, key=lambda item: -item.evidence)
